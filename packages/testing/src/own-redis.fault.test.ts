import { redisAnswers } from '@lector/embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownRedis } from './own-redis.js';
import type { OwnRedis } from './own-redis.js';

describe('ownRedis', () => {
  let redis: OwnRedis;
  beforeAll(async () => {
    redis = await ownRedis();
  });
  afterAll(() => redis.stop());
  const answers = () => redisAnswers(redis.port, new URL(redis.url).password);

  it('can be killed and comes back on the same port', async () => {
    const { port } = redis;
    expect(await answers()).toBe(true);
    await redis.kill9();
    expect(await answers()).toBe(false);
    await redis.restart();
    expect(await answers()).toBe(true);
    expect(redis.port).toBe(port);
  });

  it('can be frozen and thawed', async () => {
    redis.freeze();
    expect(await answers()).toBe(false);
    redis.thaw();
    expect(await answers()).toBe(true);
  });
});
