import type { SegmentIndex } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { onRedis } from './redis-errors.js';

/** Content keys of stored segments: one sorted set per tenant, ordered by last use. */
export function createSegmentIndex({ client, prefix }: { client: RedisClient; prefix: string }): SegmentIndex {
  const keys = redisKeys(prefix);
  return {
    touch: (tenant, key, nowMs) =>
      onRedis(`look up a segment [key=${key}]`, async () => {
        const index = keys.segments(tenant);
        // XX: a segment the sweeper has just taken out is not brought back. GT: clocks of workers may differ.
        const answers = await client.multi().zadd(index, 'XX', 'GT', nowMs, key).zscore(index, key).exec();
        return typeof answers?.[1]?.[1] === 'string';
      }),

    add: (tenant, key, nowMs) =>
      onRedis(`add a segment to the index [key=${key}]`, async () => {
        await client.multi().zadd(keys.segments(tenant), nowMs, key).sadd(keys.segmentTenants, tenant).exec();
      }),

    remove: (tenant, key) =>
      onRedis(`take a segment out of the index [key=${key}]`, async () => {
        await client.zrem(keys.segments(tenant), key);
      }),
  };
}
