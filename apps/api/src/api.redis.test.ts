import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Job, type JobResult, OPERATIONS } from '@lector/contract';
import { terminalEventData, jobEvent, jobLinks, type JobStore } from '@lector/jobs';
import { createLogger } from '@lector/process-kit';
import { connectRedis, createJobStore, createTransport, createWorkerRegistry, type RedisClient } from '@lector/queue';
import { createClient, type LectorClient } from '@lector/sdk';
import { audioKey, createObjectStore, type S3ObjectStore } from '@lector/storage';
import { testRedisUrl, testS3, uniquePrefix, waitFor } from '@lector/testing';
import type { ApiConfig } from './config.js';
import { type RunningApi, startApiWith } from './start-api.js';
import { contractFetch } from './test-rig/contract-fetch.js';

/**
 * The API as it runs, on real Redis and real S3. A worker is played by the test: the same calls on the job record that a
 * worker makes.
 */
const prefix = uniquePrefix('api');
const AUDIO = randomBytes(3 * 1024 * 1024 + 5);
const SHA256 = createHash('sha256').update(AUDIO).digest('hex');
const KEYS = [
  { name: 'alice', key: 'alice-key-of-the-test' },
  { name: 'bob', key: 'bob-key-of-the-test-' },
] as const;

let redis: RedisClient;
let store: JobStore;
let transport: ReturnType<typeof createTransport>;
let objects: S3ObjectStore;
let api: RunningApi;
let alice: LectorClient;
let bob: LectorClient;

function config(changes: Partial<ApiConfig> = {}): ApiConfig {
  return {
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'https://tts.example',
    auth: { kind: 'keys', keys: KEYS },
    redisUrl: testRedisUrl(),
    queuePrefix: prefix,
    s3: { ...testS3(), publicEndpoint: null },
    pack: 'tone',
    maxCharacters: 100_000,
    retentionHours: 1,
    webhookAllowCidrs: ['127.0.0.0/8'],
    logLevel: 'silent',
    ...changes,
  };
}

/** Every call of this file goes through it; the last test asks what it saw. */
const contract = contractFetch();

const clientOf = (apiKey: string, baseUrl = api.url) =>
  createClient({ baseUrl, apiKey, maxRetries: 0, fetch: contract.fetch });

const logger = createLogger({ name: 'api', level: 'silent' });

beforeAll(async () => {
  redis = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => undefined);
  store = createJobStore({ client: redis, prefix, publicUrl: 'https://tts.example', retentionMs: 3_600_000 });
  transport = createTransport({ client: redis, prefix, onError: () => undefined });
  objects = createObjectStore(testS3());
  await objects.check();
  api = await startApiWith({ config: config(), logger });
  [alice, bob] = [clientOf(KEYS[0].key), clientOf(KEYS[1].key)];
});

afterAll(async () => {
  await api.close();
  await transport.close();
  redis.disconnect();
  objects.close();
});

/** START, as a worker calls it. */
async function start(id: string): Promise<number> {
  const started = await store.start(id, { maxAttempts: 3, nowMs: Date.now() });
  if (started.kind !== 'started') throw new Error(`not started: ${started.kind}`);
  return started.fence;
}

async function renderSegment(id: string, fence: number, index: number, total: number): Promise<void> {
  await store.progress(id, fence, {
    progress: { segmentsDone: index + 1, segmentsTotal: total, audioSeconds: index + 1 },
    segment: { index, start: index, end: index + 1, audioSeconds: 1, cached: false },
    nowMs: Date.now(),
  });
}

async function complete(id: string, fence: number): Promise<void> {
  const key = audioKey(id, fence, 'wav');
  await objects.put(key, AUDIO, { contentType: 'audio/wav' });
  const result: JobResult = {
    audio: {
      url: '',
      url_expires_at: null,
      key,
      format: 'wav',
      bytes: AUDIO.length,
      sha256: SHA256,
      duration_seconds: 2,
      sample_rate: 24_000,
    },
    spans: [{ start: 0, end: 5, language: 'en' }],
    needs_review: [],
    rtf: 0.3,
    cached: false,
  };
  const progress = { segmentsDone: 2, segmentsTotal: 2, audioSeconds: 2 };
  const outcome = await store.finish({
    id,
    fence,
    status: 'completed',
    result,
    error: null,
    progress,
    nowMs: Date.now(),
    event: null,
  });
  expect(outcome).toBe('ok');
}

describe('a job', () => {
  it('goes from submission through progress to audio', async () => {
    const accepted = await alice.jobs.create({ text: 'Hello，今天天气真不错！こんにちは！', metadata: { order: '7' } });
    expect(accepted.links.self).toBe(`https://tts.example/v1/jobs/${accepted.id}`);
    expect(await transport.holds({ id: accepted.id, pack: 'tone' })).toBe(true);

    const events = alice.jobs.events(accepted.id);
    expect((await events.next()).value).toMatchObject({ type: 'job.state', data: { status: 'queued' } });
    const seen = (async () => {
      const types: string[] = [];
      for await (const event of events) types.push(event.type);
      return types;
    })();
    const waiting = alice.jobs.get(accepted.id, { wait: 30 });
    const fence = await start(accepted.id);
    await renderSegment(accepted.id, fence, 0, 2);
    await renderSegment(accepted.id, fence, 1, 2);
    await complete(accepted.id, fence);

    const job = await waiting;
    expect(Job.parse(job)).toEqual(job);
    expect(job).toMatchObject({
      status: 'completed',
      progress: { segments_done: 2, segments_total: 2, percent: 100 },
      metadata: { order: '7' },
      result: { audio: { sha256: SHA256, url: `https://tts.example/v1/jobs/${accepted.id}/audio` } },
    });
    const types = await seen;
    expect(types.filter((type) => type === 'job.segment')).toHaveLength(2);
    expect(types.at(-1)).toBe('job.completed');

    const audio = await alice.jobs.audio(accepted.id);
    expect(createHash('sha256').update(audio).digest('hex')).toBe(SHA256);
    const part = await alice.jobs.audioResponse(accepted.id, { range: 'bytes=2000000-2000099' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 2000000-2000099/${AUDIO.length}`]);
    expect(Buffer.from(await part.arrayBuffer()).equals(AUDIO.subarray(2_000_000, 2_000_100))).toBe(true);
  });

  it('shows its end to a follower who comes late, in the words of its webhook', async () => {
    const { id } = await alice.jobs.create({ text: 'Hello', webhook: { url: 'http://127.0.0.1:1/hook' } });
    await alice.jobs.cancel(id);
    const types: string[] = [];
    let last: unknown;
    for await (const event of alice.jobs.events(id)) {
      types.push(event.type);
      last = event.data;
    }
    expect(types).toEqual(['job.state', 'job.cancelled']);
    const record = await waitFor(() => store.get(id), { what: 'the record' });
    const end = {
      ...record,
      status: 'cancelled',
      finishedAtMs: record.finishedAtMs ?? 0,
      links: jobLinks(id, 'https://tts.example'),
    } as const;
    expect(last).toEqual(terminalEventData(record, end));
    expect((JSON.parse(jobEvent(record, end).body) as { data: unknown }).data).toEqual(last);
  });

  it('tells a follower who has seen its end that there is no more', async () => {
    const { id } = await alice.jobs.create({ text: 'Hello' });
    await alice.jobs.cancel(id);
    let last = '';
    for await (const event of alice.jobs.events(id)) last = event.id ?? last;
    expect(last).not.toBe('');
    expect((await alice.jobs.events(id, { after: last }).next()).done).toBe(true);
  });

  it('that is long keeps its text in the object store', async () => {
    const text = 'Hello, 今天天气真不错。'.repeat(300);
    const { id } = await alice.jobs.create({ text });
    expect((await store.get(id))?.text).toHaveProperty('key');
    expect((await alice.jobs.get(id, { include: 'text' })).request['text']).toBe(text);
  });

  it('is made once by fifty requests with one key', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => alice.jobs.create({ text: 'Hello' }, { idempotencyKey: 'storm' })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    await expect(alice.jobs.create({ text: 'Other' }, { idempotencyKey: 'storm' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    // Keys belong to their tenant.
    const { id } = await bob.jobs.create({ text: 'Other' }, { idempotencyKey: 'storm' });
    expect(id).not.toBe(answers[0]?.id);
  });

  it('belongs to its tenant', async () => {
    const { id } = await alice.jobs.create({ text: 'Hello' });
    await expect(bob.jobs.get(id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(bob.jobs.cancel(id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await bob.jobs.list()).jobs.map((job) => job.id)).not.toContain(id);
    expect((await alice.jobs.list({ limit: 1 })).jobs.map((job) => job.id)).toEqual([id]);
  });

  it('that waits is cancelled at once, one that runs when its worker notices', async () => {
    const waiting = await alice.jobs.create({ text: 'Hello' });
    expect((await alice.jobs.cancel(waiting.id)).status).toBe('cancelled');
    expect(await transport.holds({ id: waiting.id, pack: 'tone' })).toBe(false);

    const running = await alice.jobs.create({ text: 'Hello' });
    const fence = await start(running.id);
    expect((await alice.jobs.cancel(running.id)).status).toBe('running');
    const progress = { segmentsDone: 0, segmentsTotal: 2, audioSeconds: 0 };
    expect(await store.progress(running.id, fence, { progress, segment: null, nowMs: Date.now() })).toBe(
      'cancel_requested',
    );
  });

  it('loses its audio by DELETE and is made again by retry', async () => {
    const { id } = await alice.jobs.create({ text: 'Hello', speed: 1.5 });
    const fence = await start(id);
    await complete(id, fence);
    expect((await alice.jobs.cancel(id)).result?.audio).toBeNull();
    expect((await alice.jobs.cancel(id)).result?.audio).toBeNull();
    expect(await objects.get(audioKey(id, fence, 'wav'))).toBeNull();
    await expect(alice.jobs.audio(id)).rejects.toMatchObject({ code: 'audio_deleted' });
    const again = await alice.jobs.retry(id);
    expect(await alice.jobs.get(again.id)).toMatchObject({ retry_of: id, status: 'queued', request: { speed: 1.5 } });
  });
});

describe('listing', () => {
  it('pages through all jobs of a tenant, newest first, by status too', async () => {
    const own = { name: 'carol', key: 'carol-key-of-the-test' };
    const other = await startApiWith({ config: config({ auth: { kind: 'keys', keys: [own] } }), logger });
    const carol = clientOf(own.key, other.url);
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) made.unshift((await carol.jobs.create({ text: 'Hello' })).id);
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await carol.jobs.list({ limit: 2, ...(cursor === null ? {} : { cursor }) });
      found.push(...page.jobs.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(found).toEqual(made);
    const [, , third = ''] = made;
    await carol.jobs.cancel(third);
    expect((await carol.jobs.list({ status: 'cancelled' })).jobs.map(({ id }) => id)).toEqual([third]);
    await expect(carol.jobs.list({ cursor: 'odd' })).rejects.toMatchObject({ code: 'invalid_request' });
    await other.close();
  });
});

describe('POST /tts', () => {
  it('answers with the audio once a worker has made it', async () => {
    const asked = alice.tts({ text: 'Hello' });
    const record = await waitFor(
      async () =>
        (await store.list('alice', { status: 'queued', limit: 1, cursor: null })).records.find(
          ({ lane }) => lane === 'interactive',
        ),
      { what: 'the job of the call' },
    );
    await complete(record.id, await start(record.id));
    const spoken = await asked;
    expect(spoken).toMatchObject({ job_id: record.id, duration: 2, sample_rate: 24_000, format: 'wav' });
    expect(Buffer.from(spoken.audio_base64, 'base64').equals(AUDIO)).toBe(true);
  });
});

describe('readiness', () => {
  it('needs a live worker with the pack', async () => {
    await expect(alice.ready()).rejects.toMatchObject({ code: 'not_ready', errors: [{ pointer: '/workers' }] });
    const registry = createWorkerRegistry({ client: redis, prefix });
    await registry.beat({ id: 'w1', pack: 'other', sinceMs: 0, slots: 1, charactersPerSecond: null });
    await expect(alice.ready()).rejects.toMatchObject({ code: 'not_ready' });
    await registry.beat({ id: 'w2', pack: 'tone', sinceMs: 0, slots: 1, charactersPerSecond: null });
    expect(await alice.ready()).toEqual({ status: 'ready', pack: 'tone', workers: 1 });
    await registry.leave('w2');
    await expect(alice.ready()).rejects.toMatchObject({ code: 'not_ready' });
  });
});

describe('estimates', () => {
  it('count what is open before a job, at the speed the live workers have measured', async () => {
    const pack = 'tone';
    const own = { name: 'dora', key: 'dora-key-of-the-test' };
    const queuePrefix = uniquePrefix('api');
    const other = await startApiWith({ config: config({ queuePrefix, auth: { kind: 'keys', keys: [own] } }), logger });
    const dora = clientOf(own.key, other.url);
    const registry = createWorkerRegistry({ client: redis, prefix: queuePrefix });
    const worker = { sinceMs: 0, slots: 1 };
    await registry.beat({ ...worker, id: 'new', pack, charactersPerSecond: null });
    await registry.beat({ ...worker, id: 'other', pack: 'other', charactersPerSecond: 1000 });
    expect((await dora.jobs.create({ text: 'Hello' })).eta_seconds).toBeNull();
    await registry.beat({ ...worker, id: 'a', pack, charactersPerSecond: 2 });
    await registry.beat({ ...worker, id: 'b', pack, charactersPerSecond: 3 });
    expect((await dora.jobs.create({ text: 'Hello' })).eta_seconds).toBe(2);
    expect((await dora.jobs.create({ text: 'Hello' })).eta_seconds).toBe(3);
    expect((await dora.jobs.create({ text: 'Hello', priority: 'interactive' })).eta_seconds).toBe(1);
    await other.close();
  });
});

describe('explaining', () => {
  it('shows the plan of the real text frontend', async () => {
    const { segments } = await alice.explain({ text: 'Hello，今天天气真不错！こんにちは！' });
    const languages = segments.flatMap(({ spans }) => spans.map(({ language }) => language));
    expect([...new Set(languages)]).toEqual(['en', 'zh', 'ja']);
    for (const { spans } of segments) for (const span of spans) expect(span.ipa).not.toBe('');
  });
});

describe('presigned addresses', () => {
  it('are given where clients can reach the store, and work', async () => {
    const publicEndpoint = testS3().endpoint;
    const other = await startApiWith({ config: config({ s3: { ...testS3(), publicEndpoint } }), logger });
    const client = clientOf(KEYS[0].key, other.url);
    const { id } = await client.jobs.create({ text: 'Hello' });
    await complete(id, await start(id));
    const response = await contract.fetch(`${other.url}/v1/jobs/${id}/audio`, {
      headers: { 'x-api-key': KEYS[0].key },
      redirect: 'manual',
    });
    expect(response.status).toBe(302);
    const fetched = await fetch(response.headers.get('location') ?? '');
    expect(fetched.headers.get('content-disposition')).toContain(`${id}.wav`);
    expect(Buffer.from(await fetched.arrayBuffer()).equals(AUDIO)).toBe(true);
    expect(Buffer.from(await client.jobs.audio(id, { proxy: true })).equals(AUDIO)).toBe(true);
    await other.close();
  });
});

describe('the contract', () => {
  it('describes every call, and every answer this file has seen', async () => {
    await alice.health();
    await alice.voices.list();
    await expect(alice.jobs.get('job_none')).rejects.toMatchObject({ code: 'not_found' });
    await expect(clientOf('not a key').voices.list()).rejects.toMatchObject({ code: 'unauthorized' });
    for (const path of ['/openapi.json', '/docs', '/docs/errors']) await contract.fetch(api.url + path);
    expect(contract.breaches).toEqual([]);
    const answered = new Set([...contract.answers].map((answer) => answer.split(' ')[0]));
    expect([...answered].sort()).toEqual(OPERATIONS.map(({ operationId }) => operationId).sort());
    for (const answer of ['followJob 204', 'getAudio 206', 'getAudio 302', 'cancelJob 202', 'readiness 503']) {
      expect([...contract.answers]).toContain(answer);
    }
  });
});
