import { LectorError } from '@lector/contract';
import { storageError } from './storage-errors.js';

export interface ExpectedBody {
  readonly bytes: number;
  /** Longest silence. */
  readonly idleMs: number;
  /** For messages: `reading jobs/…`. */
  readonly what: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The bytes of an answer's body, counted and watched. The SDK's own limits end when the answer begins; a store that goes
 * silent in the middle of a body would otherwise hold its reader for ever, and one that closes early would pass for done.
 * @throws LectorError `storage_unavailable` when no byte comes for `idleMs`, the connection breaks, or the number of bytes
 *   is not the one announced; `cancelled` when the signal is aborted
 */
export async function* bodyChunks(
  body: AsyncIterable<Uint8Array>,
  expected: ExpectedBody,
): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = body[Symbol.asyncIterator]();
  let received = 0;
  try {
    for (;;) {
      const next = await inTime(chunks.next(), expected);
      if (next.done === true) break;
      received += next.value.byteLength;
      if (received > expected.bytes) break;
      yield next.value;
    }
  } catch (error) {
    throw storageError(error, expected.what, expected.signal);
  } finally {
    // Not awaited: the end of a silent connection's body may itself wait for that connection.
    void chunks.return?.().catch(() => undefined);
    destroy(body);
  }
  if (received !== expected.bytes) {
    throw new LectorError(
      'storage_unavailable',
      `the store sent another length than announced while ${expected.what} [expected=${expected.bytes}, received=${received}]`,
    );
  }
}

/** `next`, unless silence or the caller's signal comes first. */
async function inTime<T>(next: Promise<T>, { idleMs, what, signal }: ExpectedBody): Promise<T> {
  // It may lose the race and fail later, when nobody listens any more.
  next.catch(() => undefined);
  let giveUp: () => void = () => undefined;
  const ended = new Promise<never>((_, reject) => {
    const timer = setTimeout(
      () => reject(new LectorError('storage_unavailable', `the store went silent while ${what} [idleMs=${idleMs}]`)),
      idleMs,
    );
    const abort = () => reject(new LectorError('cancelled', `gave up ${what}`, { cause: signal?.reason }));
    signal?.addEventListener('abort', abort, { once: true });
    giveUp = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    if (signal?.aborted === true) abort();
  });
  try {
    return await Promise.race([next, ended]);
  } finally {
    giveUp();
  }
}

/** Closes the connection under a body that was not read to its end. */
function destroy(body: unknown): void {
  if (typeof body === 'object' && body !== null && 'destroy' in body && typeof body.destroy === 'function')
    body.destroy();
}
