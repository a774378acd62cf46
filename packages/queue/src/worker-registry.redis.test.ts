import { testRedisUrl, uniquePrefix } from '@lector/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectRedis, whenConnected, type RedisClient } from './connection.js';
import { isRedisReachable } from './health.js';
import { createWorkerRegistry } from './worker-registry.js';

let client: RedisClient;
beforeAll(() => {
  client = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => {});
});
afterAll(() => client.disconnect());

const worker = (id: string) => ({ id, pack: 'tone', sinceMs: 1, slots: 1, charactersPerSecond: 40.5 });

describe('the register of workers', () => {
  it('holds those that beat, until they leave', async () => {
    const registry = createWorkerRegistry({ client, prefix: uniquePrefix() });
    await registry.beat(worker('w1'));
    await registry.beat(worker('w1'));
    await registry.beat(worker('w2'));
    expect((await registry.live()).map(({ id }) => id).toSorted()).toEqual(['w1', 'w2']);
    await registry.leave('w1');
    expect(await registry.live()).toEqual([worker('w2')]);
  });

  it('counts a silent worker out', async () => {
    const registry = createWorkerRegistry({ client, prefix: uniquePrefix() }, { liveMs: 50 });
    await registry.beat(worker('w1'));
    await vi.waitFor(async () => expect(await registry.live()).toEqual([]), 5000);
  });
});

describe('isRedisReachable', () => {
  it('is true for a server that answers and false, soon, for one that is not there', async () => {
    expect(await isRedisReachable(client)).toBe(true);
    const dead = connectRedis('worker', { url: 'redis://127.0.0.1:1', name: 'test' }, () => {});
    const before = performance.now();
    expect(await isRedisReachable(dead, 200)).toBe(false);
    expect(performance.now() - before).toBeLessThan(1000);
    dead.disconnect();
  });
});

describe('whenConnected', () => {
  it('tells a producer when it may begin, and does not wait for ever for a server that is not there', async () => {
    const producer = connectRedis('producer', { url: testRedisUrl(), name: 'test' }, () => {});
    expect(await whenConnected(producer, 3000)).toBe(true);
    expect(await producer.ping()).toBe('PONG');
    producer.disconnect();
    const dead = connectRedis('producer', { url: 'redis://127.0.0.1:1', name: 'test' }, () => {});
    expect(await whenConnected(dead, 100)).toBe(false);
    dead.disconnect();
  });
});
