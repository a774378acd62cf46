import type { Lane } from '@lector/contract';
import { isTerminal, type JobRecord } from './record.js';

/** How much text the open jobs of one lane have, code points. A job counts whole until it ends. */
export interface LaneBacklog {
  readonly characters: number;
  /** Of them, what lies in units of split jobs that had no place in the queue when their job was split. */
  readonly laterCharacters: number;
  /** Jobs that were split. */
  readonly splitJobs: number;
}

export type LaneBacklogs = Readonly<Record<Lane, LaneBacklog>>;

/**
 * Code points that will be spoken before a job that comes now is done, without its own. Interactive jobs go before all
 * bulk jobs. Within a lane a newcomer waits for all that is in the queue; the later units of a split job join the queue's end
 * one by one, so while the newcomer is spoken each split job gets about as much spoken as it does.
 */
export function charactersAhead(
  backlogs: LaneBacklogs,
  { lane, characters }: { readonly lane: Lane; readonly characters: number },
): number {
  const own = backlogs[lane];
  const inTurns = Math.min(own.laterCharacters, own.splitJobs * characters);
  const inLane = own.characters - own.laterCharacters + inTurns;
  return lane === 'bulk' ? backlogs.interactive.characters + inLane : inLane;
}

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
  const { charactersAhead: ahead, characters, charactersPerSecond } = load;
  if (charactersPerSecond === null || !(charactersPerSecond > 0)) return null;
  return Math.ceil((ahead + characters) / charactersPerSecond);
}

/** Rough seconds all open jobs need at that speed: 0 when there are none, null while it is not known. */
export function backlogSeconds(lanes: LaneBacklogs, charactersPerSecond: number | null): number | null {
  const characters = lanes.interactive.characters + lanes.bulk.characters;
  return characters === 0 ? 0 : etaSeconds({ charactersAhead: 0, characters, charactersPerSecond });
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
