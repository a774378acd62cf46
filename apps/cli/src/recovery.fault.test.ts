import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import {
  allEvents,
  outage,
  ownRedis,
  ownStack,
  s3FaultProxy,
  sentences,
  testS3,
  uniquePrefix,
  waitFor,
  type OwnStack,
} from '@lector/testing';
import type { LectorClient } from '@lector/sdk';

/** Faults 1, 5, 6, 8, 11, 13, 22 and 31 of the fault matrix, on the built programs. */

const cleanups: (() => Promise<void>)[] = [];
const later = (cleanup: () => Promise<void>) => cleanups.push(cleanup);
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function stackWith(env: NodeJS.ProcessEnv = {}): Promise<OwnStack> {
  const stack = await ownStack(env);
  later(() => stack.stop());
  return stack;
}

/** Fast enough that this many segments are a job of one go; at speed 1 they are several units. */
const WHOLE = { speed: 4, segments: 10 };
const SPLIT = { speed: 1, segments: 20 };

/** Submits a slow job and waits until `done` of its segments are finished. */
async function halfDone(client: LectorClient, { speed, segments }: typeof WHOLE, done: number): Promise<string> {
  const { id } = await client.jobs.create({ text: sentences(segments, uniquePrefix()), voice: 'tone-slow', speed });
  await waitFor(async () => (await client.jobs.get(id)).progress.segments_done >= done, {
    timeoutMs: 60_000,
    what: `${done} finished segments`,
  });
  return id;
}

/** Segments in the order they were finished, every attempt's. */
async function finished(client: LectorClient, id: string): Promise<{ index: number; cached: boolean }[]> {
  const events = await allEvents(client, id);
  return events.flatMap((event) => (event.type === 'job.segment' ? [event.data] : []));
}

async function expectOneResult(client: LectorClient, id: string, segments: number): Promise<void> {
  const job = await client.jobs.untilEnded(id);
  expect(job.error).toBeNull();
  expect(job).toMatchObject({ status: 'completed', progress: { segments_done: segments, percent: 100 } });
  const told = (await finished(client, id)).map(({ index }) => index).sort((a, b) => a - b);
  expect(told, 'each segment is told once').toEqual(Array.from({ length: segments }, (_, index) => index));
  // Less where a worker died between storing a segment and telling of it.
  expect(job.result?.segments_rendered, 'no finished segment is rendered a second time').toBeLessThanOrEqual(segments);
  const ends = (await allEvents(client, id)).filter(({ type }) => /completed|failed|cancelled/.test(type));
  expect(ends).toHaveLength(1);
  const audio = await client.jobs.audio(id);
  expect(audio.length).toBe(job.result?.audio?.bytes);
}

describe('a job', () => {
  it('survives kill -9 of its only worker and renders nothing again but the segment in flight', async () => {
    const stack = await stackWith();
    const first = await stack.startWorker();
    const id = await halfDone(stack.client, WHOLE, 5);
    first.kill('SIGKILL');
    await once(first, 'exit');
    const before = await stack.client.jobs.get(id);
    expect(before.status).toBe('running');
    await stack.startWorker();
    await expectOneResult(stack.client, id, WHOLE.segments);
    expect((await stack.client.jobs.get(id)).attempts).toBe(2);
  });

  it('is handed back by SIGTERM after the segment in progress, without using an attempt', async () => {
    const stack = await stackWith();
    const first = await stack.startWorker();
    const id = await halfDone(stack.client, WHOLE, 3);
    first.kill('SIGTERM');
    const [code] = (await once(first, 'exit')) as [number];
    expect(code).toBe(0);
    expect(await stack.client.jobs.get(id)).toMatchObject({ status: 'queued', attempts: 0 });
    await stack.startWorker();
    await expectOneResult(stack.client, id, WHOLE.segments);
    expect((await stack.client.jobs.get(id)).attempts).toBe(1);
  });

  it('is handed back when its worker has outgrown its memory, without using an attempt', async () => {
    // Between a worker that has just started and one that has loaded its dictionaries; looked at every ten seconds,
    // while this job takes some twenty.
    const stack = await stackWith({ LECTOR_MAX_RSS_MB: '220' });
    const first = await stack.startWorker();
    const { id } = await stack.client.jobs.create({ text: sentences(60, uniquePrefix()), voice: 'tone-slow' });
    const [code] = (await once(first, 'exit')) as [number];
    expect(code).toBe(0);
    const job = await stack.client.jobs.get(id);
    // Split: it runs on in its units, of which one was handed back.
    expect(job).toMatchObject({ status: 'running', attempts: 0 });
    expect(job.progress.segments_done).toBeGreaterThan(0);
  });

  it('of several units survives kill -9 of one of two workers, and then of the other', async () => {
    const stack = await stackWith();
    const workers = await Promise.all([stack.startWorker(), stack.startWorker()]);
    const id = await halfDone(stack.client, SPLIT, 6);
    workers[0]?.kill('SIGKILL');
    await waitFor(async () => (await stack.client.jobs.get(id)).progress.segments_done >= 12, {
      timeoutMs: 60_000,
      what: 'the other worker to go on',
    });
    workers[1]?.kill('SIGKILL');
    await stack.startWorker();
    await expectOneResult(stack.client, id, SPLIT.segments);
  });

  it('of several units goes on in them while SIGTERM takes its worker', async () => {
    const stack = await stackWith();
    const first = await stack.startWorker();
    const id = await halfDone(stack.client, SPLIT, 3);
    first.kill('SIGTERM');
    const [code] = (await once(first, 'exit')) as [number];
    expect(code).toBe(0);
    expect(await stack.client.jobs.get(id)).toMatchObject({ status: 'running', attempts: 0 });
    await stack.startWorker();
    await expectOneResult(stack.client, id, SPLIT.segments);
  });

  it('of several units ends at once when it is cancelled', async () => {
    const stack = await stackWith();
    await stack.startWorker();
    const id = await halfDone(stack.client, SPLIT, 3);
    await stack.client.jobs.cancel(id);
    expect(await stack.client.jobs.get(id)).toMatchObject({ status: 'cancelled', error: { code: 'cancelled' } });
    // The worker is free again: it takes the next job.
    const { id: next } = await stack.client.jobs.create({ text: 'Next, please.' });
    expect(await stack.client.jobs.untilEnded(next)).toMatchObject({ status: 'completed' });
  });

  it('stops within one segment when it is cancelled', async () => {
    const stack = await stackWith();
    await stack.startWorker();
    const id = await halfDone(stack.client, WHOLE, 2);
    await stack.client.jobs.cancel(id);
    const atCancel = (await stack.client.jobs.get(id)).progress.segments_done;
    const job = await stack.client.jobs.untilEnded(id);
    expect(job).toMatchObject({ status: 'cancelled', result: null, error: { code: 'cancelled' } });
    expect(job.progress.segments_done).toBeGreaterThanOrEqual(atCancel);
    expect(job.progress.segments_done).toBeLessThanOrEqual(atCancel + 1);
  });

  it('completes after Redis was killed and away for 10 seconds', async () => {
    const redis = await ownRedis();
    later(() => redis.stop());
    const stack = await stackWith({ LECTOR_REDIS_URL: redis.url });
    await stack.startWorker();
    const id = await halfDone(stack.client, WHOLE, 3);
    await redis.kill9();
    const startedMs = Date.now();
    const refused = await fetch(`${stack.url}/v1/jobs/${id}`);
    expect(refused.status).toBe(503);
    expect(Date.now() - startedMs).toBeLessThan(3_000);
    await outage(10_000);
    await redis.restart();
    await waitFor(() => fetch(`${stack.url}/v1/jobs/${id}`).then(({ status }) => status === 200), {
      timeoutMs: 20_000,
      what: 'the API to find Redis again',
    });
    await expectOneResult(stack.client, id, WHOLE.segments);
  });

  it('completes after the object store refused for 20 seconds, without using an attempt', async () => {
    const proxy = await s3FaultProxy({ target: testS3().endpoint });
    later(() => proxy.close());
    const stack = await stackWith({ LECTOR_S3_ENDPOINT: proxy.endpoint });
    await stack.startWorker();
    const id = await halfDone(stack.client, WHOLE, 3);
    await proxy.set({ kind: 'refuse' });
    await outage(20_000);
    expect((await stack.client.jobs.get(id)).error).toBeNull();
    await proxy.set({ kind: 'pass' });
    await expectOneResult(stack.client, id, WHOLE.segments);
    expect((await stack.client.jobs.get(id)).attempts).toBe(1);
  });

  it('is given up when it kills three workers, and says so', async () => {
    const stack = await stackWith();
    const { id } = await stack.client.jobs.create({ text: 'This text is a poison pill.', voice: 'tone-crash' });
    for (let worker = 1; worker <= 3; worker += 1) {
      const child = await stack.startWorker();
      await once(child, 'exit');
      expect(child.signalCode ?? child.exitCode).not.toBe(0);
    }
    await stack.startWorker();
    const job = await stack.client.jobs.untilEnded(id);
    expect(job).toMatchObject({ status: 'failed', error: { code: 'attempts_exhausted' } });
  });

  it('ends its worker when the model hangs, is tried by the next two, and then fails for that reason', async () => {
    const stack = await stackWith({ LECTOR_INFERENCE_TIMEOUT_SECONDS: '1' });
    const { id } = await stack.client.jobs.create({ text: 'Never answered.', voice: 'tone-hang' });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const child = await stack.startWorker();
      const [code] = (await once(child, 'exit')) as [number];
      expect(code).toBe(70);
      const status = attempt < 3 ? 'queued' : 'failed';
      expect(await stack.client.jobs.get(id)).toMatchObject({ status, attempts: attempt });
    }
    expect(await stack.client.jobs.get(id)).toMatchObject({ error: { code: 'engine_hung' }, result: null });
  });

  it('fails at once when the model gives samples that are not numbers', async () => {
    const stack = await stackWith();
    await stack.startWorker();
    const { id } = await stack.client.jobs.create({ text: 'Not a number.', voice: 'tone-nan' });
    expect(await stack.client.jobs.untilEnded(id)).toMatchObject({
      status: 'failed',
      error: { code: 'engine_bad_output' },
    });
  });

  it('says which segments to review when the model stays silent', async () => {
    const stack = await stackWith();
    await stack.startWorker();
    const { id } = await stack.client.jobs.create({ text: 'Nobody hears this.', voice: 'tone-silent' });
    const job = await stack.client.jobs.untilEnded(id);
    expect(job.result?.needs_review).toMatchObject([{ segment: 0, reason: 'silent' }]);
  });
});
