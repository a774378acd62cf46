import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { onRedis } from './redis-errors.js';

/**
 * Counts the entries of a pack's queue that workers have taken and not given back: jobs, and units of long ones. Those of a worker
 * that was killed count until its locks have run out.
 */
export function createSlotsInUse({
  client,
  prefix,
}: {
  readonly client: RedisClient;
  readonly prefix: string;
}): (pack: string) => Promise<number> {
  const { queues } = redisKeys(prefix);
  return (pack) => onRedis(`count the busy slots [pack=${pack}]`, () => client.llen(`${queues}:${pack}:active`));
}
