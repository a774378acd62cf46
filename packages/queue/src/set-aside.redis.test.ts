import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countedAttempts, entryOf, setAsideMs, type JobRecord } from '@lector/jobs';
import { testRedisUrl } from '@lector/testing';
import { connectRedis, type RedisClient } from './connection.js';
import { createConsumer, type Consumer, type JobHandler } from './consumer.js';
import { LIMITS, storeRig, type StoreRig } from './job-store.fixture.js';
import { aFinish, cancelledError } from './records.fixture.js';
import { createTransport, type RedisTransport } from './transport.js';

/** A job whose worker died without a word, from the queue's side: it comes back before all others and lets them pass. */

let rig: StoreRig;
let transport: RedisTransport;
let consumers: Consumer[];
let connections: RedisClient[];

beforeEach(() => {
  rig = storeRig();
  transport = createTransport({ client: rig.client, prefix: rig.prefix, onError: () => {} });
  consumers = [];
  connections = [];
});
afterEach(async () => {
  await Promise.all(consumers.map((consumer) => consumer.close({ deadlineMs: 2_000 })));
  await transport.close();
  for (const connection of connections) connection.disconnect();
  rig.close();
});

function consume(handler: JobHandler): Consumer {
  const connection = connectRedis('worker', { url: testRedisUrl(), name: 'test-worker' }, () => {});
  connections.push(connection);
  const consumer = createConsumer({
    connection,
    prefix: rig.prefix,
    queue: 'tone',
    concurrency: 1,
    handler,
    settings: { lockMs: 400, stalledMs: 150 },
    onLockLost: () => {},
    onError: () => {},
    now: Date.now,
  });
  consumers.push(consumer);
  return consumer;
}

async function submitted(lane: JobRecord['lane']): Promise<JobRecord> {
  const record = await rig.admitted({ lane });
  await transport.enqueue(entryOf(record, { kind: 'job' }));
  return record;
}

/** A worker that takes the job and is gone: its lock runs out, nothing is handed back. */
async function killedBy(id: string): Promise<void> {
  const worker = consume(async () => {
    await rig.started(id);
    return new Promise(() => {});
  });
  await vi.waitFor(async () => expect((await rig.store.get(id))?.status).toBe('running'), 5_000);
  expect(await worker.close({ deadlineMs: 50 })).toBe(false);
}

/** A worker that finishes whatever it gets, and what it saw. `during` is what happens while it works on a job. */
function working(during: (id: string) => Promise<void> = async () => {}): readonly string[] {
  const seen: string[] = [];
  consume(async ({ id }) => {
    const outcome = await rig.store.start(id, LIMITS);
    seen.push(`${outcome.kind} ${id}`);
    if (outcome.kind === 'set_aside') return { delayMs: setAsideMs(countedAttempts(outcome.record), () => 0) };
    if (outcome.kind !== 'started') return 'done';
    await during(id);
    await rig.store.finish(aFinish(outcome.record, outcome.fence));
    return 'done';
  });
  return seen;
}

/** A worker that is busy with another job until the lost one is back in front of everything that waits. */
function workingOnceBack(suspect: string, busyWith: string, during?: (id: string) => Promise<void>): readonly string[] {
  return working(async (id) => {
    if (id !== busyWith) return during?.(id);
    await vi.waitFor(async () => expect(await rig.client.lrange(`${queue()}:wait`, 0, -1)).toEqual([suspect]), 10_000);
  });
}
const queue = () => `${rig.keys.queues}:tone`;

describe('a job that may have killed its worker', () => {
  it('comes back before all lanes, lets those pass that waited in its own, and then runs', async () => {
    const suspect = await submitted('bulk');
    await killedBy(suspect.id);
    const busy = await submitted('interactive');
    const [first, second, third] = [await submitted('bulk'), await submitted('bulk'), await submitted('interactive')];
    const seen = workingOnceBack(suspect.id, busy.id);
    await vi.waitFor(() => expect(seen).toHaveLength(6), 20_000);
    expect(seen).toEqual([
      `started ${busy.id}`,
      `set_aside ${suspect.id}`,
      `started ${third.id}`,
      `started ${first.id}`,
      `started ${second.id}`,
      `started ${suspect.id}`,
    ]);
    await vi.waitFor(async () => expect(await transport.holds(entryOf(suspect, { kind: 'job' }))).toBe(false), 5_000);
    expect(await rig.store.get(suspect.id)).toMatchObject({ status: 'completed', attempts: 2 });
  });

  it('keeps its lane: an interactive one goes before bulk jobs once its wait is over', async () => {
    const suspect = await submitted('interactive');
    await killedBy(suspect.id);
    const busy = await submitted('interactive');
    const [first, second] = [await submitted('bulk'), await submitted('bulk')];
    const untilDue = async (id: string) => {
      if (id !== first.id) return;
      // BullMQ scores what is delayed by its time, with 12 bits below it for the order within a millisecond.
      const due = async () => Number((await rig.client.zrange(`${queue()}:delayed`, 0, 0, 'WITHSCORES'))[1]) / 4096;
      await vi.waitFor(async () => expect(await due()).toBeLessThan(Date.now()), 10_000);
    };
    const seen = workingOnceBack(suspect.id, busy.id, untilDue);
    await vi.waitFor(() => expect(seen).toHaveLength(5), 20_000);
    expect(seen.slice(1)).toEqual([
      `set_aside ${suspect.id}`,
      `started ${first.id}`,
      `started ${suspect.id}`,
      `started ${second.id}`,
    ]);
  });

  it('is not run when it is cancelled while it waits', async () => {
    const suspect = await submitted('bulk');
    await killedBy(suspect.id);
    const seen = working();
    await vi.waitFor(() => expect(seen).toEqual([`set_aside ${suspect.id}`]), 10_000);
    const cancel = { event: null, error: cancelledError, nowMs: 4_000 };
    expect(await rig.store.cancel(suspect.id, cancel)).toEqual({ kind: 'cancelled' });
    await vi.waitFor(async () => expect(await transport.holds(entryOf(suspect, { kind: 'job' }))).toBe(false), 10_000);
    expect(seen).toEqual([`set_aside ${suspect.id}`, `terminal ${suspect.id}`]);
  });
});
