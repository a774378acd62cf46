import { testRedisUrl, uniquePrefix } from '@lector/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectRedis, type RedisClient } from './connection.js';
import { createConsumer, type Consumer, type JobHandler } from './consumer.js';
import { redisKeys } from './keys.js';
import { createTransport, type RedisTransport } from './transport.js';

let prefix: string;
let client: RedisClient;
let transport: RedisTransport;
let consumers: Consumer[];
let connections: RedisClient[];

beforeEach(() => {
  prefix = uniquePrefix();
  client = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => {});
  transport = createTransport({ client, prefix, onError: () => {} });
  consumers = [];
  connections = [client];
});
afterEach(async () => {
  await Promise.all(consumers.map((consumer) => consumer.close({ deadlineMs: 5000 })));
  await transport.close();
  for (const connection of connections) connection.disconnect();
});

function consume(handler: JobHandler, changes: { lockMs?: number; stalledMs?: number; now?: () => number } = {}) {
  const connection = connectRedis('worker', { url: testRedisUrl(), name: 'test-worker' }, () => {});
  connections.push(connection);
  const onLockLost = vi.fn();
  const onError = vi.fn();
  const consumer = createConsumer({
    connection,
    prefix,
    queue: 'tone',
    concurrency: 1,
    handler,
    settings: { lockMs: changes.lockMs ?? 30_000, stalledMs: changes.stalledMs ?? 30_000 },
    onLockLost,
    onError,
    now: changes.now ?? Date.now,
  });
  consumers.push(consumer);
  return { consumer, onLockLost, onError };
}

const job = (id: string, lane: 'interactive' | 'bulk' = 'bulk') => ({
  id,
  pack: 'tone',
  lane,
  work: { kind: 'job' as const },
});
const gone = (id: string) => vi.waitFor(async () => expect(await transport.holds(job(id))).toBe(false), 5000);

interface Seen {
  readonly taken: string[];
  readonly reasons: unknown[];
}

/** A handler that works until its signal is aborted, and then answers. */
function untilAborted(answer: Awaited<ReturnType<JobHandler>>, seen: Seen): JobHandler {
  return ({ id }, _token, signal) =>
    new Promise((resolve) => {
      seen.taken.push(id);
      signal.addEventListener('abort', () => {
        seen.reasons.push(signal.reason);
        resolve(answer);
      });
    });
}

describe('the consumer', () => {
  it('hands each job to its handler once and forgets it when it is done', async () => {
    const seen: string[] = [];
    for (let index = 0; index < 20; index += 1) await transport.enqueue(job(`job_${index}`));
    const handler: JobHandler = ({ id }) => {
      seen.push(id);
      return Promise.resolve('done');
    };
    consume(handler);
    consume(handler);
    await vi.waitFor(() => expect(seen).toHaveLength(20), 5000);
    expect(new Set(seen).size).toBe(20);
    await gone('job_19');
    expect(await client.keys(`${redisKeys(prefix).queues}:tone:job_*`)).toEqual([]);
  });

  it('runs an interactive job before bulk jobs that waited longer', async () => {
    const seen: string[] = [];
    for (const id of ['job_b1', 'job_b2']) await transport.enqueue(job(id));
    await transport.enqueue(job('job_now', 'interactive'));
    consume(({ id }) => Promise.resolve(seen.push(id)).then(() => 'done'));
    await vi.waitFor(() => expect(seen).toEqual(['job_now', 'job_b1', 'job_b2']), 5000);
  });

  it('brings a job back after the delay its handler asks for', async () => {
    const times: number[] = [];
    await transport.enqueue(job('job_a'));
    consume(() => {
      times.push(performance.now());
      return Promise.resolve(times.length === 1 ? { delayMs: 300 } : 'done');
    });
    await vi.waitFor(() => expect(times).toHaveLength(2), 5000);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(290);
    await gone('job_a');
  });

  it('keeps a job whose handler threw, for later', async () => {
    await transport.enqueue(job('job_a'));
    const { onError } = consume(() => Promise.reject(new Error('a fault')));
    await vi.waitFor(() => expect(onError).toHaveBeenCalled(), 5000);
    await vi.waitFor(async () => {
      expect(await client.zcard(`${redisKeys(prefix).queues}:tone:delayed`)).toBe(1);
    }, 5000);
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ message: 'the handler threw [job=job_a]' });
  });

  it('tells its handler to hand back when draining, and another worker has the job at once', async () => {
    const seen: Seen = { taken: [], reasons: [] };
    await transport.enqueue(job('job_a'));
    const leaving = consume(untilAborted({ delayMs: 0 }, seen));
    await vi.waitFor(() => expect(seen.taken).toEqual(['job_a']), 5000);
    const taken: string[] = [];
    consume(({ id }) => Promise.resolve(taken.push(id)).then(() => 'done'));
    const before = performance.now();
    expect(await leaving.consumer.close({ deadlineMs: 5000 })).toBe(true);
    await vi.waitFor(() => expect(taken).toEqual(['job_a']), 5000);
    expect(performance.now() - before).toBeLessThan(1500);
    expect(seen.reasons).toEqual(['drain']);
    expect(leaving.onError).not.toHaveBeenCalled();
  });

  it('puts a handed-back job in front of those that waited behind it', async () => {
    const seen: Seen = { taken: [], reasons: [] };
    for (const id of ['job_1', 'job_2', 'job_3']) await transport.enqueue(job(id));
    const leaving = consume(untilAborted({ delayMs: 0 }, seen));
    await vi.waitFor(() => expect(seen.taken).toEqual(['job_1']), 5000);
    await leaving.consumer.close({ deadlineMs: 5000 });
    const taken: string[] = [];
    consume(({ id }) => Promise.resolve(taken.push(id)).then(() => 'done'));
    await vi.waitFor(() => expect(taken).toEqual(['job_1', 'job_2', 'job_3']), 5000);
  });

  it('stops a handler whose lock was lost', async () => {
    const seen: Seen = { taken: [], reasons: [] };
    await transport.enqueue(job('job_a'));
    const { consumer, onLockLost } = consume(untilAborted('done', seen), { lockMs: 400 });
    await vi.waitFor(() => expect(seen.taken).toEqual(['job_a']), 5000);
    await client.del(`${redisKeys(prefix).queues}:tone:job_a:lock`);
    await vi.waitFor(() => expect(seen.reasons).toEqual(['lock_lost']), 5000);
    expect(onLockLost).toHaveBeenCalledWith('job_a');
    expect(await consumer.close({ deadlineMs: 5000 })).toBe(true);
    // Left for the next look for lost jobs, although the handler said that it was done.
    expect(await transport.holds(job('job_a'))).toBe(true);
  });

  it('brings a job of a worker that fell silent to another, any number of times', async () => {
    await transport.enqueue(job('job_a'));
    let starts = 0;
    const settings = { lockMs: 400, stalledMs: 150 };
    // Never answers; its lock is taken away, as if its machine had stopped.
    const silent: JobHandler = () => {
      starts += 1;
      return new Promise(() => {});
    };
    for (let round = 1; round <= 3; round += 1) {
      const { consumer } = consume(silent, settings);
      await vi.waitFor(() => expect(starts).toBe(round), 10_000);
      expect(await consumer.close({ deadlineMs: 50 })).toBe(false);
    }
    const taken: string[] = [];
    consume(({ id }) => Promise.resolve(taken.push(id)).then(() => 'done'), settings);
    await vi.waitFor(() => expect(taken).toEqual(['job_a']), 10_000);
  });
});

describe('its probe', () => {
  it('sees the idle fetch loop move', async () => {
    let nowMs = 0;
    const { consumer } = consume(() => Promise.resolve('done'), { now: () => nowMs });
    for (let round = 0; round < 2; round += 1) {
      nowMs += 10_000;
      expect(await consumer.probe({ maxSilentMs: 5000 })).toBe('stuck');
      await vi.waitFor(async () => expect(await consumer.probe({ maxSilentMs: 5000 })).toBe('alive'), 10_000);
    }
  });

  it('calls a loop stuck that does not move although Redis answers', async () => {
    const { consumer } = consume(() => Promise.resolve('done'));
    expect(await consumer.probe({ maxSilentMs: -1 })).toBe('stuck');
  });
});
