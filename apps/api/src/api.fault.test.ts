import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '@lector/process-kit';
import { createClient, type LectorClient } from '@lector/sdk';
import { ownRedis, s3FaultProxy, testS3, uniquePrefix, waitFor, type OwnRedis } from '@lector/testing';
import type { ApiConfig } from './config.js';
import { startApiWith } from './start-api.js';
import { apiConfig } from './test-rig/api-config.js';

/** What callers see while Redis or S3 is away, and that nobody has to restart the API afterwards. */

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function redis(more: Readonly<Record<string, string>> = {}): Promise<OwnRedis> {
  const server = await ownRedis(more);
  closers.push(() => server.stop());
  return server;
}

/** @param log takes what the API logs */
async function startApi(changes: Partial<ApiConfig>, log: string[] = []) {
  const logger = createLogger({ name: 'api', level: 'warn', destination: { write: (line) => void log.push(line) } });
  const api = await startApiWith({ config: apiConfig(changes), logger });
  closers.push(() => api.close());
  return { api, client: createClient({ baseUrl: api.url, maxRetries: 0 }) };
}

async function start(changes: Partial<ApiConfig>): Promise<LectorClient> {
  return (await startApi(changes)).client;
}

/** How a call failed, and after how long. */
async function refusal(call: Promise<unknown>): Promise<{ code: string; ms: number }> {
  const startedMs = performance.now();
  const code = await call.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  );
  return { code, ms: performance.now() - startedMs };
}

const text = 'Hello';
const QUICK_MS = 3000;

describe('without Redis', () => {
  it('the API starts, answers 503 quickly, and works once Redis is there', async () => {
    const server = await redis();
    await server.kill9();
    const client = await start({ redisUrl: server.url });
    expect((await client.health()).status).toBe('ok');
    expect((await refusal(client.ready())).code).toBe('not_ready');
    for (const call of [client.jobs.create({ text }), client.jobs.list(), client.tts({ text })]) {
      const { code, ms } = await refusal(call);
      expect(code).toBe('queue_unavailable');
      expect(ms).toBeLessThan(QUICK_MS);
    }
    await server.restart();
    const { id } = await waitFor(() => client.jobs.create({ text }), { what: 'a job to be accepted' });
    expect((await client.jobs.get(id)).status).toBe('queued');
  });

  it('a key that got 503 gives one job in the end', async () => {
    const server = await redis();
    const client = await start({ redisUrl: server.url });
    server.freeze();
    const idempotencyKey = 'order-7';
    const { code, ms } = await refusal(client.jobs.create({ text }, { idempotencyKey }));
    expect(code).toBe('queue_unavailable');
    expect(ms).toBeLessThan(QUICK_MS);
    server.thaw();
    const make = () => client.jobs.create({ text }, { idempotencyKey });
    const first = await waitFor(make, { what: 'a job to be accepted' });
    expect((await make()).id).toBe(first.id);
    expect((await client.jobs.list()).jobs.map(({ id }) => id)).toEqual([first.id]);
  });

  it('a follower stays connected through a restart and sees the end', async () => {
    const server = await redis();
    const client = await start({ redisUrl: server.url });
    const { id } = await client.jobs.create({ text });
    const events = client.jobs.events(id);
    expect((await events.next()).value).toMatchObject({ type: 'job.state' });
    const next = events.next();
    await server.restart();
    await waitFor(() => client.jobs.cancel(id), { what: 'the cancel' });
    // Straight to the end: the stream was never opened anew, or the state would come first.
    expect((await next).value).toMatchObject({ type: 'job.cancelled' });
  });

  it('the metrics are answered with what there is, and have the queue again once Redis answers', async () => {
    const server = await redis();
    const { api, client } = await startApi({ redisUrl: server.url });
    const scrape = async () => {
      const response = await fetch(`${api.url}/metrics`);
      expect(response.status).toBe(200);
      const lines = (await response.text()).split('\n').filter((line) => !line.startsWith('#'));
      return new Map(lines.map((line) => line.split(' ')).map(([series = '', value]) => [series, Number(value)]));
    };
    await client.jobs.create({ text: 'Two words', priority: 'interactive' });
    const queued = { up: 1, interactive: 9, bulk: 0, workers: 0, backlog: undefined };
    const seen = async () => {
      const values = await scrape();
      return {
        up: values.get('lector_up{dependency="queue"}'),
        interactive: values.get('lector_queue_characters{lane="interactive",pack="tone"}'),
        bulk: values.get('lector_queue_characters{lane="bulk",pack="tone"}') ?? 0,
        workers: values.get('lector_live_workers{pack="tone"}'),
        // Nobody has measured a speed here.
        backlog: values.get('lector_backlog_seconds{pack="tone"}'),
      };
    };
    expect(await seen()).toEqual(queued);
    expect((await scrape()).get('lector_queue_oldest_age_seconds')).toBeGreaterThan(0);
    server.freeze();
    const startedMs = performance.now();
    expect(await seen()).toMatchObject({ up: 0, interactive: undefined, workers: undefined });
    expect(performance.now() - startedMs).toBeLessThan(QUICK_MS);
    expect((await scrape()).get('lector_jobs_accepted_total')).toBe(1);
    server.thaw();
    await waitFor(async () => (await seen()).up === 1, { what: 'Redis to answer again' });
    expect(await seen()).toEqual(queued);
  });

  it('a Redis that may drop jobs is refused', async () => {
    const server = await redis({ 'maxmemory-policy': 'allkeys-lru' });
    await expect(start({ redisUrl: server.url })).rejects.toMatchObject({ code: 'redis_unsuitable' });
  });
});

describe('a Redis that forgets at a restart', () => {
  it.each([
    ['no', 1],
    ['yes', 0],
  ])('is said once in the log [appendonly=%s, lines=%i]', async (appendonly, lines) => {
    const server = await redis({ appendonly });
    const log: string[] = [];
    const { client } = await startApi({ redisUrl: server.url }, log);
    await refusal(client.ready());
    expect(log.filter((line) => line.includes('append-only'))).toHaveLength(lines);
  });
});

describe('an API that ends', () => {
  it('answers the calls that still wait for their audio, and leaves their jobs to the workers', async () => {
    const queuePrefix = uniquePrefix('api');
    const { api, client } = await startApi({ queuePrefix });
    const speaking = refusal(client.tts({ text }));
    const { jobs } = await waitFor(
      async () => {
        const page = await client.jobs.list({ status: 'queued' });
        return page.jobs.length > 0 && page;
      },
      { what: 'the job of the call' },
    );
    await api.close();
    expect((await speaking).code).toBe('not_ready');
    const next = await start({ queuePrefix });
    expect((await next.jobs.list()).jobs).toMatchObject([{ id: jobs[0]?.id, status: 'queued' }]);
  });
});

describe('without S3', () => {
  it('short texts are accepted, long ones and audio answer 503, and all is well afterwards', async () => {
    const s3 = testS3();
    const proxy = await s3FaultProxy({ target: s3.endpoint });
    closers.push(() => proxy.close());
    await proxy.set({ kind: 'refuse' });
    const client = await start({ s3: { ...s3, endpoint: proxy.endpoint, publicEndpoint: null } });
    expect((await client.jobs.create({ text })).status).toBe('queued');
    const long = { text: 'Hello. '.repeat(400) };
    const refused = await refusal(client.jobs.create(long));
    expect(refused.code).toBe('storage_unavailable');
    expect(refused.ms).toBeLessThan(QUICK_MS);
    await proxy.set({ kind: 'answer', status: 503, code: 'SlowDown' });
    expect((await refusal(client.jobs.create(long))).code).toBe('storage_unavailable');
    await proxy.set({ kind: 'pass' });
    const { id } = await waitFor(() => client.jobs.create(long), { what: 'the long text to be accepted' });
    expect((await client.jobs.get(id, { include: 'text' })).request['text']).toBe(long.text);
  });

  it('a store that takes the request and says nothing holds no caller for long', async () => {
    const s3 = testS3();
    const proxy = await s3FaultProxy({ target: s3.endpoint });
    closers.push(() => proxy.close());
    const client = await start({ s3: { ...s3, endpoint: proxy.endpoint, publicEndpoint: null } });
    const long = { text: 'Hello. '.repeat(400) };
    const { id } = await client.jobs.create(long);
    await client.jobs.cancel(id);
    await proxy.set({ kind: 'stall' });
    for (const call of [
      () => client.jobs.create(long),
      () => client.jobs.get(id, { include: 'text' }),
      () => client.jobs.retry(id),
    ]) {
      const { code, ms } = await refusal(call());
      expect(code).toBe('storage_unavailable');
      expect(ms).toBeLessThan(QUICK_MS);
    }
  });

  it('keys that the store refuses end the start', async () => {
    const s3 = { ...testS3(), secretAccessKey: 'wrong', publicEndpoint: null };
    await expect(start({ s3 })).rejects.toMatchObject({ code: 'storage_refused' });
  });
});

describe('a lexicon that is put', () => {
  const says = (alias: string) => ({ entries: [{ graphemes: ['Qin'], alias }] });

  it('stays as it was where the object store fails, however it does, and is changed afterwards', async () => {
    const s3 = testS3();
    const proxy = await s3FaultProxy({ target: s3.endpoint });
    closers.push(() => proxy.close());
    const client = await start({ s3: { ...s3, endpoint: proxy.endpoint, publicEndpoint: null } });
    await client.lexicons.put('names', says('chin'));
    for (const fault of [{ kind: 'refuse' }, { kind: 'stall' }] as const) {
      await proxy.set(fault);
      for (const id of ['names', 'others']) {
        const { code, ms } = await refusal(client.lexicons.put(id, says('ching')));
        expect(code).toBe('storage_unavailable');
        expect(ms).toBeLessThan(QUICK_MS);
      }
      await proxy.set({ kind: 'pass' });
      const all = await client.lexicons.list();
      expect(all.lexicons.map(({ id, version }) => [id, version])).toEqual([['names', 1]]);
      expect((await waitFor(() => client.lexicons.get('names'), { what: 'the store' })).entries).toEqual(
        says('chin').entries,
      );
    }
    expect((await client.lexicons.put('names', says('ching'))).version).toBe(2);
  });

  it('stays as it was while Redis is away, and jobs that name it are not taken', async () => {
    const server = await redis();
    const client = await start({ redisUrl: server.url });
    await client.lexicons.put('names', says('chin'));
    server.freeze();
    for (const call of [
      () => client.lexicons.put('names', says('ching')),
      () => client.lexicons.delete('names'),
      () => client.lexicons.list(),
      () => client.jobs.create({ text, lexicons: ['names'] }),
      () => client.explain({ text, lexicons: ['names'] }),
    ]) {
      const { code, ms } = await refusal(call());
      expect(code).toBe('queue_unavailable');
      expect(ms).toBeLessThan(QUICK_MS);
    }
    server.thaw();
    const { version } = await waitFor(() => client.lexicons.get('names'), { what: 'Redis to answer again' });
    expect(version).toBe(1);
    const { id } = await client.jobs.create({ text, lexicons: ['names'] });
    expect((await client.jobs.get(id)).request['lexicons']).toEqual(['names@1']);
  });
});
