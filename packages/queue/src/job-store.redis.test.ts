import { testRedisUrl, uniquePrefix } from '@lector/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobStore } from '@lector/jobs';
import { connectRedis, type RedisClient } from './connection.js';
import { createJobStore } from './job-store.js';
import { redisKeys } from './keys.js';
import { aFinish, anEvent, aRecord, aResult, cancelledError } from './records.fixture.js';

const RETENTION_MS = 3_600_000;
let client: RedisClient;
let store: JobStore;
const prefix = uniquePrefix();
const keys = redisKeys(prefix);

beforeAll(() => {
  client = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => {});
  store = createJobStore({ client, prefix, publicUrl: 'https://tts.example', retentionMs: RETENTION_MS });
});
afterAll(() => client.disconnect());

const limits = { maxAttempts: 3, nowMs: 2000 };

async function admitted(changes: Parameters<typeof aRecord>[0] = {}) {
  const record = aRecord(changes);
  await store.admit({ record, idempotency: null });
  return record;
}

async function started(id: string) {
  const outcome = await store.start(id, limits);
  if (outcome.kind !== 'started') throw new Error(`not started: ${outcome.kind}`);
  return outcome;
}

async function outboxOf(id: string) {
  const entries = await client.xrange(keys.outbox, '-', '+');
  return entries.map(([, fields]) => fields).filter((fields) => fields.includes(id));
}

describe('admit', () => {
  it('stores the whole record', async () => {
    const record = aRecord({ webhookSecret: 'whsec_x', webhookSecretMade: true, retryOf: 'job_b' });
    expect(await store.admit({ record, idempotency: null })).toEqual({ kind: 'created', record });
    expect(await store.get(record.id)).toEqual(record);
  });

  it('answers with the first job when a key comes again with the same request', async () => {
    const idempotency = { key: 'order 7 – ü', fingerprint: 'f1', ttlMs: 60_000 };
    const first = aRecord();
    await store.admit({ record: first, idempotency });
    expect(await store.admit({ record: aRecord(), idempotency })).toEqual({ kind: 'replayed', record: first });
  });

  it('refuses a key that comes with another request', async () => {
    const claim = { key: 'k2', ttlMs: 60_000 };
    await store.admit({ record: aRecord(), idempotency: { ...claim, fingerprint: 'f1' } });
    const other = aRecord();
    expect(await store.admit({ record: other, idempotency: { ...claim, fingerprint: 'f2' } })).toEqual({
      kind: 'key_reused',
    });
    expect(await store.get(other.id)).toBeNull();
  });

  it('keeps the keys of tenants apart', async () => {
    const idempotency = { key: 'same', fingerprint: 'f', ttlMs: 60_000 };
    await store.admit({ record: aRecord({ tenant: 'a' }), idempotency });
    expect(await store.admit({ record: aRecord({ tenant: 'b' }), idempotency })).toMatchObject({ kind: 'created' });
  });

  it('makes one job of fifty requests with one key at once', async () => {
    const idempotency = { key: 'storm', fingerprint: 'f', ttlMs: 60_000 };
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => store.admit({ record: aRecord({ tenant: 'storm' }), idempotency })),
    );
    const ids = new Set(outcomes.map((outcome) => (outcome.kind === 'key_reused' ? '' : outcome.record.id)));
    expect(outcomes.filter(({ kind }) => kind === 'created')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'replayed')).toHaveLength(49);
    expect(ids.size).toBe(1);
    expect(await client.zcard(keys.listing('storm', 'all'))).toBe(1);
  });

  it('is created once when the same admission is sent twice', async () => {
    const idempotency = { key: 'resent', fingerprint: 'f', ttlMs: 60_000 };
    const record = aRecord();
    await store.admit({ record, idempotency });
    expect(await store.admit({ record, idempotency })).toEqual({ kind: 'created', record });
  });

  it('lets go of a key when its time is over', async () => {
    const idempotency = { key: 'short', fingerprint: 'f', ttlMs: 60_000 };
    await store.admit({ record: aRecord(), idempotency });
    const ttl = await client.pttl(keys.idempotency('default', 'short'));
    expect(ttl).toBeGreaterThan(59_000);
    expect(ttl).toBeLessThanOrEqual(60_000);
  });
});

describe('start', () => {
  it('hands out a higher fence each time and counts the attempt', async () => {
    const { id } = await admitted();
    expect(await store.start(id, limits)).toMatchObject({
      kind: 'started',
      fence: 1,
      record: { status: 'running', fence: 1, attempts: 1, startedAtMs: 2000 },
    });
    expect(await store.start(id, { ...limits, nowMs: 3000 })).toMatchObject({
      kind: 'started',
      fence: 2,
      record: { attempts: 2, startedAtMs: 2000, updatedAtMs: 3000 },
    });
  });

  it('says so when no attempt is left, and lets the holder fail the job', async () => {
    const record = await admitted();
    for (let attempt = 0; attempt < 3; attempt += 1) await started(record.id);
    const outcome = await store.start(record.id, limits);
    expect(outcome).toMatchObject({ kind: 'attempts_exhausted', fence: 4, record: { attempts: 3 } });
    expect(await store.finish(aFinish(record, 4, 'failed'))).toBe('ok');
  });

  it('does not start what is not there or has ended', async () => {
    expect(await store.start('job_none', limits)).toEqual({ kind: 'missing' });
    const record = await admitted();
    const { fence } = await started(record.id);
    await store.finish(aFinish(record, fence));
    expect(await store.start(record.id, limits)).toEqual({ kind: 'terminal', status: 'completed' });
  });

  it('gives a job whose worker died after a cancel to somebody who ends it, without using an attempt', async () => {
    const record = await admitted();
    await started(record.id);
    await store.cancel(record.id, { event: null, error: cancelledError, nowMs: 3000 });
    expect(await store.start(record.id, limits)).toMatchObject({
      kind: 'cancel_requested',
      fence: 2,
      record: { attempts: 1 },
    });
    expect(await store.finish(aFinish(record, 2, 'cancelled'))).toBe('ok');
  });
});

describe('the fence', () => {
  it('turns a worker away that was thought dead and comes back', async () => {
    const record = await admitted();
    const zombie = await started(record.id);
    const successor = await started(record.id);
    const update = { progress: { segmentsDone: 9, segmentsTotal: 9, audioSeconds: 9 }, segment: null, nowMs: 3000 };
    expect(await store.progress(record.id, zombie.fence, update)).toBe('fenced');
    expect(await store.finish(aFinish(record, zombie.fence, 'failed'))).toBe('fenced');
    expect(await store.handBack(record.id, zombie.fence, { countAttempt: false, nowMs: 3000 })).toBe('fenced');
    expect(await store.get(record.id)).toMatchObject({ status: 'running', fence: 2, progress: { segmentsDone: 0 } });
    expect(await store.finish(aFinish(record, successor.fence))).toBe('ok');
    expect(await store.finish(aFinish(record, zombie.fence, 'failed'))).toBe('terminal');
    expect(await store.get(record.id)).toMatchObject({ status: 'completed', error: null });
  });

  it('is spent by handing the job back', async () => {
    const record = await admitted();
    const { fence } = await started(record.id);
    await store.handBack(record.id, fence, { countAttempt: false, nowMs: 3000 });
    expect(await store.finish(aFinish(record, fence))).toBe('fenced');
    expect(await store.get(record.id)).toMatchObject({ status: 'queued' });
  });
});

describe('progress', () => {
  it('is told as a segment and as numbers, and keeps the job alive', async () => {
    const { id } = await admitted();
    const { fence } = await started(id);
    const progress = { segmentsDone: 1, segmentsTotal: 4, audioSeconds: 2.25 };
    const segment = { index: 0, start: 0, end: 4, audioSeconds: 2.25, cached: false };
    expect(await store.progress(id, fence, { progress, segment, nowMs: 7000 })).toBe('ok');
    expect(await store.get(id)).toMatchObject({ progress, updatedAtMs: 7000 });
    expect(await client.zscore(keys.open, id)).toBe('7000');
    const events = await store.events(id, null);
    expect(events.map(({ type }) => type)).toEqual(['job.segment', 'job.progress']);
    expect(JSON.parse(events[0]?.data ?? '')).toMatchObject({ index: 0, audio_seconds: 2.25 });
    expect(JSON.parse(events[1]?.data ?? '')).toMatchObject({ segments_done: 1, percent: 25 });
    expect(await store.events(id, events[0]?.id ?? '')).toEqual([events[1]]);
  });

  it('keeps the event stream bounded however long the job is', async () => {
    const { id } = await admitted();
    const { fence } = await started(id);
    const progress = { segmentsDone: 1, segmentsTotal: 9999, audioSeconds: 1 };
    const update = { progress, segment: null, nowMs: 7000 };
    await Promise.all(Array.from({ length: 1500 }, () => store.progress(id, fence, update)));
    expect(await client.xlen(keys.jobEvents(id))).toBeLessThan(1200);
  });
});

describe('hand back', () => {
  it('gives the attempt back unless it is to count', async () => {
    const { id } = await admitted();
    const first = await started(id);
    expect(await store.handBack(id, first.fence, { countAttempt: false, nowMs: 3000 })).toBe('ok');
    expect(await store.get(id)).toMatchObject({ status: 'queued', attempts: 0, waitedMs: 0 });
    const second = await started(id);
    expect(await store.handBack(id, second.fence, { countAttempt: true, nowMs: 3000 })).toBe('ok');
    expect(await store.get(id)).toMatchObject({ status: 'queued', attempts: 1 });
  });

  it('sums up what the job waited for dependencies until it renders something new', async () => {
    const { id } = await admitted();
    const wait = { countAttempt: false, nowMs: 3000, delayMs: 1500 };
    await store.handBack(id, (await started(id)).fence, wait);
    await store.handBack(id, (await started(id)).fence, wait);
    expect(await store.get(id)).toMatchObject({ waitedMs: 3000 });
    expect(await client.zscore(keys.open, id)).toBe('4500');
    const { fence } = await started(id);
    const progress = { segmentsDone: 1, segmentsTotal: 2, audioSeconds: 1 };
    const segment = { index: 0, start: 0, end: 4, audioSeconds: 1, cached: true };
    await store.progress(id, fence, { progress, segment, nowMs: 4000 });
    expect(await store.get(id)).toMatchObject({ waitedMs: 3000 });
    await store.progress(id, fence, { progress, segment: { ...segment, cached: false }, nowMs: 4000 });
    expect(await store.get(id)).toMatchObject({ waitedMs: 0 });
  });

  it('answers the same when it is sent twice', async () => {
    const { id } = await admitted();
    const { fence } = await started(id);
    const options = { countAttempt: false, nowMs: 3000, delayMs: 10 };
    expect(await store.handBack(id, fence, options)).toBe('ok');
    expect(await store.handBack(id, fence, options)).toBe('ok');
    expect(await store.get(id)).toMatchObject({ attempts: 0, waitedMs: 10 });
  });

  it('is refused once a cancel was requested: the job is to end instead', async () => {
    const record = await admitted();
    const { fence } = await started(record.id);
    await store.cancel(record.id, { event: null, error: cancelledError, nowMs: 3000 });
    expect(await store.handBack(record.id, fence, { countAttempt: false, nowMs: 3000 })).toBe('cancel_requested');
    expect(await store.finish(aFinish(record, fence, 'cancelled'))).toBe('ok');
  });
});

describe('finish', () => {
  it('writes the state, the last event and the outbox in one step', async () => {
    const record = await admitted();
    const { fence } = await started(record.id);
    const finish = aFinish(record, fence);
    expect(await store.finish(finish)).toBe('ok');
    expect(await store.get(record.id)).toMatchObject({ status: 'completed', result: aResult, finishedAtMs: 5000 });
    const events = await store.events(record.id, null);
    expect(events.map(({ type }) => type)).toEqual(['job.completed']);
    const told = JSON.parse(finish.event?.body ?? '') as { data: unknown };
    expect(JSON.parse(events[0]?.data ?? '')).toEqual(told.data);
    const { id, type, body } = anEvent(record, 'completed');
    expect(await outboxOf(record.id)).toEqual([['id', id, 'type', type, 'jobId', record.id, 'body', body]]);
    expect(await client.zscore(keys.open, record.id)).toBeNull();
    expect(await client.pttl(keys.jobEvents(record.id))).toBeGreaterThan(RETENTION_MS - 5000);
  });

  it('tells the stream the same when nobody asked for a webhook, and puts nothing into the outbox', async () => {
    const record = await admitted();
    const { fence } = await started(record.id);
    await store.finish({ ...aFinish(record, fence), event: null });
    const [event] = await store.events(record.id, null);
    expect(JSON.parse(event?.data ?? '')).toMatchObject({
      id: record.id,
      status: 'completed',
      metadata: { order: '7' },
      result: { audio: { duration_seconds: 1.5 } },
      links: { self: `https://tts.example/v1/jobs/${record.id}` },
    });
    expect(await outboxOf(record.id)).toEqual([]);
  });

  it('answers ok again to the same holder, whose first answer got lost', async () => {
    const record = await admitted();
    const { fence } = await started(record.id);
    expect(await store.finish(aFinish(record, fence))).toBe('ok');
    expect(await store.finish(aFinish(record, fence))).toBe('ok');
    expect(await store.finish(aFinish(record, fence, 'failed'))).toBe('terminal');
    expect(await outboxOf(record.id)).toHaveLength(1);
  });

  it('does not complete a job whose cancel was promised', async () => {
    const record = await admitted();
    const { fence } = await started(record.id);
    await store.cancel(record.id, { event: null, error: cancelledError, nowMs: 3000 });
    expect(await store.finish(aFinish(record, fence))).toBe('cancel_requested');
    expect(await store.finish(aFinish(record, fence, 'failed'))).toBe('cancel_requested');
    expect(await store.get(record.id)).toMatchObject({ status: 'running', result: null });
    expect(await store.finish(aFinish(record, fence, 'cancelled'))).toBe('ok');
  });

  it('is missing for a job that was never admitted', async () => {
    expect(await store.finish(aFinish(aRecord(), 1))).toBe('missing');
  });
});

describe('cancel', () => {
  const cancel = (id: string) => store.cancel(id, { event: null, error: cancelledError, nowMs: 4000 });

  it('ends a waiting job at once and tells its webhook', async () => {
    const record = await admitted();
    const event = anEvent(record, 'cancelled', 4000);
    expect(await store.cancel(record.id, { event, error: cancelledError, nowMs: 4000 })).toEqual({ kind: 'cancelled' });
    expect(await store.get(record.id)).toMatchObject({
      status: 'cancelled',
      error: cancelledError,
      finishedAtMs: 4000,
    });
    expect((await store.events(record.id, null)).map(({ type }) => type)).toEqual(['job.cancelled']);
    expect(await outboxOf(record.id)).toHaveLength(1);
  });

  it('asks the worker of a running job, who learns of it at its next write', async () => {
    const record = await admitted();
    const { fence } = await started(record.id);
    expect(await cancel(record.id)).toEqual({ kind: 'requested' });
    expect(await store.get(record.id)).toMatchObject({ status: 'running', cancelRequested: true });
    const progress = { segmentsDone: 1, segmentsTotal: 2, audioSeconds: 1 };
    expect(await store.progress(record.id, fence, { progress, segment: null, nowMs: 1 })).toBe('cancel_requested');
  });

  it('ends a job that was handed back at once', async () => {
    const record = await admitted();
    const { fence } = await started(record.id);
    await store.handBack(record.id, fence, { countAttempt: false, nowMs: 3000, delayMs: 60_000 });
    expect(await cancel(record.id)).toEqual({ kind: 'cancelled' });
  });

  it.each(['completed', 'failed', 'cancelled'] as const)('leaves a %s job as it is', async (status) => {
    const record = await admitted();
    const { fence } = await started(record.id);
    await store.finish(aFinish(record, fence, status));
    const before = await store.get(record.id);
    expect(await cancel(record.id)).toEqual({ kind: 'terminal', status });
    expect(await store.get(record.id)).toEqual(before);
  });

  it('is missing for a job that is not there', async () => {
    expect(await cancel('job_none')).toEqual({ kind: 'missing' });
  });
});

describe('markAudioDeleted', () => {
  it('marks a finished job once and leaves open ones alone', async () => {
    const record = await admitted();
    expect(await store.markAudioDeleted(record.id, 6000)).toBeNull();
    const { fence } = await started(record.id);
    await store.finish(aFinish(record, fence));
    expect(await store.markAudioDeleted(record.id, 6000)).toMatchObject({ audioDeletedAtMs: 6000 });
    expect(await store.markAudioDeleted(record.id, 7000)).toMatchObject({ audioDeletedAtMs: 6000 });
    expect(await store.markAudioDeleted('job_none', 1)).toBeNull();
  });
});

describe('list', () => {
  it('gives every job once, newest first, across pages and equal times', async () => {
    const tenant = 'pages';
    const times = [5000, 5000, 5000, 7000, 1000, 5000, 9000];
    const made = await Promise.all(times.map((createdAtMs) => admitted({ tenant, createdAtMs })));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await store.list(tenant, { status: null, limit: 2, cursor });
      seen.push(...page.records.map(({ id }) => id));
      ({ cursor } = page);
    } while (cursor !== null);
    const expected = made
      .toSorted((one, other) => other.createdAtMs - one.createdAtMs || (one.id < other.id ? 1 : -1))
      .map(({ id }) => id);
    expect(seen).toEqual(expected);
  });

  it('filters by status and follows a job from one to the next', async () => {
    const tenant = 'filter';
    const record = await admitted({ tenant });
    await admitted({ tenant });
    const idsOf = async (status: 'queued' | 'running' | 'completed') =>
      (await store.list(tenant, { status, limit: 10, cursor: null })).records.map(({ id }) => id);
    const { fence } = await started(record.id);
    expect(await idsOf('running')).toEqual([record.id]);
    expect(await idsOf('queued')).not.toContain(record.id);
    await store.finish(aFinish(record, fence));
    expect(await idsOf('completed')).toEqual([record.id]);
    expect(await idsOf('running')).toEqual([]);
  });

  it('shows no tenant the jobs of another', async () => {
    await admitted({ tenant: 'mine' });
    expect((await store.list('yours', { status: null, limit: 10, cursor: null })).records).toEqual([]);
  });

  it('refuses a cursor it never gave', async () => {
    const query = { status: null, limit: 10, cursor: 'x; DROP' } as const;
    await expect(store.list('mine', query)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

describe('a Redis that cannot serve', () => {
  it('is queue_unavailable, soon', async () => {
    const dead = connectRedis('producer', { url: 'redis://127.0.0.1:1', name: 'test' }, () => {});
    const cut = createJobStore({ client: dead, prefix, publicUrl: '', retentionMs: 1 });
    await expect(cut.get('job_a')).rejects.toMatchObject({ code: 'queue_unavailable', retryable: true });
    dead.disconnect();
  });
});
