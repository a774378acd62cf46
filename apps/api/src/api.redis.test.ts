import { createHash, randomBytes } from 'node:crypto';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Job, OPERATIONS } from '@lector/contract';
import { jobEvent, jobLinks, type JobStore, terminalEventData } from '@lector/jobs';
import { createWorkerRegistry } from '@lector/queue';
import type { LectorClient } from '@lector/sdk';
import { audioKey, type S3ObjectStore } from '@lector/storage';
import { testS3, waitFor } from '@lector/testing';
import { type ApiOnServices, KEYS, startOnServices } from './test-rig/api-on-services.js';
import { AUDIO, type PlayedWorker, SHA256 } from './test-rig/played-worker.js';

/** The API as it runs, on real Redis and real S3: every call, held against the contract. */

/** Where a job submitted here waits. */
const PLACE = { pack: 'tone', lane: 'bulk', work: { kind: 'job' } } as const;

let api: ApiOnServices;
let store: JobStore;
let objects: S3ObjectStore;
let worker: PlayedWorker;
let alice: LectorClient;
let bob: LectorClient;
beforeAll(async () => {
  api = await startOnServices();
  ({ store, objects, worker, alice, bob } = api);
});
// Says, too, where an answer was not as the contract describes it.
afterAll(() => api.close());

describe('a job', () => {
  it('goes from submission through progress to audio', async () => {
    const accepted = await alice.jobs.create({ text: 'Hello，今天天气真不错！こんにちは！', metadata: { order: '7' } });
    expect(accepted.links.self).toBe(`https://tts.example/v1/jobs/${accepted.id}`);
    expect(await api.transport.holds({ id: accepted.id, ...PLACE })).toBe(true);

    const events = alice.jobs.events(accepted.id);
    expect((await events.next()).value).toMatchObject({ type: 'job.state', data: { status: 'queued' } });
    const seen = (async () => {
      const types: string[] = [];
      for await (const event of events) types.push(event.type);
      return types;
    })();
    const waiting = alice.jobs.get(accepted.id, { wait: 30 });
    const fence = await worker.start(accepted.id);
    await worker.renderSegment(accepted.id, fence, { index: 0, total: 2 });
    await worker.renderSegment(accepted.id, fence, { index: 1, total: 2 });
    await worker.complete(accepted.id, fence);

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
    expect(await api.transport.holds({ id: waiting.id, ...PLACE })).toBe(false);

    const running = await alice.jobs.create({ text: 'Hello' });
    const fence = await worker.start(running.id);
    expect((await alice.jobs.cancel(running.id)).status).toBe('running');
    const update = { segmentsTotal: 2, segment: null, unit: null, nowMs: Date.now() };
    expect(await store.progress(running.id, fence, update)).toBe('cancel_requested');
  });

  it('loses its audio by DELETE and is made again by retry', async () => {
    const { id } = await alice.jobs.create({ text: 'Hello', speed: 1.5 });
    const fence = await worker.start(id);
    await worker.complete(id, fence);
    expect((await alice.jobs.cancel(id)).result?.audio).toBeNull();
    expect((await alice.jobs.cancel(id)).result?.audio).toBeNull();
    expect(await objects.get(audioKey(id, fence, 'wav'))).toBeNull();
    await expect(alice.jobs.audio(id)).rejects.toMatchObject({ code: 'audio_deleted' });
    const again = await alice.jobs.retry(id);
    expect(await alice.jobs.get(again.id)).toMatchObject({ retry_of: id, status: 'queued', request: { speed: 1.5 } });
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
    await worker.complete(record.id, await worker.start(record.id));
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
      fetch: api.contract.fetch,
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
    const fence = await worker.start(id);
    const [first, second] = [randomBytes(2 * 4800), randomBytes(2 * 4800)];
    await worker.finishSegment(id, fence, { index: 0, total: 2 }, 'bob', first);
    const response = await asked;
    expect(response.headers.get('x-job-id')).toBe(id);
    expect((await store.get(id))?.progress).toMatchObject({ segmentsDone: 1, segmentsTotal: 2 });
    await worker.finishSegment(id, fence, { index: 1, total: 2 }, 'bob', second);
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.concat([first, second]))).toBe(true);
    await worker.complete(id, fence);
  });
});

describe('readiness', () => {
  it('needs a live worker with the pack', async () => {
    await expect(alice.ready()).rejects.toMatchObject({ code: 'not_ready', errors: [{ pointer: '/workers' }] });
    const registry = createWorkerRegistry({ client: api.redis, prefix: api.prefix });
    await registry.beat({ id: 'w1', pack: 'other', sinceMs: 0, slots: 1, charactersPerSecond: null });
    await expect(alice.ready()).rejects.toMatchObject({ code: 'not_ready' });
    await registry.beat({ id: 'w2', pack: 'tone', sinceMs: 0, slots: 1, charactersPerSecond: null });
    expect(await alice.ready()).toEqual({
      status: 'ready',
      pack: 'tone',
      workers: 1,
      packs: [{ name: 'tone', workers: 1 }],
    });
    await registry.leave('w2');
    await expect(alice.ready()).rejects.toMatchObject({ code: 'not_ready' });
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
    await worker.complete(id, await worker.start(id));
    expect(Buffer.from(await asked).equals(AUDIO)).toBe(true);
    expect(Buffer.from(await bob.voices.sample('tone', { language: 'ja' })).equals(AUDIO)).toBe(true);
    expect((await alice.jobs.list({ limit: 100 })).jobs).toHaveLength(before + 1);
  });
});

describe('presigned addresses', () => {
  it('are given where clients can reach the store, and work', async () => {
    const publicEndpoint = testS3().endpoint;
    const other = await api.startAnother({ s3: { ...testS3(), publicEndpoint } });
    const client = api.clientOf(KEYS[0].key, other.url);
    const { id } = await client.jobs.create({ text: 'Hello' });
    await worker.complete(id, await worker.start(id));
    const response = await api.contract.fetch(`${other.url}/v1/jobs/${id}/audio`, {
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

/** Each call about lexicons once, for the api.contract. */
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
    await alice.capacity();
    await alice.voices.list();
    await expect(alice.jobs.get('job_none')).rejects.toMatchObject({ code: 'not_found' });
    await expect(api.clientOf('not-a-key').voices.list()).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(alice.jobs.timings('job_none')).rejects.toMatchObject({ code: 'not_found' });
    await describedLexicons();
    await api.contract.fetch(`${api.url}/metrics`, { headers: { 'x-api-key': KEYS[0].key } });
    for (const path of ['/openapi.json', '/docs', '/docs/errors']) await api.contract.fetch(api.url + path);
    expect(api.contract.breaches).toEqual([]);
    const answered = new Set([...api.contract.answers].map((answer) => answer.split(' ')[0]));
    expect([...answered].sort()).toEqual(OPERATIONS.map(({ operationId }) => operationId).sort());
    for (const answer of ['followJob 204', 'getAudio 206', 'getAudio 302', 'cancelJob 202', 'readiness 503']) {
      expect([...api.contract.answers]).toContain(answer);
    }
  });
});
