import type { Language } from '@lector/contract';
import type { Stretch } from '../stretch.js';
import type { ReadingSystem } from '../languages/reading-systems.js';

/**
 * A stretch whose reading is fixed, by whatever means: `phoneme`, `sub`, `say-as`, `[word](/ipa/)`, ruby, a lexicon. It is
 * one unit for everything behind it: never cut, never read in another way, one word in timings, and a span of its own
 * whose rule says who fixed it. Indices are UTF-16 units of the text that is read.
 */
export interface Pin extends Stretch {
  readonly reading: PinReading;
  /** The language it is in; absent: that of the place it stands in. */
  readonly language?: Language;
  /** What of its end is written to the word and heard with it, though its reading says nothing of it: the 's of a word in another language. */
  readonly tail?: string;
  /** Holds only where the text is in one of these languages (lexicons); absent: anywhere. */
  readonly within?: readonly Language[];
  /** The stretch of the submitted text that it takes with its markup, UTF-16: what its span covers. */
  readonly outer: Stretch;
  /** What `explain` shows: `ruby`, `ssml:phoneme`, `lexicon:NAME`. */
  readonly rule: string;
}

/** Whether a span with such a rule is a pin: rules of detection have none of these names. */
export function isPinRule(rule: string): boolean {
  return /^(?:ruby$|inline:|ssml:|lexicon:)/u.test(rule);
}

export type PinReading =
  /** Broad IPA as `readIpa` gives it. */
  | { readonly kind: 'ipa'; readonly ipa: string }
  /** A reading in the notation of its language, checked by its room. */
  | { readonly kind: 'system'; readonly system: ReadingSystem; readonly reading: string }
  /** Other words, read as any text of the language. */
  | { readonly kind: 'alias'; readonly text: string }
  /** The same by language: `第5`, `5th`. */
  | { readonly kind: 'written'; readonly texts: Readonly<Record<Language, string>> };

/** Longest stretch that can be pinned, and longest reading, UTF-16 units: it is spoken in one go and never cut. */
export const PIN_MAX = 100;

/**
 * Pins of `first` and those of `second` that lie beside them, in order. Both are in order; those of `first` do not overlap, and of
 * those of `second` that do at most one comes to hold.
 */
export function mergePins(first: readonly Pin[], second: readonly Pin[]): readonly Pin[] {
  if (second.length === 0) return first;
  const merged: Pin[] = [];
  let at = 0;
  for (const pin of second) {
    for (let next = first[at]; next !== undefined && next.end <= pin.start; next = first[at]) {
      merged.push(next);
      at += 1;
    }
    const next = first[at];
    if (next === undefined || next.start >= pin.end) merged.push(pin);
  }
  return [...merged, ...first.slice(at)];
}

/** Those of `pins` that begin in the stretch. */
export function pinsIn<T extends Stretch>(pins: readonly T[], { start, end }: Stretch): readonly T[] {
  let low = 0;
  let high = pins.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pins[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  let after = low;
  while ((pins[after]?.start ?? end) < end) after += 1;
  return pins.slice(low, after);
}
