import { LectorApiError, LectorConnectionError } from './errors.js';

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 8_000;
/** A server that asks for more is down for longer than a caller wants to be blocked without knowing. */
const MAX_RETRY_AFTER_SECONDS = 30;
const RETRIED_STATUSES: readonly number[] = [408, 429, 502, 503, 504];

export type CallError = LectorApiError | LectorConnectionError;

/** Whether the same call may succeed a little later. */
export function isPassing(error: CallError): boolean {
  return error instanceof LectorConnectionError || RETRIED_STATUSES.includes(error.status);
}

/** What the server asks for, else doubling steps with jitter, so that clients do not come back all together. */
export function delayMs(error: CallError, retry: number, random: () => number): number {
  const asked = error instanceof LectorApiError ? error.retryAfterSeconds : null;
  if (asked !== null) return Math.min(asked, MAX_RETRY_AFTER_SECONDS) * 1000;
  return Math.min(FIRST_DELAY_MS * 2 ** retry, MAX_DELAY_MS) * (0.5 + random() / 2);
}

/**
 * Seconds of a `Retry-After`, which is a number of them or, from proxies, a date.
 * @param nowMs Unix time
 * @returns null when there is none, or none that can be read
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d{1,6}$/.test(header)) return Number(header);
  // Only the form HTTP has: `Date.parse` takes nearly anything for a date.
  const atMs = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(atMs) ? null : Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}

/** Waits, or throws the abort reason. */
export function abortableSleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    if (signal?.aborted === true) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}
