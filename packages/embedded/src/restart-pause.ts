const FIRST_MS = 1_000;
const MAX_MS = 30_000;

/**
 * Milliseconds to wait before a server is started again, after so many starts in a row that did not last: none before the
 * first, then a second, doubling up to half a minute. There is no last try: a full disk may be emptied by a person.
 */
export function restartPauseMs(failedStarts: number): number {
  return failedStarts === 0 ? 0 : Math.min(MAX_MS, FIRST_MS * 2 ** Math.min(failedStarts - 1, 10));
}
