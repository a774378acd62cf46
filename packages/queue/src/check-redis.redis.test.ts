import { ownRedis, testRedisUrl } from '@lector/testing';
import { describe, expect, it } from 'vitest';
import { checkRedis } from './check-redis.js';
import { connectRedis } from './connection.js';

describe('checkRedis on a real server', () => {
  it('accepts one that keeps what it is given', async () => {
    const client = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => {});
    const facts = await checkRedis(client);
    expect(facts.version).toMatch(/^\d+\.\d+/);
    client.disconnect();
  });

  it('refuses one that evicts', async () => {
    const redis = await ownRedis({ 'maxmemory-policy': 'allkeys-lru' });
    const client = connectRedis('worker', { url: redis.url, name: 'test' }, () => {});
    await expect(checkRedis(client)).rejects.toMatchObject({ code: 'redis_unsuitable' });
    client.disconnect();
    await redis.stop();
  });

  it('cannot tell while nobody answers', async () => {
    const client = connectRedis('producer', { url: 'redis://127.0.0.1:1', name: 'test' }, () => {});
    await expect(checkRedis(client)).rejects.toMatchObject({ code: 'queue_unavailable' });
    client.disconnect();
  });
});
