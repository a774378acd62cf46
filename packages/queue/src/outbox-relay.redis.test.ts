import { Queue } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDeliveryLog, type DeliveryLog } from './delivery-log.js';
import { storeRig, type StoreRig } from './job-store.fixture.js';
import { createOutboxRelay, type OutboxRelay, type OutboxRelayDeps } from './outbox-relay.js';
import { createRelayCleanup, RELAY_GONE_MS, RELAY_GROUP } from './relay-consumers.js';
import { createWebhookQueue, type WebhookQueue } from './webhook-queue.js';

let rig: StoreRig;
let log: DeliveryLog;
let queue: WebhookQueue;
let bull: Queue;
let relays: OutboxRelay[];

beforeEach(() => {
  rig = storeRig();
  log = createDeliveryLog(rig);
  queue = createWebhookQueue({ ...rig, onError: () => {} });
  bull = new Queue('webhooks', { connection: rig.client, prefix: rig.keys.queues });
  relays = [];
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.close({ deadlineMs: 2000 })));
  await queue.close();
  await bull.close();
  rig.close();
});

function aRelay(changes: Partial<OutboxRelayDeps> = {}): OutboxRelay {
  const relay = createOutboxRelay({
    connection: rig.client,
    prefix: rig.prefix,
    consumer: `relay-${relays.length}`,
    log,
    queue,
    onError: () => {},
    takeOverMs: 0,
    ...changes,
  });
  relays.push(relay);
  return relay;
}

describe('the outbox relay', () => {
  it('turns an entry of the outbox into one delivery and deletes it', async () => {
    const { event } = await rig.finished();
    expect(await aRelay().round({ blockMs: 10 })).toBe(1);
    expect(await rig.owed()).toEqual([]);
    expect((await bull.getJob(event.id))?.data).toEqual({ id: event.id });
  });

  it('makes one delivery although it was killed between adding and deleting', async () => {
    const { event } = await rig.finished();
    const dying = aRelay({
      queue: {
        async add(eventId) {
          await queue.add(eventId);
          throw new Error('killed');
        },
      },
    });
    await expect(dying.round({ blockMs: 10 })).rejects.toThrow('killed');
    expect(await rig.owed()).toEqual([event.id]);
    expect(await aRelay().round({ blockMs: 10 })).toBe(1);
    expect(await rig.owed()).toEqual([]);
    expect(await bull.getJobCounts('wait', 'delayed', 'active')).toMatchObject({ wait: 1, delayed: 0, active: 0 });
    expect((await bull.getJob(event.id))?.id).toBe(event.id);
  });

  it('does not deliver again what was delivered while the entry lay there', async () => {
    const { event } = await rig.finished();
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
    expect(await rig.owed()).toEqual([]);
  });

  it('carries what lies behind an entry that cannot be carried', async () => {
    const first = await rig.finished();
    const second = await rig.finished();
    const relay = aRelay({
      queue: { add: (id) => (id === first.event.id ? Promise.reject(new Error('no')) : queue.add(id)) },
    });
    await expect(relay.round({ blockMs: 10 })).rejects.toThrow('no');
    expect(await bull.getJob(second.event.id)).toBeDefined();
    expect(await rig.owed()).toEqual([first.event.id]);
  });

  it('leaves an entry to the relay that holds it until it has been silent for a while', async () => {
    await rig.finished();
    const stuck = aRelay({ queue: { add: () => Promise.reject(new Error('stuck')) } });
    await expect(stuck.round({ blockMs: 10 })).rejects.toThrow('stuck');
    expect(await aRelay({ takeOverMs: 60_000 }).round({ blockMs: 10 })).toBe(0);
  });

  it('runs by itself, and again after Redis lost the stream', async () => {
    const relay = aRelay();
    relay.start();
    const first = await rig.finished();
    await vi.waitFor(async () => expect(await bull.getJob(first.event.id)).toBeDefined(), 5000);
    await rig.client.del(rig.keys.outbox);
    const second = await rig.finished();
    await vi.waitFor(async () => expect(await bull.getJob(second.event.id)).toBeDefined(), 10_000);
  });
});

describe('the relays known to Redis', () => {
  const names = async () =>
    ((await rig.client.xinfo('CONSUMERS', rig.keys.outbox, RELAY_GROUP)) as [string, string][]).map(([, name]) => name);

  it('are those at work: one that closes is forgotten', async () => {
    const [leaving, staying] = [aRelay({ consumer: 'leaving' }), aRelay({ consumer: 'staying' })];
    for (const relay of [leaving, staying]) {
      await rig.finished();
      await relay.round({ blockMs: 10 });
    }
    expect((await names()).toSorted()).toEqual(['leaving', 'staying']);
    await leaving.close({ deadlineMs: 2000 });
    expect(await names()).toEqual(['staying']);
  });

  it('keep one that leaves an entry behind until another has taken the entry over', async () => {
    const { event } = await rig.finished();
    const broken = aRelay({ consumer: 'broken', queue: { add: () => Promise.reject(new Error('no')) } });
    await expect(broken.round({ blockMs: 10 })).rejects.toThrow('no');
    await broken.close({ deadlineMs: 2000 });
    expect(await names()).toEqual(['broken']);
    await aRelay({ consumer: 'next' }).round({ blockMs: 10 });
    expect(await bull.getJob(event.id)).toBeDefined();
    await createRelayCleanup(rig)({ leaving: 'broken', goneMs: RELAY_GONE_MS });
    expect(await names()).toEqual(['next']);
  });

  it('are forgotten after a long silence', async () => {
    await rig.finished();
    await aRelay({ consumer: 'killed' }).round({ blockMs: 10 });
    const cleanup = createRelayCleanup(rig);
    expect(await cleanup({ leaving: null, goneMs: RELAY_GONE_MS })).toBe(0);
    await vi.waitFor(async () => expect(await cleanup({ leaving: null, goneMs: 50 })).toBe(1), 5000);
    expect(await names()).toEqual([]);
  });

  it('are nobody where there is no outbox yet', async () => {
    expect(await createRelayCleanup(rig)({ leaving: 'none', goneMs: 0 })).toBe(0);
  });
});
