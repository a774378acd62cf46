import type { Cut } from '../reading/reading.js';

/** Longest single pause, milliseconds, in place of the usual one. */
export const PAUSE_MAX_MS = 10_000;
/** All pauses of a text together: a minute, and about as much as half of its speech. A few bytes must not make hours of silence. */
const TOTAL_MS = 60_000;
const TOTAL_MS_PER_CHARACTER = 50;

/** What is wrong with a pause; undefined when nothing is. */
export function checkPause(pauseMs: number): string | undefined {
  return pauseMs > PAUSE_MAX_MS ? `a pause is at most ${PAUSE_MAX_MS / 1000} s` : undefined;
}

/** What is wrong with the pauses of a text together. @param characters UTF-16 units of the submitted text */
export function checkPauses(cuts: readonly Cut[], characters: number): string | undefined {
  const totalMs = cuts.reduce((sum, { pauseMs = 0 }) => sum + pauseMs, 0);
  const mostMs = TOTAL_MS + characters * TOTAL_MS_PER_CHARACTER;
  if (totalMs <= mostMs) return undefined;
  return `the pauses are ${Math.round(totalMs / 1000)} s in all and may be ${Math.floor(mostMs / 1000)} s in a text of this length`;
}
