import { testRedisUrl, uniquePrefix } from '@lector/testing';
import { Queue } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobStore, OutboxEvent } from '@lector/jobs';
import { connectRedis, type RedisClient } from './connection.js';
import type { Consumer } from './consumer.js';
import { createDeliveryLog, type DeliveryLog } from './delivery-log.js';
import { createJobStore } from './job-store.js';
import { redisKeys } from './keys.js';
import { createOutboxRelay, type OutboxRelay, type OutboxRelayDeps } from './outbox-relay.js';
import { aFinish, anEvent, aRecord } from './records.fixture.js';
import { createWebhookConsumer, createWebhookQueue, type DeliveryReport, type WebhookQueue } from './webhook-queue.js';

let prefix: string;
let client: RedisClient;
let store: JobStore;
let log: DeliveryLog;
let queue: WebhookQueue;
let bull: Queue;
let relays: OutboxRelay[];
let consumer: Consumer | null;
let deliverer: RedisClient | null;

beforeEach(() => {
  prefix = uniquePrefix();
  client = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => {});
  store = createJobStore({ client, prefix, publicUrl: '', retentionMs: 60_000 });
  log = createDeliveryLog({ client, prefix });
  queue = createWebhookQueue({ client, prefix, onError: () => {} });
  bull = new Queue('webhooks', { connection: client, prefix: redisKeys(prefix).queues });
  relays = [];
  consumer = null;
  deliverer = null;
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.close({ deadlineMs: 2000 })));
  await consumer?.close({ deadlineMs: 5000 });
  deliverer?.disconnect();
  await queue.close();
  await bull.close();
  client.disconnect();
});

function aRelay(changes: Partial<OutboxRelayDeps> = {}): OutboxRelay {
  const consumerName = `relay-${relays.length}`;
  const relay = createOutboxRelay({
    connection: client,
    prefix,
    consumer: consumerName,
    log,
    queue,
    onError: () => {},
    takeOverMs: 0,
    ...changes,
  });
  relays.push(relay);
  return relay;
}

async function aFinishedJob() {
  const record = aRecord();
  await store.admit({ record, idempotency: null });
  const outcome = await store.start(record.id, { maxAttempts: 3, nowMs: 1 });
  await store.finish(aFinish(record, 'fence' in outcome ? outcome.fence : 0));
  return { record, event: anEvent(record, 'completed') };
}

function deliverWith(deliver: (event: OutboxEvent, attempt: number) => Promise<DeliveryReport>, now = Date.now) {
  const connection = connectRedis('worker', { url: testRedisUrl(), name: 'test-webhooks' }, () => {});
  deliverer = connection;
  consumer = createWebhookConsumer({
    connection,
    prefix,
    concurrency: 1,
    log,
    deliver,
    onError: () => {},
    now,
    random: () => 0.5,
    settings: { lockMs: 30_000, stalledMs: 30_000 },
  });
}

describe('the outbox relay', () => {
  it('turns an entry of the outbox into one delivery and deletes it', async () => {
    const { record, event } = await aFinishedJob();
    expect(await aRelay().round({ blockMs: 10 })).toBe(1);
    expect(await client.xlen(redisKeys(prefix).outbox)).toBe(0);
    expect((await bull.getJob(event.id))?.data).toEqual({ eventId: event.id, jobId: record.id });
    expect(await log.event(event.id)).toEqual(event);
    expect(await client.ttl(redisKeys(prefix).event(event.id))).toBeGreaterThan(4 * 24 * 3600);
  });

  it('makes one delivery although it was killed between adding and deleting', async () => {
    const { event } = await aFinishedJob();
    const dying = aRelay({
      queue: {
        async add(delivery) {
          await queue.add(delivery);
          throw new Error('killed');
        },
      },
    });
    await expect(dying.round({ blockMs: 10 })).rejects.toThrow('killed');
    expect(await client.xlen(redisKeys(prefix).outbox)).toBe(1);
    expect(await aRelay().round({ blockMs: 10 })).toBe(1);
    expect(await client.xlen(redisKeys(prefix).outbox)).toBe(0);
    expect(await bull.getJobCounts('wait', 'delayed', 'active')).toMatchObject({ wait: 1, delayed: 0, active: 0 });
    expect((await bull.getJob(event.id))?.id).toBe(event.id);
  });

  it('does not deliver again what was delivered while the entry lay there', async () => {
    const { event } = await aFinishedJob();
    const dying = aRelay({
      queue: {
        async add() {
          const done = { attempts: 1, atMs: 1, nextAttemptAtMs: null, statusCode: 200, outcome: 'delivered' };
          await log.record(event.id, { ...done, status: 'delivered' });
          throw new Error('killed');
        },
      },
    });
    await expect(dying.round({ blockMs: 10 })).rejects.toThrow('killed');
    await aRelay().round({ blockMs: 10 });
    expect(await bull.getJob(event.id)).toBeUndefined();
    expect(await client.xlen(redisKeys(prefix).outbox)).toBe(0);
  });

  it('leaves an entry to the relay that holds it until it has been silent for a while', async () => {
    await aFinishedJob();
    const stuck = aRelay({ queue: { add: () => Promise.reject(new Error('stuck')) } });
    await expect(stuck.round({ blockMs: 10 })).rejects.toThrow('stuck');
    expect(await aRelay({ takeOverMs: 60_000 }).round({ blockMs: 10 })).toBe(0);
  });

  it('runs by itself, and again after Redis lost the stream', async () => {
    const relay = aRelay();
    relay.start();
    const first = await aFinishedJob();
    await vi.waitFor(async () => expect(await bull.getJob(first.event.id)).toBeDefined(), 5000);
    await client.del(redisKeys(prefix).outbox);
    const second = await aFinishedJob();
    await vi.waitFor(async () => expect(await bull.getJob(second.event.id)).toBeDefined(), 10_000);
  });
});

describe('deliveries', () => {
  it('send the stored bytes and are logged with the job', async () => {
    const { record, event } = await aFinishedJob();
    await aRelay().round({ blockMs: 10 });
    const sent: OutboxEvent[] = [];
    deliverWith((one) => Promise.resolve(sent.push(one)).then(() => ({ kind: 'delivered', statusCode: 204 })));
    await vi.waitFor(async () => expect(await log.entry(event.id)).toMatchObject({ status: 'delivered' }), 5000);
    expect(sent).toEqual([event]);
    expect(await log.ofJob(record.id)).toEqual([
      expect.objectContaining({ eventId: event.id, attempts: 1, lastStatusCode: 204, nextAttemptAtMs: null }),
    ]);
    await vi.waitFor(async () => expect(await bull.getJob(event.id)).toBeUndefined(), 5000);
  });

  it('come again by the schedule with the same id and bytes', async () => {
    const { event } = await aFinishedJob();
    await aRelay().round({ blockMs: 10 });
    const sent: (readonly [OutboxEvent, number])[] = [];
    const report = { kind: 'failed', outcome: 'answered 503', statusCode: 503, retryAfterMs: null } as const;
    deliverWith((one, attempt) => Promise.resolve(sent.push([one, attempt])).then(() => report));
    for (const [attempt, waitMs] of [
      [1, 5000],
      [2, 300_000],
      [3, 1_800_000],
    ] as const) {
      await vi.waitFor(async () => expect(await bull.getJobState(event.id)).toBe('delayed'), 5000);
      const entry = await log.entry(event.id);
      expect(entry).toMatchObject({ status: 'pending', attempts: attempt, lastOutcome: 'answered 503' });
      expect((entry?.nextAttemptAtMs ?? 0) - (entry?.lastAttemptAtMs ?? 0)).toBe(waitMs);
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

  it('end after the last attempt of the schedule', async () => {
    const { event } = await aFinishedJob();
    await aRelay().round({ blockMs: 10 });
    const nine = { attempts: 9, atMs: 1, nextAttemptAtMs: 2, statusCode: 500, outcome: 'answered 500' };
    await log.record(event.id, { ...nine, status: 'pending' });
    deliverWith(() =>
      Promise.resolve({ kind: 'failed', outcome: 'timed out', statusCode: null, retryAfterMs: null } as const),
    );
    await vi.waitFor(async () => {
      expect(await log.entry(event.id)).toMatchObject({ status: 'failed', attempts: 10, lastOutcome: 'timed out' });
    }, 5000);
    await vi.waitFor(async () => expect(await bull.getJob(event.id)).toBeUndefined(), 5000);
  });

  it('stop at once where the receiver wants no more', async () => {
    const { event } = await aFinishedJob();
    await aRelay().round({ blockMs: 10 });
    deliverWith(() => Promise.resolve({ kind: 'refused', outcome: 'answered 410', statusCode: 410 } as const));
    await vi.waitFor(async () => {
      expect(await log.entry(event.id)).toMatchObject({ status: 'refused', attempts: 1, nextAttemptAtMs: null });
    }, 5000);
  });
});
