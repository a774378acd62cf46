import type { Response } from 'express';

/** Aborts when the client hangs up before the answer is complete, or the process is about to end. */
export function clientGone(response: Response, closing: AbortSignal): AbortSignal {
  const gone = new AbortController();
  const leave = () => gone.abort();
  response.once('close', leave);
  if (closing.aborted) leave();
  else {
    closing.addEventListener('abort', leave, { once: true });
    response.once('close', () => closing.removeEventListener('abort', leave));
  }
  return gone.signal;
}
