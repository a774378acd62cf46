import { testRedisUrl, uniquePrefix } from '@lector/testing';
import { Queue } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectRedis, type RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { createTransport, type RedisTransport } from './transport.js';

let client: RedisClient;
let transport: RedisTransport;
let queue: Queue;

beforeEach(() => {
  const prefix = uniquePrefix();
  client = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => {});
  transport = createTransport({ client, prefix, onError: () => {} });
  queue = new Queue('tone', { connection: client, prefix: redisKeys(prefix).queues });
});
afterEach(async () => {
  await transport.close();
  await queue.close();
  client.disconnect();
});

const job = (id: string, lane: 'interactive' | 'bulk' = 'bulk') => ({
  id,
  pack: 'tone',
  lane,
  work: { kind: 'job' as const },
});

describe('the transport', () => {
  it('carries nothing but the id', async () => {
    await transport.enqueue(job('job_a'));
    const held = await queue.getJob('job_a');
    expect(held?.data).toEqual({ id: 'job_a' });
    expect(await transport.holds(job('job_a'))).toBe(true);
  });

  it('takes the trace of a job along, with a unit too', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await transport.enqueue({ ...job('job_a'), traceparent });
    await transport.enqueue({ ...job('job_a'), work: { kind: 'unit', unit: 3 }, traceparent });
    expect((await queue.getJob('job_a'))?.data).toEqual({ id: 'job_a', traceparent });
    expect((await queue.getJob('job_a-3'))?.data).toEqual({ id: 'job_a', unit: 3, traceparent });
  });

  it('adds a new job without looking whether it is there, and once all the same', async () => {
    // Redis knows the script from then on.
    await transport.enqueue(job('job_a'), { isNew: true });
    const sent = vi.spyOn(client, 'sendCommand');
    await transport.enqueue(job('job_b'), { isNew: true });
    const scripts = sent.mock.calls.map(([{ name }]) => name).filter((name) => name.startsWith('eval'));
    expect(scripts).toEqual(['evalsha']);
    await transport.enqueue(job('job_b', 'interactive'), { isNew: true });
    expect(await queue.getJobCounts('prioritized')).toEqual({ prioritized: 2 });
  });

  it('changes nothing when a job is added that is already there', async () => {
    await transport.enqueue(job('job_a'));
    await transport.enqueue(job('job_a', 'interactive'));
    expect(await queue.getJobCounts('wait', 'prioritized', 'delayed')).toEqual({ wait: 0, prioritized: 1, delayed: 0 });
  });

  it('puts interactive jobs before bulk jobs that came first', async () => {
    await transport.enqueue(job('job_bulk'));
    await transport.enqueue(job('job_now', 'interactive'));
    const waiting = await queue.getJobs(['prioritized']);
    expect(waiting.toSorted((one, other) => one.priority - other.priority).map(({ id }) => id)).toEqual([
      'job_now',
      'job_bulk',
    ]);
  });

  it('takes a waiting job out', async () => {
    await transport.enqueue(job('job_a'));
    await transport.remove(job('job_a'));
    expect(await transport.holds(job('job_a'))).toBe(false);
    await transport.remove(job('job_a'));
  });

  it('brings a job back although its finished BullMQ job was left behind', async () => {
    await queue.add('job', { id: 'job_a' }, { jobId: 'job_a', removeOnFail: false });
    const { worker, done } = await failOnce(queue);
    await done;
    await worker.close();
    expect(await queue.getJobState('job_a')).toBe('failed');
    await transport.enqueue(job('job_a'));
    expect(await queue.getJobState('job_a')).toBe('prioritized');
  });

  it('works from the start when it was made while Redis was away', async () => {
    const late = connectRedis('producer', { url: testRedisUrl(), name: 'late' }, () => {});
    const early = createTransport({ client: late, prefix: uniquePrefix(), onError: () => {} });
    // Still connecting: the producer fails at once instead of waiting.
    await expect(early.enqueue(job('job_a'))).rejects.toMatchObject({ code: 'queue_unavailable' });
    await new Promise((resolve) => late.once('ready', resolve));
    await early.enqueue(job('job_a'));
    expect(await early.holds(job('job_a'))).toBe(true);
    await early.close();
    late.disconnect();
  });
});

async function failOnce(of: Queue) {
  const { Worker } = await import('bullmq');
  const worker = new Worker(
    of.name,
    () => {
      throw new Error('left behind');
    },
    { connection: client, prefix: of.opts.prefix ?? '' },
  );
  const done = new Promise((resolve) => worker.once('failed', resolve));
  return { worker, done };
}
