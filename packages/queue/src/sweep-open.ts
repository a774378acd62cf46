import { entriesOf, isTerminal, type JobStore } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { sweepAll, takeDue, type SweepLimits } from './sweep-batches.js';
import type { RedisTransport } from './transport.js';

export interface SweepOpenDeps {
  readonly client: RedisClient;
  readonly prefix: string;
  readonly store: Pick<JobStore, 'get' | 'openUnits'>;
  readonly transport: Pick<RedisTransport, 'holds' | 'enqueue'>;
  readonly now: () => number;
  readonly onError: (error: Error) => void;
}

/**
 * Puts jobs back into their queue whose record is open and quiet, and which the queue no longer knows: the API died
 * between record and queue, a queue lost data, a worker ended without a word. Each one looked at is left alone for
 * another `staleMs`, so a long backlog costs one look per job and period.
 * @returns ids added again
 */
export async function sweepOpenJobs(
  { client, prefix, store, transport, now, onError }: SweepOpenDeps,
  { staleMs, ...limits }: SweepLimits & { readonly staleMs: number },
): Promise<readonly string[]> {
  const { open, queued } = redisKeys(prefix);

  async function repair(id: string): Promise<boolean> {
    const record = await store.get(id);
    if (record === null || isTerminal(record.status)) {
      await client.multi().zrem(open, id).zrem(queued, id).exec();
      return false;
    }
    let added = false;
    for (const entry of await entriesOf(record, store)) {
      if (await transport.holds(entry)) continue;
      await transport.enqueue(entry);
      added = true;
    }
    return added;
  }

  const step = {
    take: (most: number) => takeDue(client, open, { dueMs: now() - staleMs, laterMs: now(), most }),
    handle: repair,
    failure: (id: string) => `could not look after an open job [job=${id}]`,
    onError,
  };
  return sweepAll(step, limits);
}
