import { TRANSLITERATED } from './foreign/replacements.js';
import { UNREAD, type SpokenToken } from './languages/room.js';
import type { PlanNote, Segment } from './plan-types.js';
import type { Stretch } from './stretch.js';

/** What is not heard as it is written, UTF-16. */
export interface Unread extends Stretch {
  readonly reason: Extract<PlanNote['reason'], 'no_reading' | 'transliterated'>;
}

/** What the tokens of a text leave out or read by other letters, in order; words parted by white space alone are one. */
export function unreadIn(source: string, tokens: readonly SpokenToken[]): readonly Unread[] {
  const found: Unread[] = [];
  for (const { start, end, rule } of tokens) {
    const reason = reasonOf(rule);
    const last = found.at(-1);
    if (reason === undefined) continue;
    if (last?.reason === reason && source.slice(last.end, start).trim() === '')
      found[found.length - 1] = { ...last, end };
    else found.push({ start, end, reason });
  }
  return found;
}

function reasonOf(rule: string): Unread['reason'] | undefined {
  const rules = rule.split('; ');
  if (rules.includes(UNREAD)) return 'no_reading';
  return rules.includes(TRANSLITERATED) ? 'transliterated' : undefined;
}

/** Notes of one reason a plan keeps: more than a reader goes through, and a few kilobytes whatever was submitted. */
export const MAX_UNREAD = 100;

/** Gathers what is not heard as written, in rising order; neighbours become one note. The first `MAX_UNREAD` of a reason are kept. */
export function createUnreadLog(): { add(unread: Unread): void; readonly list: readonly Unread[] } {
  const list: Unread[] = [];
  const kept = { no_reading: 0, transliterated: 0 };
  return {
    list,
    add({ start, end, reason }) {
      const last = list.at(-1);
      if (last !== undefined && last.end === start && last.reason === reason) list[list.length - 1] = { ...last, end };
      else if (kept[reason] < MAX_UNREAD) {
        list.push({ start, end, reason });
        kept[reason] += 1;
      }
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
