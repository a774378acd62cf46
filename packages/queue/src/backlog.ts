import type { Lane } from '@lector/contract';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { onRedis } from './redis-errors.js';

/**
 * How much text waits or is being rendered. ADMIT adds a job's characters, the move into a terminal state takes them off;
 * both happen once per job, so the sum is 0 when every job has ended. A job in the works counts whole until its end.
 */
export interface Backlog {
  /** Characters of a pack's open jobs by lane. */
  characters(pack: string): Promise<Readonly<Record<Lane, number>>>;
}

export function createBacklog({ client, prefix }: { client: RedisClient; prefix: string }): Backlog {
  const keys = redisKeys(prefix);
  return {
    characters: (pack) =>
      onRedis(`read the backlog [pack=${pack}]`, async () => {
        const [interactive, bulk] = await client.hmget(keys.backlog(pack), 'interactive', 'bulk');
        return { interactive: Number(interactive ?? 0), bulk: Number(bulk ?? 0) };
      }),
  };
}
