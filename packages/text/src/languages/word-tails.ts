import { POSSESSIVE } from './en/possessive.js';
import { PARTICLES } from './ko/particles.js';

/**
 * What is written to a word without making another of it, one line for each language that does so: a word of a lexicon is also
 * found with it. Patterns are sticky and match up to the end of the word.
 */
const TAILS: readonly RegExp[] = [POSSESSIVE, PARTICLES];

/** Whether the word that ends at `at` goes on, and only as such. */
export function goesOnAsTail(text: string, at: number): boolean {
  return TAILS.some((tail) => {
    tail.lastIndex = at;
    return tail.test(text);
  });
}
