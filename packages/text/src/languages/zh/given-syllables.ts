import type { Syllable } from './syllable.js';
import type { Word } from './words.js';

/** Readings that a lexicon or markup has fixed, among the words of a stretch: they are put in before sandhi and cut out behind it. */

/** Syllables that are fixed for a part of a stretch; `start` and `end` are UTF-16 indices into it. */
export interface GivenSyllables {
  readonly start: number;
  readonly end: number;
  readonly syllables: readonly Syllable[];
}

/** Given syllables by character: one each where they are as many, else all of them at the first. */
export function givenOf(
  given: readonly GivenSyllables[],
  units: readonly number[],
): ReadonlyMap<number, readonly Syllable[]> {
  const own = new Map<number, readonly Syllable[]>();
  let index = 0;
  let at = 0;
  for (const { start, end, syllables } of given) {
    for (; at < start; index += 1) at += units[index] ?? Infinity;
    const first = index;
    for (; at < end; index += 1) at += units[index] ?? Infinity;
    const each = index - first === syllables.length;
    for (let place = first; place < index; place += 1) {
      own.set(place, each ? syllables.slice(place - first, place - first + 1) : place === first ? syllables : []);
    }
  }
  return own;
}

/** The parts of a word between the edges of fixed readings; a part without a sound of its own stays with the one before. */
export function partsOf(word: Word): readonly Word[] {
  const cuts = (word.cuts ?? []).filter(({ syllable }) => syllable < word.syllables.length);
  const ends = [...cuts, { at: word.end, syllable: word.syllables.length }];
  return ends.map(({ at, syllable }, index) => ({
    text: word.text,
    start: cuts[index - 1]?.at ?? word.start,
    end: at,
    syllables: word.syllables.slice(cuts[index - 1]?.syllable ?? 0, syllable),
  }));
}
