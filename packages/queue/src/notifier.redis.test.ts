import { testRedisUrl, uniquePrefix } from '@lector/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobNotifier } from '@lector/jobs';
import { connectRedis, type RedisClient } from './connection.js';
import { createJobStore } from './job-store.js';
import { redisKeys } from './keys.js';
import { createJobNotifier } from './notifier.js';
import { aFinish, aProgress, aRecord } from './records.fixture.js';

let client: RedisClient;
let subscriber: RedisClient;
let notifier: JobNotifier;
let prefix: string;

beforeEach(async () => {
  prefix = uniquePrefix();
  client = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => {});
  subscriber = connectRedis('subscriber', { url: testRedisUrl(), name: 'test-subscriber' }, () => {});
  notifier = createJobNotifier({ subscriber, prefix });
  await subscribed();
});
afterEach(async () => {
  await notifier.close();
  client.disconnect();
});

/** Until the server itself counts the subscription; the channel's name is unique to this test. */
function subscribed() {
  const { changes } = redisKeys(prefix);
  return vi.waitFor(async () => expect(await client.pubsub('NUMSUB', changes)).toEqual([changes, 1]), 5000);
}

describe('the notifier', () => {
  it('wakes whoever waits for a job when there is news of it, and nobody else', async () => {
    const record = aRecord();
    const woken = vi.fn();
    const other = vi.fn();
    notifier.subscribe(record.id, woken);
    notifier.subscribe('job_other', other);
    const store = createJobStore({ client, prefix, publicUrl: '', retentionMs: 1000 });
    await store.admit({ record, idempotency: null });
    await store.start(record.id, { maxAttempts: 3, nowMs: 1 });
    await store.progress(record.id, 1, aProgress({}));
    await vi.waitFor(() => expect(woken).toHaveBeenCalledTimes(1));
    await store.finish(aFinish(record, 1));
    await vi.waitFor(() => expect(woken).toHaveBeenCalledTimes(2));
    expect(other).not.toHaveBeenCalled();
  });

  it('ends one subscription without touching another of the same job', async () => {
    const { changes } = redisKeys(prefix);
    const left = vi.fn();
    const stayed = vi.fn();
    const end = notifier.subscribe('job_a', left);
    notifier.subscribe('job_a', stayed);
    end();
    end();
    await client.publish(changes, 'job_a');
    await vi.waitFor(() => expect(stayed).toHaveBeenCalledTimes(1));
    expect(left).not.toHaveBeenCalled();
  });

  it('wakes everybody after its connection was cut, because messages may have been lost', async () => {
    const woken = vi.fn();
    notifier.subscribe('job_a', woken);
    await client.call('CLIENT', 'KILL', 'ID', String(await subscriberId()));
    await vi.waitFor(() => expect(woken).toHaveBeenCalled(), 5000);
    await subscribed();
    woken.mockClear();
    await client.publish(redisKeys(prefix).changes, 'job_a');
    await vi.waitFor(() => expect(woken).toHaveBeenCalledTimes(1));
  });

  it('lets a listener that leaves and comes again while it is woken wait for the next change', async () => {
    let calls = 0;
    let end = () => {};
    const again = () => {
      calls += 1;
      end();
      end = notifier.subscribe('job_a', again);
    };
    end = notifier.subscribe('job_a', again);
    await client.publish(redisKeys(prefix).changes, 'job_a');
    await vi.waitFor(() => expect(calls).toBe(1));
  });
});

async function subscriberId(): Promise<number> {
  const list = (await client.call('CLIENT', 'LIST', 'TYPE', 'pubsub')) as string;
  const port = (subscriber as unknown as { stream: { localPort: number } }).stream.localPort;
  const line = list.split('\n').find((one) => one.includes(`addr=127.0.0.1:${port} `)) ?? '';
  return Number(/id=(\d+)/.exec(line)?.[1]);
}
