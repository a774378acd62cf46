import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { entryOf, terminalEventId, type JobRecord, type QueueEntry } from '@lector/jobs';
import { sweeperRig, type SweeperRig } from './sweeper.fixture.js';

let rig: SweeperRig;
beforeEach(() => {
  rig = sweeperRig();
});
afterEach(() => rig.closeAll());

describe('open jobs', () => {
  it('are put back into their queue when it does not know them', async () => {
    const lost = await rig.admittedAt(rig.nowMs - 100_000);
    const fresh = await rig.admittedAt(rig.nowMs - 1000);
    const report = await rig.sweep(rig.sweeper());
    expect(report?.added).toEqual([lost.id]);
    expect(await rig.transport.holds(entryOf(lost, { kind: 'job' }))).toBe(true);
    expect(await rig.transport.holds(entryOf(fresh, { kind: 'job' }))).toBe(false);
  });

  it('are left alone while their queue knows them', async () => {
    const waiting = await rig.admittedAt(rig.nowMs - 100_000);
    await rig.transport.enqueue(entryOf(waiting, { kind: 'job' }));
    expect((await rig.sweep(rig.sweeper()))?.added).toEqual([]);
  });

  it('come back too when a worker started them and vanished together with the BullMQ job', async () => {
    const record = await rig.admittedAt(rig.nowMs - 200_000);
    await rig.store.start(record.id, { maxAttempts: 3, nowMs: rig.nowMs - 100_000 });
    expect((await rig.sweep(rig.sweeper()))?.added).toEqual([record.id]);
  });

  it('come back unit by unit where they are split, and for their assembling', async () => {
    const { id, pack, lane } = await rig.admittedAt(rig.nowMs - 200_000);
    const { fence } = await rig.started(id);
    await rig.store.split(id, fence, { units: 3, window: 2, nowMs: rig.nowMs - 200_000 });
    const entry = (work: QueueEntry['work']) => ({ id, pack, lane, work });
    await rig.transport.enqueue(entry({ kind: 'unit', unit: 0 }));
    expect((await rig.sweep(rig.sweeper()))?.added).toEqual([id]);
    expect(await rig.transport.holds(entry({ kind: 'unit', unit: 1 }))).toBe(true);
    expect(await rig.transport.holds(entry({ kind: 'unit', unit: 2 }))).toBe(false);
    for (const unit of [0, 1, 2]) {
      await rig.store.finishUnit(id, fence + 1, unit, { window: 2, nowMs: rig.nowMs - 100_000 });
    }
    expect((await rig.sweep(rig.sweeper()))?.added).toEqual([id]);
    expect(await rig.transport.holds(entry({ kind: 'assembly' }))).toBe(true);
  });

  it('are looked at once per period, however many batches they are', async () => {
    const records = await Promise.all(Array.from({ length: 5 }, () => rig.admittedAt(rig.nowMs - 100_000)));
    await Promise.all(records.map((record) => rig.transport.enqueue(entryOf(record, { kind: 'job' }))));
    const looked: string[] = [];
    const watching = {
      ...rig.transport,
      holds: (job: QueueEntry) => {
        looked.push(job.id);
        return rig.transport.holds(job);
      },
    };
    const sweeper = rig.sweeper({ transport: watching }, { batch: 2 });
    await rig.sweep(sweeper);
    expect(looked.toSorted()).toEqual(records.map(({ id }) => id).toSorted());
    await rig.sweep(sweeper);
    expect(looked).toHaveLength(records.length);
  });

  it('are repaired behind one that cannot be read', async () => {
    const broken = await rig.admittedAt(rig.nowMs - 200_000);
    await rig.client.hset(rig.keys.job(broken.id), 'fixed', 'not JSON');
    const lost = await rig.admittedAt(rig.nowMs - 100_000);
    const onError = vi.fn();
    const sweeper = rig.sweeper({ onError }, { batch: 1 });
    expect((await rig.sweep(sweeper))?.added).toEqual([lost.id]);
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]?.[0]).toMatchObject({
      message: `could not look after an open job [job=${broken.id}]`,
    });
  });

  it('leave the rest of the round its time', async () => {
    await Promise.all(Array.from({ length: 30 }, () => rig.admittedAt(rig.nowMs - 100_000)));
    const old = await rig.finishedAt(rig.nowMs - 1_000_001);
    const slow = {
      ...rig.transport,
      holds: (job: QueueEntry) => {
        rig.nowMs += 1000;
        return rig.transport.holds(job);
      },
    };
    const report = await rig.sweep(rig.sweeper({ transport: slow }, { batch: 10, stepMs: 5000 }));
    expect(report?.added).toHaveLength(8);
    expect(await rig.store.get(old.id)).toBeNull();
  });
});

describe('deliveries', () => {
  const eventOf = ({ id }: JobRecord) => terminalEventId(id);

  it('are put back into their queue when they are late and it does not know them', async () => {
    const lost = await rig.finishedAt(rig.nowMs - 100_000);
    const held = await rig.finishedAt(rig.nowMs - 100_000);
    const fresh = await rig.finishedAt(rig.nowMs - 1000);
    await rig.webhooks.add(eventOf(held));
    expect((await rig.sweep(rig.sweeper()))?.deliveriesAdded).toEqual([eventOf(lost)]);
    expect(await rig.webhooks.holds(eventOf(lost))).toBe(true);
    expect(await rig.webhooks.holds(eventOf(fresh))).toBe(false);
  });

  it('are left alone until their next attempt is due', async () => {
    const record = await rig.finishedAt(rig.nowMs - 100_000);
    const attempt = {
      status: 'pending',
      attempts: 1,
      atMs: rig.nowMs,
      statusCode: 503,
      outcome: 'answered 503',
    } as const;
    await rig.log.record(eventOf(record), { ...attempt, nextAttemptAtMs: rig.nowMs + 300_000 });
    expect((await rig.sweep(rig.sweeper()))?.deliveriesAdded).toEqual([]);
    rig.nowMs += 300_000 + 90_000;
    expect((await rig.sweep(rig.sweeper()))?.deliveriesAdded).toEqual([eventOf(record)]);
  });

  it('are forgotten once they have ended or expired', async () => {
    const delivered = await rig.finishedAt(rig.nowMs - 100_000);
    const done = {
      attempts: 1,
      atMs: rig.nowMs,
      nextAttemptAtMs: null,
      statusCode: 200,
      outcome: 'delivered',
    } as const;
    await rig.log.record(eventOf(delivered), { ...done, status: 'delivered' });
    const expired = await rig.finishedAt(rig.nowMs - 100_000);
    await rig.client.del(rig.keys.delivery(eventOf(expired)));
    expect((await rig.sweep(rig.sweeper()))?.deliveriesAdded).toEqual([]);
    expect(await rig.client.zcard(rig.keys.deliveries)).toBe(0);
  });
});
