import type { PlanNote, Segment } from './plan-types.js';
import type { Stretch } from './stretch.js';

/** Notes a plan keeps: more than a reader goes through, and a few kilobytes whatever was submitted. */
export const MAX_UNREAD = 100;

/** Gathers what is not heard, in rising order; neighbours become one note. The first `MAX_UNREAD` are kept. */
export function createUnreadLog(): { add(stretch: Stretch): void; readonly stretches: readonly Stretch[] } {
  const stretches: Stretch[] = [];
  return {
    stretches,
    add({ start, end }) {
      const last = stretches.at(-1);
      if (last !== undefined && last.end === start) stretches[stretches.length - 1] = { start: last.start, end };
      else if (stretches.length < MAX_UNREAD) stretches.push({ start, end });
    },
  };
}

/**
 * Gives each segment the notes that lie in it or behind it, where a listener misses what they name.
 * Offsets of both are code points, in rising order.
 */
export function placeNotes(segments: readonly Segment[], notes: readonly PlanNote[]): readonly Segment[] {
  if (notes.length === 0) return segments;
  const placed = [...segments];
  let at = 0;
  for (const note of notes) {
    while ((segments[at + 1]?.start ?? Infinity) <= note.start) at += 1;
    const segment = placed[at];
    if (segment === undefined) break;
    placed[at] = { ...segment, unread: [...(segment.unread ?? []), note] };
  }
  return placed;
}
