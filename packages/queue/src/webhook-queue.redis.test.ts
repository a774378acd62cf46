import { testRedisUrl } from '@lector/testing';
import { Queue } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OwedEvent } from '@lector/jobs';
import { connectRedis, type RedisClient } from './connection.js';
import type { Consumer } from './consumer.js';
import { createDeliveryLog, type DeliveryLog } from './delivery-log.js';
import { storeRig, type StoreRig } from './job-store.fixture.js';
import { createJobRetention } from './retention.js';
import { createWebhookConsumer, createWebhookQueue, type DeliveryReport, type WebhookQueue } from './webhook-queue.js';

let rig: StoreRig;
let log: DeliveryLog;
let queue: WebhookQueue;
let bull: Queue;
let connection: RedisClient;
let consumer: Consumer | null;

beforeEach(() => {
  rig = storeRig();
  log = createDeliveryLog(rig);
  queue = createWebhookQueue({ ...rig, onError: () => {} });
  bull = new Queue('webhooks', { connection: rig.client, prefix: rig.keys.queues });
  connection = connectRedis('worker', { url: testRedisUrl(), name: 'test-webhooks' }, () => {});
  consumer = null;
});
afterEach(async () => {
  await consumer?.close({ deadlineMs: 5000 });
  connection.disconnect();
  await queue.close();
  await bull.close();
  rig.close();
});

function deliverWith(deliver: (event: OwedEvent, attempt: number) => Promise<DeliveryReport>): void {
  consumer = createWebhookConsumer({
    connection,
    prefix: rig.prefix,
    concurrency: 1,
    log,
    deliver,
    onError: () => {},
    now: Date.now,
    random: () => 0.5,
    settings: { lockMs: 30_000, stalledMs: 30_000 },
  });
}

async function queued(): Promise<OwedEvent> {
  const { event } = await rig.finished();
  await queue.add(event.id);
  return event;
}

const refusing = { kind: 'failed', outcome: 'answered 503', statusCode: 503, retryAfterMs: null } as const;

describe('deliveries', () => {
  it('send the stored bytes to where the job wanted them, and are logged', async () => {
    const event = await queued();
    const sent: OwedEvent[] = [];
    deliverWith((one) => Promise.resolve(sent.push(one)).then(() => ({ kind: 'delivered', statusCode: 204 })));
    await vi.waitFor(async () => {
      const done = { status: 'delivered', attempts: 1, lastStatusCode: 204, nextAttemptAtMs: null };
      expect(await log.get(event.id)).toMatchObject(done);
    }, 5000);
    expect(sent).toEqual([event]);
    expect(await rig.client.zscore(rig.keys.deliveries, event.id)).toBeNull();
    await vi.waitFor(async () => expect(await bull.getJob(event.id)).toBeUndefined(), 5000);
  });

  it('come again by the schedule with the same id and bytes', async () => {
    const event = await queued();
    const sent: (readonly [OwedEvent, number])[] = [];
    deliverWith((one, attempt) => Promise.resolve(sent.push([one, attempt])).then(() => refusing));
    for (const [attempt, waitMs] of [
      [1, 5000],
      [2, 300_000],
      [3, 1_800_000],
    ] as const) {
      await vi.waitFor(async () => expect(await bull.getJobState(event.id)).toBe('delayed'), 5000);
      const entry = await log.get(event.id);
      expect(entry).toMatchObject({ status: 'pending', attempts: attempt, lastOutcome: 'answered 503' });
      expect((entry?.nextAttemptAtMs ?? 0) - (entry?.lastAttemptAtMs ?? 0)).toBe(waitMs);
      expect(await rig.client.zscore(rig.keys.deliveries, event.id)).toBe(String(entry?.nextAttemptAtMs));
      const waiting = await bull.getJob(event.id);
      expect(Math.abs((waiting?.delay ?? 0) - waitMs)).toBeLessThan(1000);
      // Brings its time forward instead of waiting for it.
      await waiting?.promote();
      await vi.waitFor(() => expect(sent).toHaveLength(attempt + 1), 5000);
    }
    expect(sent.slice(0, 3)).toEqual([
      [event, 1],
      [event, 2],
      [event, 3],
    ]);
  });

  it('go on after retention has removed the job, which the schedule may outlast', async () => {
    const { record, event } = await rig.finished();
    await queue.add(event.id);
    const sent: OwedEvent[] = [];
    deliverWith((one) =>
      Promise.resolve(sent.push(one)).then((nth) => (nth === 1 ? refusing : { kind: 'delivered', statusCode: 200 })),
    );
    await vi.waitFor(async () => expect(await bull.getJobState(event.id)).toBe('delayed'), 5000);
    const removeJobs = createJobRetention({
      ...rig,
      deleteObjects: () => Promise.resolve(),
      deleteSegment: () => Promise.resolve(),
      deleteContent: () => Promise.resolve(),
      now: Date.now,
      onError: () => {},
    });
    expect(await removeJobs({ olderThanMs: 1, batch: 10, isOver: () => false })).toBe(1);
    expect(await rig.store.get(record.id)).toBeNull();
    await (await bull.getJob(event.id))?.promote();
    await vi.waitFor(async () => expect(await log.get(event.id)).toMatchObject({ status: 'delivered' }), 5000);
    expect(sent).toEqual([event, event]);
  });

  it('are kept longer than the longest schedule', async () => {
    const event = await queued();
    expect(await rig.client.ttl(rig.keys.delivery(event.id))).toBeGreaterThan(4 * 24 * 3600);
  });

  it('end after the last attempt of the schedule', async () => {
    const event = await queued();
    const nine = { attempts: 9, atMs: 1, nextAttemptAtMs: 2, statusCode: 500, outcome: 'answered 500' };
    await log.record(event.id, { ...nine, status: 'pending' });
    deliverWith(() =>
      Promise.resolve({ kind: 'failed', outcome: 'timed out', statusCode: null, retryAfterMs: null } as const),
    );
    await vi.waitFor(async () => {
      expect(await log.get(event.id)).toMatchObject({ status: 'failed', attempts: 10, lastOutcome: 'timed out' });
    }, 5000);
    await vi.waitFor(async () => expect(await bull.getJob(event.id)).toBeUndefined(), 5000);
  });

  it('stop at once where the receiver wants no more', async () => {
    const event = await queued();
    deliverWith(() => Promise.resolve({ kind: 'refused', outcome: 'answered 410', statusCode: 410 } as const));
    await vi.waitFor(async () => {
      expect(await log.get(event.id)).toMatchObject({ status: 'refused', attempts: 1, nextAttemptAtMs: null });
    }, 5000);
  });

  it('are not made for an event that has expired', async () => {
    const event = await queued();
    await rig.client.del(rig.keys.delivery(event.id));
    const deliver = vi.fn();
    deliverWith(deliver);
    await vi.waitFor(async () => expect(await bull.getJob(event.id)).toBeUndefined(), 5000);
    expect(deliver).not.toHaveBeenCalled();
  });
});
