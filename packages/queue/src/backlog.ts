import type { LaneBacklog, LaneBacklogs } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { onRedis } from './redis-errors.js';

/**
 * How much text waits or is being rendered. ADMIT adds a job's characters, the move into a terminal state takes them off;
 * both happen once per job, so the sum is 0 when every job has ended. A job in the works counts whole until its end; SPLIT
 * notes what of it does not stand in the queue yet.
 */
export interface Backlog {
  /** Of a pack's open jobs. */
  lanes(pack: string): Promise<LaneBacklogs>;
}

export function createBacklog({ client, prefix }: { client: RedisClient; prefix: string }): Backlog {
  const keys = redisKeys(prefix);
  return {
    lanes: (pack) =>
      onRedis(`read the backlog [pack=${pack}]`, async () => {
        const values = await client.hmget(keys.backlog(pack), ...fieldsOf('interactive'), ...fieldsOf('bulk'));
        const numbers = values.map((value) => Number(value ?? 0));
        return { interactive: laneOf(numbers.slice(0, 3)), bulk: laneOf(numbers.slice(3)) };
      }),
  };
}

/** As `record.lua` writes them. */
function fieldsOf(lane: keyof LaneBacklogs): readonly string[] {
  return [lane, `${lane}:later`, `${lane}:split`];
}

function laneOf([characters = 0, laterCharacters = 0, splitJobs = 0]: readonly number[]): LaneBacklog {
  return { characters, laterCharacters, splitJobs };
}
