import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LectorError } from '@lector/contract';
import { lock } from 'proper-lockfile';
import { folderError } from './folder-error.js';
import { makeFolder } from './make-folder.js';

/**
 * One process works, the others wait and then find the work done. The lock is a folder (`mkdir` is atomic everywhere,
 * network file systems included) whose time the holder touches every `TOUCH_MS`; a holder that was killed stops
 * touching, and after `STALE_MS` the next one takes over. A holder that was merely asleep so long (a suspended laptop)
 * loses the lock without knowing: `lost` is aborted then, and because every file is published by rename the worst that
 * happens is that the same work is done twice.
 */

const TOUCH_MS = 4_000;
/** Several touches must fail first; rewriting a graph blocks the thread for a few seconds. */
const STALE_MS = 20_000;
const POLL_MS = 250;

export interface FileLockOptions {
  /** Called once, when somebody else holds the lock. */
  readonly onWait?: (() => void) | undefined;
  /** Stops the waiting. */
  readonly signal?: AbortSignal | undefined;
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ELOCKED';
}

/**
 * Runs `fn` while this process alone holds the lock at `path` (a folder of that name appears and disappears).
 * @throws LectorError `cancelled` when `signal` fires while waiting; `config_invalid` when the folder of the lock cannot be
 *   written; whatever `fn` throws
 */
export async function withFileLock<T>(
  path: string,
  fn: (lost: AbortSignal) => Promise<T>,
  options: FileLockOptions = {},
): Promise<T> {
  const folder = dirname(path);
  await makeFolder(folder);
  const lost = new AbortController();
  const take = () =>
    lock(path, {
      stale: STALE_MS,
      update: TOUCH_MS,
      realpath: false,
      lockfilePath: path,
      onCompromised: (error) => lost.abort(error),
    });
  let told = false;
  let release: (() => Promise<void>) | null = null;
  while (release === null) {
    if (options.signal?.aborted === true) {
      throw new LectorError('cancelled', `stopped waiting for the lock ${path}`, { cause: options.signal.reason });
    }
    try {
      release = await take();
    } catch (error) {
      if (!isHeld(error)) {
        throw folderError(error, folder) ?? new LectorError('internal', `could not lock ${path}`, { cause: error });
      }
      if (!told) options.onWait?.();
      told = true;
      await delay(POLL_MS);
    }
  }
  try {
    return await fn(lost.signal);
  } finally {
    // A lost lock belongs to somebody else by now; releasing it would open the door to a third.
    if (!lost.signal.aborted) await release().catch(() => {});
  }
}
