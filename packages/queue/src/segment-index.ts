import type { SegmentIndex } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { onRedis } from './redis-errors.js';
import { loadScript } from './scripts.js';

/** Content keys of stored segments: one sorted set per tenant, ordered by last use. PROGRESS adds them. */
export function createSegmentIndex({ client, prefix }: { client: RedisClient; prefix: string }): SegmentIndex {
  const keys = redisKeys(prefix);
  const touch = loadScript('touch-segment');
  return {
    touch: (tenant, key, nowMs) =>
      onRedis(
        `look up a segment [key=${key}]`,
        async () => (await touch(client, [keys.segments(tenant)], [key, nowMs])) === 1,
      ),

    remove: (tenant, key) =>
      onRedis(`take a segment out of the index [key=${key}]`, async () => {
        await client.zrem(keys.segments(tenant), key);
      }),
  };
}
