import type { Response } from 'express';

/**
 * Why a call that waits may have to stop. That the client hung up is its own will and may cancel its work; that this
 * process ends is not, and the client is still there to be told. The two must never be taken for each other.
 */
export interface Leaving {
  /** The client hung up before its answer was complete. */
  readonly gone: AbortSignal;
  /** That, or the process is about to end. */
  readonly either: AbortSignal;
}

/** @param ending of the process; listened to no longer than the answer takes, for it outlives every call */
export function leaving(response: Response, ending: AbortSignal): Leaving {
  const gone = new AbortController();
  const either = new AbortController();
  const stop = () => either.abort();
  response.once('close', () => {
    ending.removeEventListener('abort', stop);
    gone.abort();
    stop();
  });
  if (ending.aborted) stop();
  else ending.addEventListener('abort', stop, { once: true });
  return { gone: gone.signal, either: either.signal };
}
