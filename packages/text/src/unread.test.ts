import { describe, expect, it } from 'vitest';
import type { Segment } from './plan-types.js';
import { createUnreadLog, MAX_UNREAD, placeNotes } from './unread.js';

const segments = [10, 20, 30].map((start, index): Segment => ({ index, start, end: start + 8, spans: [], pauseMs: 0 }));
const placed = (...stretches: readonly { start: number; end: number }[]) =>
  placeNotes(
    segments,
    stretches.map((stretch) => ({ ...stretch, reason: 'no_reading' })),
  ).map(({ unread }) => unread?.map(({ start }) => start));

describe('what is not heard', () => {
  it('is told with the segment it lies in or follows, or with the first', () => {
    expect(
      placed({ start: 2, end: 3 }, { start: 12, end: 13 }, { start: 19, end: 20 }, { start: 50, end: 51 }),
    ).toEqual([[2, 12, 19], undefined, [50]]);
  });

  it('leaves a plan alone that is read as a whole', () => {
    expect(placeNotes(segments, [])).toBe(segments);
  });

  it('is one note where characters touch, and a bounded number of notes', () => {
    const log = createUnreadLog();
    log.add({ start: 0, end: 1, reason: 'no_reading' });
    log.add({ start: 1, end: 3, reason: 'no_reading' });
    for (let at = 10; at < 10_000; at += 2) log.add({ start: at, end: at + 1, reason: 'no_reading' });
    expect(log.list[0]).toEqual({ start: 0, end: 3, reason: 'no_reading' });
    expect(log.list).toHaveLength(MAX_UNREAD);
    log.add({ start: 20_000, end: 20_005, reason: 'transliterated' });
    expect(log.list).toHaveLength(MAX_UNREAD + 1);
  });
});
