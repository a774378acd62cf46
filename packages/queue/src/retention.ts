import type { JobRecord, JobStore } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { loadScript } from './scripts.js';
import { sweepAll, takeDue, type SweepLimits } from './sweep-batches.js';

export interface RetentionDeps {
  readonly client: RedisClient;
  readonly prefix: string;
  readonly store: Pick<JobStore, 'get'>;
  /** Deletes everything the store holds for a job. May run again for the same job. */
  readonly deleteObjects: (record: JobRecord) => Promise<void>;
  readonly deleteSegment: (tenant: string, key: string) => Promise<void>;
  /** Deletes what a lexicon said. */
  readonly deleteContent: (key: string) => Promise<void>;
  readonly now: () => number;
  readonly onError: (error: Error) => void;
}

/** What could not be deleted is tried again after this, and does not hold up what is behind it. */
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

  return async ({ olderThanMs, ...limits }: SweepLimits & { readonly olderThanMs: number }): Promise<number> => {
    const cutoff = () => now() - olderThanMs;
    const step = {
      take: (most: number) =>
        takeDue(client, keys.finished, { dueMs: cutoff(), laterMs: cutoff() + TRY_AGAIN_MS, most }),
      handle: async (id: string) => {
        const record = await store.get(id);
        if (record !== null) await deps.deleteObjects(record);
        return (await remove(client, [keys.job(id)], [prefix, id, cutoff()])) === 1;
      },
      failure: (id: string) => `could not remove an old job [job=${id}]`,
      onError,
    };
    return (await sweepAll(step, limits)).length;
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

  async function takeOf(tenant: string, olderThanMs: number, most: number) {
    const indexes = [keys.segments(tenant), keys.segmentsToDelete(tenant), keys.segmentTenants];
    const args = [now() - olderThanMs, now(), most, tenant, now() + TRY_AGAIN_MS];
    return ((await claim(client, indexes, args)) as string[]).map((key) => ({ tenant, key }));
  }

  return async ({ olderThanMs, ...limits }: SweepLimits & { readonly olderThanMs: number }): Promise<number> => {
    // Batch by batch in turn: a tenant with a long backlog does not keep the others waiting.
    let tenants = await client.smembers(keys.segmentTenants);
    const step = {
      take: async (most: number) => {
        const batches: { tenant: string; key: string }[][] = [];
        for (const tenant of tenants) batches.push(await takeOf(tenant, olderThanMs, most));
        tenants = tenants.filter((_, at) => batches[at]?.length === most);
        return batches.flat();
      },
      handle: async ({ tenant, key }: { tenant: string; key: string }) => {
        await deps.deleteSegment(tenant, key);
        await client.zrem(keys.segmentsToDelete(tenant), key);
        return true;
      },
      failure: () => 'could not delete an old segment',
      onError,
    };
    return (await sweepAll(step, limits)).length;
  };
}

/**
 * Removes what lexicons said and nobody holds any more, or never came to hold.
 * @returns how many objects were deleted
 */
export function createContentRetention(deps: Omit<RetentionDeps, 'store'>) {
  const { client, prefix, now, onError } = deps;
  const keys = redisKeys(prefix);
  const claim = loadScript('claim-unheld-contents');

  return async (limits: SweepLimits): Promise<number> => {
    const step = {
      take: async (most: number) => {
        const args = [now(), most, now() + TRY_AGAIN_MS];
        return (await claim(client, [keys.unheldContents, keys.contentsToDelete], args)) as string[];
      },
      handle: async (key: string) => {
        await deps.deleteContent(key);
        await client.zrem(keys.contentsToDelete, key);
        return true;
      },
      failure: (key: string) => `could not delete what a lexicon said [key=${key}]`,
      onError,
    };
    return (await sweepAll(step, limits)).length;
  };
}
