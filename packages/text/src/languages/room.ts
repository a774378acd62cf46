import type { Language } from '@lector/contract';

/**
 * A language room: everything Lector knows of one language. Rooms never import each other; `registry.ts` names each in
 * one line.
 */
export interface LanguageRoom {
  readonly language: Language;
  /**
   * Writes numbers, dates, signs and abbreviations out as words of this language. Pure.
   * Tokens cover the input in order and without gaps; offsets are UTF-16 indices into `source`.
   */
  normalise(source: string): readonly SpokenToken[];
  /** Pronunciation of text already normalised: broad IPA, words separated by a space, ASCII punctuation kept. */
  toIpa(spoken: string): string;
}

/** A stretch of the source with the words it is read as; `rule` is empty where the text is read as it stands. */
export interface SpokenToken {
  readonly start: number;
  readonly end: number;
  readonly spoken: string;
  readonly rule: string;
}

/** A word as a morphological analyser gives it. */
export interface Morpheme {
  readonly surface: string;
  /** Katakana reading as pronounced (は as a particle: ワ); undefined for unknown words. */
  readonly pronunciation: string | undefined;
  /** Katakana reading as written. */
  readonly reading: string | undefined;
  /** Part of speech and its details, as IPADIC names them (名詞, 固有名詞, …). */
  readonly pos: readonly string[];
}

/**
 * Dictionaries handed to the frontend: `text` itself reads no files. `packages/dictionaries` loads them.
 */
export interface Dictionaries {
  readonly japanese: { analyse(text: string): readonly Morpheme[] };
  /** ARPABET pronunciation of a lower-case English word, stress digits included (`HH AH0 L OW1`). */
  readonly english: { lookup(word: string): string | undefined };
}
