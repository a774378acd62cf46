import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { onRedis } from './redis-errors.js';

/** Reads when the job was accepted that has waited longest of all that wait now, ms since 1970; null when none waits. */
export function createOldestWaiting({
  client,
  prefix,
}: {
  readonly client: RedisClient;
  readonly prefix: string;
}): () => Promise<number | null> {
  const { queued } = redisKeys(prefix);
  return () =>
    onRedis('look for the oldest job that waits', async () => {
      const [, createdAtMs] = await client.zrange(queued, 0, 0, 'WITHSCORES');
      return createdAtMs === undefined ? null : Number(createdAtMs);
    });
}
