/**
 * A long text is cut into render units: runs of neighbouring segments, each a queue entry of its own, so that every worker
 * added shortens one job, and an interactive job waits for a unit and never for a book. A unit leaves nothing behind but
 * finished segments in the store; the file is assembled from those once the last unit is done.
 */

/** Neighbouring segments of a plan: `count` of them from `first`. */
export interface UnitRange {
  readonly first: number;
  readonly count: number;
}

/** Seconds of audio a unit aims at: the longest that an interactive job waits is this times the real-time factor. */
export const UNIT_SECONDS = 20;
/** Up to this a job is rendered in one go: the extra step of assembling would cost more than it wins. */
export const WHOLE_SECONDS = 30;

/**
 * Cuts a plan into units; one unit for a short plan.
 * @param seconds expected seconds of audio of each segment, in order
 */
export function cutIntoUnits(seconds: readonly number[]): readonly UnitRange[] {
  const total = seconds.reduce((sum, one) => sum + one, 0);
  if (total <= WHOLE_SECONDS) return [{ first: 0, count: seconds.length }];
  // As even as the segments allow: a last unit of one word would be a queue entry for nothing.
  const target = total / Math.ceil(total / UNIT_SECONDS);
  const units: UnitRange[] = [];
  let first = 0;
  let before = 0;
  let sum = 0;
  for (const [index, one] of seconds.entries()) {
    sum += one;
    const full = sum >= target * (units.length + 1) - one / 2;
    if (!full && index < seconds.length - 1) continue;
    units.push({ first, count: index - first + 1 });
    first = index + 1;
    before = sum;
  }
  if (before < sum) units.push({ first, count: seconds.length - first });
  return units;
}

/**
 * How many units of one job wait in the queue at a time, beside those done: enough that no worker idles, and no more, so
 * that jobs of one lane take turns. A job's next unit joins the end of the lane when one of its own is done.
 * @param slots of all live workers of the pack together
 */
export function unitWindow(slots: number): number {
  return Math.max(1, slots) + 1;
}
