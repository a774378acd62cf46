import { maskPinned } from '../markup/mask-pinned.js';
import type { Reading } from '../reading/reading.js';
import type { Steps } from '../steps.js';
import type { Stretch } from '../stretch.js';
import { mergePins, type Pin } from './pin.js';

/**
 * Finds what is pinned by other means than markup (lexicons) in the text that is read, in order. Those that overlap are for
 * different languages: detection says which hold. Linear.
 */
export type PinFinder = (text: string) => Steps<readonly FoundPin[]>;
export type FoundPin = Omit<Pin, 'outer'>;

/** The reading with those pins too. Where they meet markup, the markup holds. */
export function* withPins(reading: Reading, find: PinFinder | undefined): Steps<Reading> {
  const found = find === undefined ? [] : whole(reading, yield* find(reading.text));
  if (found.length === 0) return reading;
  const { map } = reading;
  const placed = found.map((pin) => ({ ...pin, outer: { start: map.start(pin.start), end: map.end(pin.end) } }));
  return {
    ...reading,
    text: masked(reading.text, found),
    unmasked: reading.text,
    pins: mergePins(reading.pins, placed),
  };
}

/** Those that no pause, no other voice and no told language parts: of two pieces neither is the word. */
function whole({ cuts, styles, regions }: Reading, found: readonly FoundPin[]): readonly FoundPin[] {
  const edges = [...cuts.map(({ at }) => at), ...styles.map(({ at }) => at)];
  for (const { start, end } of regions) edges.push(start, end);
  if (edges.length === 0) return found;
  edges.sort((a, b) => a - b);
  let at = 0;
  return found.filter(({ start, end }) => {
    while ((edges[at] ?? Infinity) <= start) at += 1;
    return (edges[at] ?? Infinity) >= end;
  });
}

/** The text for the rooms: what was masked for a pin that does not hold is as it was. `held` in order, without overlap. */
export function textOf({ text, unmasked }: Reading, held: Iterable<Stretch>): string {
  return unmasked === undefined ? text : masked(unmasked, held);
}

/** As markup masks what it pins: of the same length, so that every index stays where it is. */
function masked(text: string, pins: Iterable<Stretch>): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of pins) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    parts.push(text.slice(at, from), maskPinned(text.slice(from, end)));
    at = end;
  }
  return parts.join('') + text.slice(at);
}
