import type { JobRecord, JobStore } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { loadScript } from './scripts.js';

export interface RetentionDeps {
  readonly client: RedisClient;
  readonly prefix: string;
  readonly store: Pick<JobStore, 'get'>;
  /** Deletes everything the store holds for a job. May run again for the same job. */
  readonly deleteObjects: (record: JobRecord) => Promise<void>;
  readonly deleteSegment: (tenant: string, key: string) => Promise<void>;
  readonly now: () => number;
  readonly onError: (error: Error) => void;
}

/** A job whose objects could not be deleted is tried again after this, and does not hold up the ones behind it. */
const TRY_AGAIN_MS = 600_000;

/**
 * Removes finished jobs older than `olderThanMs`: objects first, so that a crash in between leaves a record that is
 * found again and no object that is not.
 * @returns how many were removed
 */
export function createJobRetention(deps: RetentionDeps) {
  const { client, prefix, store, now, onError } = deps;
  const keys = redisKeys(prefix);
  const remove = loadScript('remove');

  return async ({ olderThanMs, batch }: { readonly olderThanMs: number; readonly batch: number }): Promise<number> => {
    const cutoff = now() - olderThanMs;
    let removed = 0;
    for (const id of await client.zrangebyscore(keys.finished, '-inf', cutoff, 'LIMIT', 0, batch)) {
      try {
        const record = await store.get(id);
        if (record !== null) await deps.deleteObjects(record);
        removed += Number(await remove(client, [keys.job(id)], [prefix, id, cutoff]));
      } catch (error) {
        onError(new Error(`could not remove an old job [job=${id}]`, { cause: error }));
        await client.zadd(keys.finished, 'XX', cutoff + TRY_AGAIN_MS, id);
      }
    }
    return removed;
  };
}

/**
 * Removes segments nobody has used for `olderThanMs`. They leave the index before their object goes; a reader that
 * found one just before meets a missing object, which it has to take for one never stored.
 * @returns how many objects were deleted
 */
export function createSegmentRetention(deps: RetentionDeps) {
  const { client, prefix, now, onError } = deps;
  const keys = redisKeys(prefix);
  const claim = loadScript('claim-stale-segments');

  return async ({ olderThanMs, batch }: { readonly olderThanMs: number; readonly batch: number }): Promise<number> => {
    let deleted = 0;
    for (const tenant of await client.smembers(keys.segmentTenants)) {
      const indexes = [keys.segments(tenant), keys.segmentsToDelete(tenant), keys.segmentTenants];
      for (const key of (await claim(client, indexes, [now() - olderThanMs, now(), batch, tenant])) as string[]) {
        try {
          await deps.deleteSegment(tenant, key);
          await client.zrem(keys.segmentsToDelete(tenant), key);
          deleted += 1;
        } catch (error) {
          onError(new Error('could not delete an old segment', { cause: error }));
        }
      }
    }
    return deleted;
  };
}
