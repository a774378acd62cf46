import { isTerminal, type JobStore } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import type { RedisTransport } from './transport.js';

export interface SweepOpenDeps {
  readonly client: RedisClient;
  readonly prefix: string;
  readonly store: Pick<JobStore, 'get'>;
  readonly transport: Pick<RedisTransport, 'holds' | 'enqueue'>;
  readonly now: () => number;
}

/**
 * Puts jobs back into their queue whose record is open and quiet, and which the queue no longer knows: the API died
 * between record and queue, a queue lost data, a worker ended without a word. Each one looked at is left alone for
 * another `staleMs`, so a long backlog costs one look per job and period.
 * @returns ids added again
 */
export async function sweepOpenJobs(
  { client, prefix, store, transport, now }: SweepOpenDeps,
  { staleMs, batch }: { readonly staleMs: number; readonly batch: number },
): Promise<readonly string[]> {
  const { open } = redisKeys(prefix);
  const added: string[] = [];
  for (const id of await client.zrangebyscore(open, '-inf', now() - staleMs, 'LIMIT', 0, batch)) {
    const record = await store.get(id);
    if (record === null || isTerminal(record.status)) {
      await client.zrem(open, id);
      continue;
    }
    if (!(await transport.holds(record))) {
      await transport.enqueue(record);
      added.push(id);
    }
    await client.zadd(open, 'XX', now(), id);
  }
  return added;
}
