import { entryOf } from '@lector/jobs';
import { ownRedis, uniquePrefix, waitFor, type OwnRedis } from '@lector/testing';
import { setTimeout as outageOf } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectRedis, whenConnected, type ClientKind, type RedisClient } from './connection.js';
import { createConsumer, type Consumer, type JobHandler } from './consumer.js';
import { createDeliveryLog } from './delivery-log.js';
import { createJobStore } from './job-store.js';
import { redisKeys } from './keys.js';
import { createJobNotifier } from './notifier.js';
import { createOutboxRelay } from './outbox-relay.js';
import { aFinish, aRecord } from './records.fixture.js';
import { createTransport, type RedisTransport } from './transport.js';
import { createWebhookConsumer, createWebhookQueue } from './webhook-queue.js';

/**
 * Redis goes away under a running system and comes back. Nothing here may need a restart, lose a job or wait for ever.
 * The outages are real time: what hung once hung only when Redis stayed away for longer than a fetch and its watchdog.
 */
const LONG_OUTAGE_MS = 9_000;

let redis: OwnRedis;
let prefix: string;
let clients: RedisClient[];
let transport: RedisTransport;
let consumers: Consumer[];

beforeEach(async () => {
  redis = await ownRedis();
  prefix = uniquePrefix();
  clients = [];
  consumers = [];
  transport = createTransport({ client: client('worker'), prefix, onError: () => {} });
});
afterEach(async () => {
  await Promise.all(consumers.map((consumer) => consumer.close({ deadlineMs: 3000 })));
  for (const one of clients) one.disconnect();
  await redis.stop();
});

function client(kind: ClientKind): RedisClient {
  const made = connectRedis(kind, { url: redis.url, name: `test-${kind}` }, () => {});
  clients.push(made);
  return made;
}

function consume(handler: JobHandler): Consumer {
  const consumer = createConsumer({
    connection: client('worker'),
    prefix,
    queue: 'tone',
    concurrency: 1,
    handler,
    settings: { lockMs: 4000, stalledMs: 1000 },
    onLockLost: () => {},
    onError: () => {},
    now: Date.now,
  });
  consumers.push(consumer);
  return consumer;
}

const job = (id: string) => ({ id, pack: 'tone', lane: 'bulk' as const, work: { kind: 'job' as const } });

describe('a Redis that stays away for longer than a fetch', () => {
  it('finds an idle consumer at work again without a restart, and a job waiting from before', async () => {
    const seen: string[] = [];
    const consumer = consume(({ id }) => Promise.resolve(seen.push(id)).then(() => 'done'));
    await transport.enqueue(job('job_before'));
    await waitFor(() => seen.includes('job_before'), { what: 'the job before the outage' });
    await redis.kill9();
    await outageOf(LONG_OUTAGE_MS);
    expect(await consumer.probe({ maxSilentMs: 3000 })).toBe('redis_down');
    await redis.restart();
    await transport.enqueue(job('job_after'));
    await waitFor(() => seen.includes('job_after'), { timeoutMs: 20_000, what: 'the job after the outage' });
    await waitFor(async () => (await consumer.probe({ maxSilentMs: 3000 })) === 'alive', { what: 'the probe' });
  });

  it('costs a job that is being rendered time and nothing else', async () => {
    const store = createJobStore({ client: client('worker'), prefix, publicUrl: '', retentionMs: 60_000 });
    const record = aRecord();
    await store.admit({ record, idempotency: null });
    let started = () => {};
    const rendering = new Promise<void>((resolve) => {
      started = resolve;
    });
    let render = () => {};
    const rendered = new Promise<void>((resolve) => {
      render = resolve;
    });
    consume(async ({ id }) => {
      const outcome = await store.start(id, { maxAttempts: 3, nowMs: 1 });
      if (outcome.kind !== 'started') return 'done';
      started();
      await rendered;
      // Redis is away here: the write waits for it.
      await store.finish(aFinish(record, outcome.fence));
      return 'done';
    });
    await transport.enqueue(entryOf(record, { kind: 'job' }));
    await rendering;
    await redis.kill9();
    render();
    await outageOf(LONG_OUTAGE_MS);
    await redis.restart();
    await waitFor(async () => (await store.get(record.id))?.status === 'completed', {
      timeoutMs: 20_000,
      what: 'the job to be finished',
    });
    const events = await store.events(record.id, null);
    expect(events.map(({ type }) => type)).toEqual(['job.completed']);
    // The lock ran out meanwhile; the BullMQ job comes back, meets an ended record and is forgotten.
    await waitFor(async () => !(await transport.holds(entryOf(record, { kind: 'job' }))), {
      timeoutMs: 20_000,
      what: 'the queue to be empty',
    });
  });

  it('keeps what was admitted, and the relay carries what is owed afterwards', async () => {
    const connection = client('worker');
    const store = createJobStore({ client: connection, prefix, publicUrl: '', retentionMs: 60_000 });
    const added: string[] = [];
    const relay = createOutboxRelay({
      connection,
      prefix,
      consumer: 'relay',
      log: createDeliveryLog({ client: connection, prefix }),
      queue: { add: (eventId) => Promise.resolve(added.push(eventId)).then(() => {}) },
      onError: () => {},
    });
    relay.start();
    const record = aRecord();
    await store.admit({ record, idempotency: null });
    // Written through to disk: what a crash may take is what the last second brought.
    await connection.call('WAITAOF', 1, 0, 2000).catch(() => outageOf(1500));
    await redis.kill9();
    await outageOf(LONG_OUTAGE_MS);
    await redis.restart();
    await store.start(record.id, { maxAttempts: 3, nowMs: 1 });
    const finish = aFinish(record, 1);
    expect(await store.finish(finish)).toBe('ok');
    await waitFor(() => added.includes(finish.event?.id ?? ''), { timeoutMs: 20_000, what: 'the delivery' });
    await relay.close({ deadlineMs: 2000 });
  });

  it('wakes those who wait for a job once it is back', async () => {
    const notifier = createJobNotifier({ subscriber: client('subscriber'), prefix });
    const publisher = client('worker');
    let woken = 0;
    notifier.subscribe('job_a', () => {
      woken += 1;
    });
    const subscribers = async () =>
      ((await publisher.pubsub('NUMSUB', redisKeys(prefix).changes)) as [string, number])[1];
    await waitFor(async () => (await subscribers()) === 1, { what: 'the subscription' });
    const before = woken;
    await redis.kill9();
    await redis.restart();
    await waitFor(() => woken > before, { what: 'the wake-up after the reconnect' });
    await waitFor(async () => (await subscribers()) === 1, { what: 'the subscription to come back' });
    await publisher.publish(redisKeys(prefix).changes, 'job_a');
    await waitFor(() => woken > before + 1, { what: 'the wake-up by a message' });
    await notifier.close();
  });
});

describe('a Redis whose data somebody deleted', () => {
  it('serves consumers and relay as a new one would, without a restart', async () => {
    const connection = client('worker');
    const store = createJobStore({ client: connection, prefix, publicUrl: '', retentionMs: 60_000 });
    const log = createDeliveryLog({ client: connection, prefix });
    const webhooks = createWebhookQueue({ client: connection, prefix, onError: () => {} });
    const relay = createOutboxRelay({ connection, prefix, consumer: 'relay', log, queue: webhooks, onError: () => {} });
    relay.start();
    consume(async ({ id }) => {
      const outcome = await store.start(id, { maxAttempts: 3, nowMs: 1 });
      if (outcome.kind === 'started') await store.finish(aFinish(outcome.record, outcome.fence));
      return 'done';
    });
    const delivered: string[] = [];
    const deliveries = createWebhookConsumer({
      connection,
      prefix,
      concurrency: 1,
      log,
      deliver: ({ jobId }) =>
        Promise.resolve(delivered.push(jobId)).then(() => ({ kind: 'delivered', statusCode: 200 })),
      settings: { lockMs: 4000, stalledMs: 1000 },
      onError: () => {},
      now: Date.now,
      random: Math.random,
    });
    consumers.push(deliveries);
    for (const what of ['before', 'after', 'after that']) {
      const record = aRecord();
      await store.admit({ record, idempotency: null });
      await transport.enqueue(entryOf(record, { kind: 'job' }));
      await waitFor(() => delivered.includes(record.id), { timeoutMs: 20_000, what: `the webhook of the job ${what}` });
      await connection.flushall();
    }
    await relay.close({ deadlineMs: 2000 });
    await webhooks.close();
  });
});

describe('closing while Redis is dead', () => {
  it('ends by its deadline for an idle consumer', async () => {
    const consumer = consume(() => Promise.resolve('done'));
    await transport.enqueue(job('job_a'));
    await waitFor(async () => !(await transport.holds(job('job_a'))), { what: 'the job before the outage' });
    await redis.kill9();
    const before = performance.now();
    await consumer.close({ deadlineMs: 1500 });
    expect(performance.now() - before).toBeLessThan(2500);
    await redis.restart();
  });

  it('ends by its deadline although a handler cannot hand its job back, and the job is not lost', async () => {
    const store = createJobStore({ client: client('worker'), prefix, publicUrl: '', retentionMs: 60_000 });
    const record = aRecord();
    await store.admit({ record, idempotency: null });
    const handBack: JobHandler = async ({ id }, _token, signal) => {
      const outcome = await store.start(id, { maxAttempts: 3, nowMs: 1 });
      if (outcome.kind !== 'started') return 'done';
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await store.handBack(id, outcome.fence, { countAttempt: false, nowMs: 2 });
      return { delayMs: 0 };
    };
    const consumer = consume(handBack);
    await transport.enqueue(entryOf(record, { kind: 'job' }));
    await waitFor(async () => (await store.get(record.id))?.status === 'running', { what: 'the job to run' });
    await redis.kill9();
    const before = performance.now();
    expect(await consumer.close({ deadlineMs: 1500 })).toBe(false);
    expect(performance.now() - before).toBeLessThan(2500);
    await redis.restart();
    const taken: string[] = [];
    consume(({ id }) => Promise.resolve(taken.push(id)).then(() => 'done'));
    await waitFor(() => taken.includes(record.id), { timeoutMs: 30_000, what: 'the job to come back' });
  });
});

describe('a Redis that is frozen', () => {
  it('is answered with queue_unavailable by a producer within three seconds, and used again when it thaws', async () => {
    const producer = client('producer');
    expect(await whenConnected(producer, 3000)).toBe(true);
    const store = createJobStore({ client: producer, prefix, publicUrl: '', retentionMs: 60_000 });
    redis.freeze();
    const before = performance.now();
    const record = aRecord();
    await expect(store.admit({ record, idempotency: null })).rejects.toMatchObject({ code: 'queue_unavailable' });
    expect(performance.now() - before).toBeLessThan(3000);
    redis.thaw();
    // The first copy may have been written all the same: the same admission again makes one job.
    await waitFor(() => store.admit({ record, idempotency: null }).then(({ kind }) => kind === 'created'), {
      what: 'the admission',
    });
    const { records } = await store.list('default', { status: null, limit: 10, cursor: null });
    expect(records.map(({ id }) => id)).toEqual([record.id]);
  });
});
