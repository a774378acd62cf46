import { testRedisUrl, uniquePrefix } from '@lector/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobRecord, JobStore } from '@lector/jobs';
import { connectRedis, type RedisClient } from './connection.js';
import { createJobStore } from './job-store.js';
import { redisKeys, type RedisKeys } from './keys.js';
import { aFinish, aRecord } from './records.fixture.js';
import { createSegmentIndex } from './segment-index.js';
import { createSweeper, type Sweeper, type SweeperDeps, type SweeperSettings } from './sweeper.js';
import { createTransport, type RedisTransport } from './transport.js';

const settings: SweeperSettings = {
  everyMs: 10,
  staleMs: 90_000,
  retentionMs: 1_000_000,
  segmentRetentionMs: 500_000,
  batch: 50,
};

let prefix: string;
let keys: RedisKeys;
let client: RedisClient;
let store: JobStore;
let transport: RedisTransport;
let nowMs: number;

beforeEach(() => {
  prefix = uniquePrefix();
  keys = redisKeys(prefix);
  nowMs = 10_000_000;
  client = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => {});
  store = createJobStore({ client, prefix, publicUrl: '', retentionMs: 60_000 });
  transport = createTransport({ client, prefix, onError: () => {} });
});
afterEach(async () => {
  await transport.close();
  client.disconnect();
});

function aSweeper(changes: Partial<SweeperDeps> = {}, others: Partial<SweeperSettings> = {}): Sweeper {
  return createSweeper(
    {
      client,
      prefix,
      store,
      transport,
      now: () => nowMs,
      onError: () => {},
      deleteObjects: () => Promise.resolve(),
      deleteSegment: () => Promise.resolve(),
      ...changes,
    },
    { ...settings, ...others },
  );
}

/** Rounds follow each other only after the lock of the one before has expired. */
async function sweepOnce(sweeper: Sweeper) {
  await client.del(keys.lock('sweeper'));
  return sweeper.sweep();
}

async function admitted(createdAtMs: number): Promise<JobRecord> {
  const record = aRecord({ createdAtMs });
  await store.admit({ record, idempotency: null });
  return record;
}

async function finished(finishedAtMs: number): Promise<JobRecord> {
  const record = await admitted(1000);
  await store.start(record.id, { maxAttempts: 3, nowMs: 1000 });
  await store.finish(aFinish(record, 1, 'completed', finishedAtMs));
  return record;
}

describe('open jobs', () => {
  it('are put back into their queue when it does not know them', async () => {
    const lost = await admitted(nowMs - 100_000);
    const fresh = await admitted(nowMs - 1000);
    const report = await sweepOnce(aSweeper());
    expect(report?.added).toEqual([lost.id]);
    expect(await transport.holds(lost)).toBe(true);
    expect(await transport.holds(fresh)).toBe(false);
  });

  it('are left alone while their queue knows them', async () => {
    const waiting = await admitted(nowMs - 100_000);
    await transport.enqueue(waiting);
    expect((await sweepOnce(aSweeper()))?.added).toEqual([]);
  });

  it('come back too when a worker started them and vanished together with the BullMQ job', async () => {
    const record = await admitted(nowMs - 200_000);
    await store.start(record.id, { maxAttempts: 3, nowMs: nowMs - 100_000 });
    expect((await sweepOnce(aSweeper()))?.added).toEqual([record.id]);
  });

  it('are looked at once per period, so that a backlog longer than a round is walked through', async () => {
    const records = await Promise.all(Array.from({ length: 5 }, () => admitted(nowMs - 100_000)));
    await Promise.all(records.map((record) => transport.enqueue(record)));
    const looked: string[] = [];
    const watching = {
      ...transport,
      holds: (job: { id: string; pack: string }) => {
        looked.push(job.id);
        return transport.holds(job);
      },
    };
    const sweeper = aSweeper({ transport: watching }, { batch: 2 });
    for (let round = 0; round < 4; round += 1) await sweepOnce(sweeper);
    expect(looked.toSorted()).toEqual(records.map(({ id }) => id).toSorted());
  });
});

describe('old jobs', () => {
  it('are removed with their objects, and young and open ones are kept', async () => {
    const old = await finished(nowMs - 1_000_001);
    const young = await finished(nowMs - 999_000);
    const open = await admitted(1000);
    const deleted: string[] = [];
    const sweeper = aSweeper({ deleteObjects: ({ id }) => Promise.resolve(deleted.push(id)).then(() => {}) });
    expect((await sweepOnce(sweeper))?.jobsRemoved).toBe(1);
    expect(deleted).toEqual([old.id]);
    expect(await store.get(old.id)).toBeNull();
    expect(await store.events(old.id, null)).toEqual([]);
    expect(await store.get(young.id)).not.toBeNull();
    expect(await store.get(open.id)).not.toBeNull();
    const { records } = await store.list('default', { status: 'completed', limit: 10, cursor: null });
    expect(records.map(({ id }) => id)).toEqual([young.id]);
    const left = await client.keys(`${prefix}:*${old.id}*`);
    expect(left).toEqual([]);
  });

  it('stay until their objects could be deleted, without holding up others', async () => {
    const stubborn = await finished(nowMs - 2_000_000);
    const other = await finished(nowMs - 1_500_000);
    let storageDown = true;
    const deleteObjects = ({ id }: JobRecord) =>
      storageDown && id === stubborn.id ? Promise.reject(new Error('storage')) : Promise.resolve();
    const onError = vi.fn();
    const sweeper = aSweeper({ deleteObjects, onError }, { batch: 1 });
    expect((await sweepOnce(sweeper))?.jobsRemoved).toBe(0);
    expect(onError).toHaveBeenCalledTimes(1);
    expect((await sweepOnce(sweeper))?.jobsRemoved).toBe(1);
    expect(await store.get(other.id)).toBeNull();
    storageDown = false;
    nowMs += 600_001;
    expect((await sweepOnce(sweeper))?.jobsRemoved).toBe(1);
    expect(await store.get(stubborn.id)).toBeNull();
  });
});

describe('old segments', () => {
  it('leave the index and are deleted, and used ones stay', async () => {
    const index = createSegmentIndex({ client, prefix });
    await index.add('a', 'old', nowMs - 600_000);
    await index.add('a', 'used', nowMs - 600_000);
    await index.touch('a', 'used', nowMs - 1000);
    await index.add('b', 'old', nowMs - 600_000);
    const deleted: string[] = [];
    const sweeper = aSweeper({
      deleteSegment: (tenant, key) => Promise.resolve(deleted.push(`${tenant}/${key}`)).then(() => {}),
    });
    expect((await sweepOnce(sweeper))?.segmentsDeleted).toBe(2);
    expect(deleted.toSorted()).toEqual(['a/old', 'b/old']);
    expect(await index.touch('a', 'old', nowMs)).toBe(false);
    expect(await index.touch('a', 'used', nowMs)).toBe(true);
    await sweepOnce(sweeper);
    expect(await client.smembers(keys.segmentTenants)).toEqual(['a']);
  });

  it('are not forgotten when their deletion fails, nor deleted once they were rendered again', async () => {
    const index = createSegmentIndex({ client, prefix });
    await index.add('a', 'fails', nowMs - 600_000);
    await index.add('a', 'again', nowMs - 600_000);
    const failing = aSweeper({ deleteSegment: () => Promise.reject(new Error('storage')) });
    expect((await sweepOnce(failing))?.segmentsDeleted).toBe(0);
    await index.add('a', 'again', nowMs);
    const deleted: string[] = [];
    const working = aSweeper({ deleteSegment: (_, key) => Promise.resolve(deleted.push(key)).then(() => {}) });
    expect((await sweepOnce(working))?.segmentsDeleted).toBe(1);
    expect(deleted).toEqual(['fails']);
    expect(await index.touch('a', 'again', nowMs)).toBe(true);
  });
});

describe('rounds', () => {
  it('are done by one process at a time', async () => {
    const slow = { everyMs: 60_000 };
    const reports = await Promise.all([1, 2, 3, 4].map(() => aSweeper({}, slow).sweep()));
    expect(reports.filter((report) => report !== null)).toHaveLength(1);
  });

  it('follow each other by themselves until closed', async () => {
    const first = await admitted(nowMs - 100_000);
    const sweeper = aSweeper();
    sweeper.start();
    await vi.waitFor(async () => expect(await transport.holds(first)).toBe(true), 5000);
    const second = await admitted(nowMs - 100_000);
    await vi.waitFor(async () => expect(await transport.holds(second)).toBe(true), 5000);
    await sweeper.close({ deadlineMs: 1000 });
  });
});
