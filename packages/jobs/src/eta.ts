import { isTerminal, type JobRecord } from './record.js';

/**
 * Rough seconds until a job just accepted is done: everything ahead of it and its own text at the measured speed of all
 * workers together. null when nothing has been measured yet; a made-up number would be worse than none.
 */
export function etaSeconds(load: {
  readonly charactersAhead: number;
  readonly characters: number;
  /** Of all live workers together. */
  readonly charactersPerSecond: number | null;
}): number | null {
  const { charactersAhead, characters, charactersPerSecond } = load;
  if (charactersPerSecond === null || !(charactersPerSecond > 0)) return null;
  return Math.ceil((charactersAhead + characters) / charactersPerSecond);
}

/**
 * Seconds a running job still needs, from its own pace so far; null before the first segment, and 0 at its end.
 * A job that was handed back is judged by the whole time since its first start, which errs on the long side.
 */
export function remainingSeconds(
  record: Pick<JobRecord, 'status' | 'progress' | 'startedAtMs'>,
  nowMs: number,
): number | null {
  if (isTerminal(record.status)) return 0;
  const { segmentsDone, segmentsTotal } = record.progress;
  if (record.status !== 'running' || record.startedAtMs === null || segmentsDone === 0) return null;
  const perSegmentMs = Math.max(nowMs - record.startedAtMs, 0) / segmentsDone;
  return Math.ceil((Math.max(segmentsTotal - segmentsDone, 0) * perSegmentMs) / 1000);
}
