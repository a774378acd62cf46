import { maskPinned } from '../markup/mask-pinned.js';
import type { Reading } from '../reading/reading.js';
import type { Steps } from '../steps.js';
import { mergePins, type Pin } from './pin.js';

/** Finds what is pinned by other means than markup (lexicons) in the text that is read: in order, without overlap. Linear. */
export type PinFinder = (text: string) => Steps<readonly FoundPin[]>;
export type FoundPin = Omit<Pin, 'outer'>;

/** The reading with those pins too. Where they meet markup, the markup holds. */
export function* withPins(reading: Reading, find: PinFinder | undefined): Steps<Reading> {
  const found = find === undefined ? [] : yield* find(reading.text);
  if (found.length === 0) return reading;
  const { map } = reading;
  const placed = found.map((pin) => ({ ...pin, outer: { start: map.start(pin.start), end: map.end(pin.end) } }));
  return { ...reading, text: masked(reading.text, found), pins: mergePins(reading.pins, placed) };
}

/** As markup masks what it pins: of the same length, so that every index stays where it is. */
function masked(text: string, pins: readonly FoundPin[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of pins) {
    parts.push(text.slice(at, start), maskPinned(text.slice(start, end)));
    at = end;
  }
  return parts.join('') + text.slice(at);
}
