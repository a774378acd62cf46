import { ENGLISH_ENDINGS, joinPossessive } from './en/possessive.js';
import { PARTICLES } from './ko/particles.js';

/**
 * What is written to a word without making another of it, one line for each language that does so: a word of a lexicon is also
 * found with it. Patterns are sticky and match up to the end of the word.
 */
interface WordTail {
  readonly pattern: RegExp;
  /** Of one that is no syllable of its own and heard with a word of any language: how it is spelled, and the IPA with it. */
  readonly heard?: { readonly spelled: string; readonly join: (ipa: string, tail: string) => string | undefined };
}

const TAILS: readonly WordTail[] = [
  {
    pattern: ENGLISH_ENDINGS,
    heard: { spelled: "'s", join: (ipa, tail) => joinPossessive(ipa, { before: '', after: tail }) },
  },
  { pattern: PARTICLES },
];

/** Whether the word that ends at `at` goes on, and only as such. */
export function goesOnAsTail(text: string, at: number): boolean {
  return TAILS.some(({ pattern }) => matchAt(pattern, text, at) !== undefined);
}

/** The tail at `at` that a word of any language is heard together with (the s of `Qin's`); empty where there is none. */
export function heardTail(text: string, at: number): string {
  for (const { pattern, heard } of TAILS) {
    const tail = heard === undefined ? undefined : matchAt(pattern, text, at);
    if (tail !== undefined) return tail;
  }
  return '';
}

/** A word that is said as `sound` with its heard tail. */
export function withHeardTail<T extends { readonly ipa: string; readonly spoken: string }>(sound: T, tail: string): T {
  for (const { heard } of TAILS) {
    const ipa = heard?.join(sound.ipa, tail);
    if (heard !== undefined && ipa !== undefined) return { ...sound, ipa, spoken: sound.spoken + heard.spelled };
  }
  return sound;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
