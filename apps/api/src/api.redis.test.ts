import { createHash, randomBytes } from 'node:crypto';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeStoredSegment } from '@lector/audio';
import { Job, type JobAccepted, type JobResult, OPERATIONS, WebhookBody } from '@lector/contract';
import { jobEvent, jobLinks, type JobStore, terminalEventData, terminalEventId } from '@lector/jobs';
import { createLogger } from '@lector/process-kit';
import {
  connectRedis,
  createDeliveryLog,
  createJobStore,
  createTransport,
  createWorkerRegistry,
  type RedisClient,
} from '@lector/queue';
import { createClient, type LectorClient } from '@lector/sdk';
import { audioKey, createObjectStore, type S3ObjectStore, segmentKey } from '@lector/storage';
import { machineDirs, testRedisUrl, testS3, uniquePrefix, waitFor } from '@lector/testing';
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

/** Where a job submitted here waits. */
const PLACE = { pack: 'tone', lane: 'bulk', work: { kind: 'job' } } as const;

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
    encoder: { cacheDir: machineDirs().cacheDir, env: process.env },
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
    segmentsTotal: total,
    segment: {
      index,
      start: index,
      end: index + 1,
      audioSeconds: 1,
      pauseMs: 0,
      contentKey: `key-${index}`,
      tenant: 'default',
      cached: false,
      inferenceMs: 300,
    },
    unit: null,
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
    segments_rendered: 1,
    cached: false,
  };
  const record = await store.get(id);
  if (record === null) throw new Error('the job is gone');
  const outcome = await store.finish({
    record,
    fence,
    status: 'completed',
    result,
    error: null,
    nowMs: Date.now(),
    event: null,
  });
  expect(outcome).toBe('ok');
}

describe('a job', () => {
  it('goes from submission through progress to audio', async () => {
    const accepted = await alice.jobs.create({ text: 'Hello，今天天气真不错！こんにちは！', metadata: { order: '7' } });
    expect(accepted.links.self).toBe(`https://tts.example/v1/jobs/${accepted.id}`);
    expect(await transport.holds({ id: accepted.id, ...PLACE })).toBe(true);

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
    expect(await transport.holds({ id: waiting.id, ...PLACE })).toBe(false);

    const running = await alice.jobs.create({ text: 'Hello' });
    const fence = await start(running.id);
    expect((await alice.jobs.cancel(running.id)).status).toBe('running');
    const update = { segmentsTotal: 2, segment: null, unit: null, nowMs: Date.now() };
    expect(await store.progress(running.id, fence, update)).toBe('cancel_requested');
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
    expect((await carol.jobs.list({ limit: 5 })).next_cursor).toBeNull();
    const [, , third = ''] = made;
    await carol.jobs.cancel(third);
    expect((await carol.jobs.list({ status: 'cancelled' })).jobs.map(({ id }) => id)).toEqual([third]);
    await expect(carol.jobs.list({ cursor: 'odd' })).rejects.toMatchObject({ code: 'invalid_request' });
    await other.close();
  });
});

describe('an answer given again', () => {
  it('is the same bytes, whatever the queue and the job have come to meanwhile', async () => {
    const queuePrefix = uniquePrefix('api');
    const own = { name: 'erin', key: 'erin-key-of-the-test' };
    const other = await startApiWith({ config: config({ queuePrefix, auth: { kind: 'keys', keys: [own] } }), logger });
    const registry = createWorkerRegistry({ client: redis, prefix: queuePrefix });
    await registry.beat({ id: 'a', pack: 'tone', sinceMs: 0, slots: 1, charactersPerSecond: 1 });
    const ask = async (key: string) => {
      const response = await contract.fetch(`${other.url}/v1/jobs`, {
        method: 'POST',
        headers: { 'x-api-key': own.key, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ text: 'Hello', webhook: { url: 'http://127.0.0.1:1/hook' } }),
      });
      return { text: await response.text(), replayed: response.headers.get('idempotency-replayed') };
    };
    const first = await ask('one');
    expect(first.replayed).toBeNull();
    const accepted = JSON.parse(first.text) as JobAccepted;
    expect(accepted).toMatchObject({ eta_seconds: 5, webhook_secret: expect.stringMatching(/^whsec_/) });
    await ask('two');
    expect(await ask('one')).toEqual({ text: first.text, replayed: 'true' });
    await clientOf(own.key, other.url).jobs.cancel(accepted.id);
    expect(await ask('one')).toEqual({ text: first.text, replayed: 'true' });
    await other.close();
  });
});

describe('an API without a public address', () => {
  it('has its webhooks and events name the address it was called at', async () => {
    const queuePrefix = uniquePrefix('api');
    const other = await startApiWith({ config: config({ queuePrefix, publicUrl: null }), logger });
    const client = clientOf(KEYS[0].key, other.url);
    const { id } = await client.jobs.create({ text: 'Hello', webhook: { url: 'http://127.0.0.1:1/hook' } });
    await client.jobs.cancel(id);
    const log = createDeliveryLog({ client: redis, prefix: queuePrefix });
    const delivery = await log.get(terminalEventId(id));
    const { data } = WebhookBody.parse(JSON.parse(delivery?.event.body ?? ''));
    expect(data.links).toEqual(jobLinks(id, other.url));
    for await (const event of client.jobs.events(id)) {
      if (event.type === 'job.cancelled') expect(event.data).toEqual(data);
    }
    const headers = { 'x-api-key': KEYS[0].key };
    expect((await contract.fetch(data.links.self, { headers })).status).toBe(200);

    // What a worker without that setting tells of a job without a webhook.
    const silent = await client.jobs.create({ text: 'Hello' });
    const worker = createJobStore({ client: redis, prefix: queuePrefix, publicUrl: '', retentionMs: 3_600_000 });
    const nowMs = Date.now();
    const started = await worker.start(silent.id, { maxAttempts: 3, nowMs });
    if (started.kind !== 'started') throw new Error(`not started: ${started.kind}`);
    const end = { status: 'failed', result: null, error: null, nowMs, event: null } as const;
    await worker.finish({ record: started.record, fence: started.fence, ...end });
    const told = (await worker.events(silent.id, null)).at(-1);
    expect(JSON.parse(told?.data ?? '')).toMatchObject({ links: jobLinks(silent.id, other.url) });
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

describe('OpenAI’s calls', () => {
  it('name the pack and its voices, and stream what a worker finishes, segment by segment', async () => {
    const client = new OpenAI({
      baseURL: `${api.url}/v1`,
      apiKey: KEYS[1].key,
      maxRetries: 0,
      fetch: contract.fetch,
    });
    const { data } = await client.models.list();
    expect(await client.models.retrieve('tone')).toEqual(data[0]);
    expect(await client.get('/audio/voices')).toMatchObject({
      voices: expect.arrayContaining([expect.objectContaining({ id: 'tone' })]),
    });
    const refused = client.audio.speech.create({ model: 'tone', voice: 'nobody', input: 'Hello' });
    await expect(refused).rejects.toMatchObject({ status: 422, code: 'unknown_voice', param: 'voice' });

    const asked = client.audio.speech.create({ model: 'tts-1', voice: 'tone', input: 'Hello', response_format: 'pcm' });
    const { id } = await waitFor(
      async () =>
        (await store.list('bob', { status: 'queued', limit: 10, cursor: null })).records.find(
          ({ lane }) => lane === 'interactive',
        ),
      { what: 'the job of the call' },
    );
    const fence = await start(id);
    const [first, second] = [randomBytes(2 * 4800), randomBytes(2 * 4800)];
    const header = {
      version: 1,
      sampleRate: 24_000,
      samples: 4800,
      durations: null,
      samplesPerFrame: null,
      findings: [],
    } as const;
    const finish = async (index: number, samples: Uint8Array) => {
      const contentKey = createHash('sha256').update(samples).digest('hex');
      const stored = writeStoredSegment({ header, pcm: samples });
      await objects.put(segmentKey('bob', contentKey), stored, { contentType: 'application/octet-stream' });
      const place = { index, start: index, end: index + 1, audioSeconds: 0.2, pauseMs: 0 };
      const segment = { ...place, contentKey, tenant: 'bob', cached: false, inferenceMs: 1 };
      await store.progress(id, fence, { segmentsTotal: 2, segment, unit: null, nowMs: Date.now() });
    };
    await finish(0, first);
    const response = await asked;
    expect(response.headers.get('x-job-id')).toBe(id);
    expect((await store.get(id))?.progress).toMatchObject({ segmentsDone: 1, segmentsTotal: 2 });
    await finish(1, second);
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.concat([first, second]))).toBe(true);
    await complete(id, fence);
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

describe('the sample of a voice', () => {
  it('is rendered for who asks first, and there for everybody from then on', async () => {
    // Of an earlier run against the same store.
    await objects.deletePrefix('samples/');
    const before = (await alice.jobs.list({ limit: 100 })).jobs.length;
    const asked = alice.voices.sample('tone', { language: 'ja' });
    const id = await waitFor(
      async () => {
        const { jobs } = await alice.jobs.list({ limit: 100 });
        return jobs.length > before && jobs[0]?.id;
      },
      { what: 'the job of the sample' },
    );
    await complete(id, await start(id));
    expect(Buffer.from(await asked).equals(AUDIO)).toBe(true);
    expect(Buffer.from(await bob.voices.sample('tone', { language: 'ja' })).equals(AUDIO)).toBe(true);
    expect((await alice.jobs.list({ limit: 100 })).jobs).toHaveLength(before + 1);
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
    const facts = await fetch(`${other.url}/v1/jobs/${id}/audio`, {
      method: 'HEAD',
      headers: { 'x-api-key': KEYS[0].key },
    });
    expect([facts.redirected, facts.status, facts.headers.get('content-length')]).toEqual([
      true,
      200,
      String(AUDIO.length),
    ]);
    expect(Buffer.from(await client.jobs.audio(id, { proxy: true })).equals(AUDIO)).toBe(true);
    await other.close();
  });
});

/** Each call about lexicons once, for the contract. */
async function describedLexicons(): Promise<void> {
  const entries = [{ graphemes: ['Qin'], alias: 'chin' }];
  const view = await alice.lexicons.put('names', { language: 'en', description: 'People', entries });
  expect(await alice.lexicons.get('names')).toEqual({ ...view, entries });
  expect(await alice.lexicons.pls('names')).toContain('<alias>chin</alias>');
  expect((await alice.lexicons.list()).lexicons).toEqual([view]);
  await expect(bob.lexicons.get('names')).rejects.toMatchObject({ code: 'not_found' });
  await expect(alice.lexicons.put('names', { entries }, { ifNoneMatch: '*' })).rejects.toMatchObject({
    code: 'lexicon_changed',
  });
  await alice.candidates({ text: 'Qin', lexicons: ['names@1'] });
  await expect(alice.lexicons.audition({ text: 'Qin', lexicons: ['none'] })).rejects.toMatchObject({
    code: 'unknown_lexicon',
  });
  await alice.lexicons.delete('names');
}

describe('the contract', () => {
  it('describes every call, and every answer this file has seen', async () => {
    await alice.health();
    await alice.voices.list();
    await expect(alice.jobs.get('job_none')).rejects.toMatchObject({ code: 'not_found' });
    await expect(clientOf('not-a-key').voices.list()).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(alice.jobs.timings('job_none')).rejects.toMatchObject({ code: 'not_found' });
    await describedLexicons();
    await contract.fetch(`${api.url}/metrics`, { headers: { 'x-api-key': KEYS[0].key } });
    for (const path of ['/openapi.json', '/docs', '/docs/errors']) await contract.fetch(api.url + path);
    expect(contract.breaches).toEqual([]);
    const answered = new Set([...contract.answers].map((answer) => answer.split(' ')[0]));
    expect([...answered].sort()).toEqual(OPERATIONS.map(({ operationId }) => operationId).sort());
    for (const answer of ['followJob 204', 'getAudio 206', 'getAudio 302', 'cancelJob 202', 'readiness 503']) {
      expect([...contract.answers]).toContain(answer);
    }
  });
});
