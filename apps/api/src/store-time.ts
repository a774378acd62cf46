import { LectorError } from '@lector/contract';
import { within } from './within.js';

/**
 * Work on the object store in the time a caller waits for it. The store's client tries a request that failed fast once
 * more, which must not add up: two tries that stall one after the other would hold the caller twice as long as one.
 * @throws LectorError `storage_unavailable` when the time is over
 */
export function inStoreTime<T>(storeMs: number, work: (late: AbortSignal) => Promise<T>): Promise<T> {
  return within(
    storeMs,
    work,
    () => new LectorError('storage_unavailable', `the object store did not answer in time [ms=${storeMs}]`),
  );
}
