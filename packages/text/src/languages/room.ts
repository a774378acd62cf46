import type { Language, LexiconAlphabet } from '@lector/contract';

/**
 * A language room: everything Lector knows of one language. Rooms never import each other; `registry.ts` names each in
 * one line.
 */
export interface LanguageRoom {
  readonly language: Language;
  /**
   * Writes numbers, dates, signs and abbreviations out as words of this language. Pure.
   * Tokens cover the input in order and without gaps; offsets are UTF-16 indices into `source`.
   * @param beside what stands around the source in the text: the letters of `CA1234` are another language's
   */
  normalise(source: string, beside?: Beside): readonly SpokenToken[];
  /**
   * Pronunciation of text already normalised (the `spoken` of the tokens joined, white space collapsed). Pure.
   * @param fixed readings in one of `notations`, in order and without overlap; a word of the result ends at either edge of each
   */
  toIpa(spoken: string, fixed?: readonly FixedReading[]): SpokenIpa;
  /**
   * Notations of readings that `toIpa` says among what stands around them, with the sandhi between them; a reading in any other
   * takes the place of the room's own sound.
   */
  readonly notations?: ReadonlySet<string>;
  /**
   * Whether a reading in kana can be that of a word, as `漢字(かんじ)` writes it: then it is said once. Only of a language that
   * writes readings so. Pure.
   */
  isReading?(word: string, reading: string, inside?: boolean): boolean;
  /**
   * IPA of a word of which one part is said as `ipa` and the rest is what is written before and behind it: the possessive of Qin's,
   * the particle of 박은. Undefined where the rest is not such that it joins. Pure.
   */
  joinIpa?(ipa: string, around: WrittenAround): string | undefined;
  /**
   * Words of a text of this language that are read by guess, in order and without overlap: what may need an entry in a lexicon.
   * A question of its own, so that planning pays nothing for it. Pure.
   */
  doubts?(source: string): readonly Doubt[];
  /**
   * A word that nobody knows, written as names from abroad are: what stands right behind a word that the room is not given (a Latin name, a
   * pinned reading) is read behind it, as the ending it is (君 クン, 上 ジョー). Absent where endings are read as they would be alone.
   */
  readonly standIn?: string;
  /** Names of the emoji of `emoji/sequences.ts`, in their order, parted by `|`; empty where one has none. */
  readonly emojiNames?: string;
}

/** A word that is read by guess, and how; `start` and `end` are UTF-16 indices into the source. */
export interface Doubt {
  readonly start: number;
  readonly end: number;
  readonly kind:
    /** A name that no list holds. */
    | 'name'
    /** A word that no dictionary holds: read by its spelling or character by character. */
    | 'unknown_word'
    /** Of several readings one was taken by what stands beside. */
    | 'polyphone'
    /** Said letter by letter. */
    | 'abbreviation';
  /** How it is read, as a lexicon would have it written. */
  readonly reading: string;
  readonly alphabet: LexiconAlphabet;
  /** The same with the word beside it, where one character alone is read otherwise elsewhere. */
  readonly phrase?: Pick<Doubt, 'start' | 'end' | 'reading'>;
}

/** A few characters right before and right behind a source, in whatever language they are. */
export interface Beside {
  readonly before: string;
  readonly after: string;
}

/** What a word has before and behind a part of it. */
export interface WrittenAround {
  readonly before: string;
  readonly after: string;
}

/** How a stretch of the spoken text is said, by whoever fixed it; `start` and `end` are UTF-16 indices. */
export interface FixedReading {
  readonly start: number;
  readonly end: number;
  readonly notation: string;
  readonly reading: string;
}

export interface SpokenIpa {
  /** Broad IPA, words separated by a space, ASCII punctuation kept behind them, no space at either end. */
  readonly ipa: string;
  /**
   * The words as a listener would count them, in order: what gets a time of its own. Every sound of the IPA lies in one,
   * and between two of them stands a space or a mark, so that an engine can read them one by one. Silent characters
   * (quotes, brackets) lie in none.
   */
  readonly words: readonly IpaWord[];
}

/**
 * A word and its sound; half-open UTF-16 indices, `start` and `end` into the text it was read from, the others into the
 * IPA. A number said in several words may be given as several with the same `start` and `end`: planning makes one of them.
 */
export interface IpaWord {
  readonly start: number;
  readonly end: number;
  readonly ipaStart: number;
  readonly ipaEnd: number;
  /** Where it can be taken apart: one part may have another sound, and the rest keeps its own. In order. */
  readonly seams?: readonly Seam[];
}

/** An edge inside of a word, in the text (`at`) and in the IPA; 田中|君 tanaka|kɯɴ. */
export interface Seam {
  readonly at: number;
  readonly ipaAt: number;
}

/**
 * Rule of a token whose characters the room has no reading for: nothing of them is heard, and the plan lists them, so
 * that a loss is never silent.
 */
export const UNREAD = 'unknown';

/** Rule of a token read as it stands but for the width of its characters (ｽ as ス). */
export const WIDTH = 'width';

/**
 * A stretch of the source with the words it is read as. `rule` is empty where it is read as it stands: `spoken` is then the
 * source unit by unit, white space at its end perhaps left out.
 */
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
