import type { Language } from '@lector/contract';

/**
 * The plan of a text: what will be spoken, piece by piece. It is made once per job and stored, so every attempt, deploy
 * and worker reads the same one. Offsets are Unicode code points of the text as submitted, half-open.
 */
export interface Plan {
  readonly version: 1;
  readonly segments: readonly Segment[];
}

/** A stretch of the text, in code points, that is not heard as it was written or asked for. */
export interface PlanNote {
  readonly start: number;
  readonly end: number;
  readonly reason:
    /** It means something and no language room has a reading for it. */
    | 'no_reading'
    /** A word of a script no language here is written in, read by its Latin letters. */
    | 'transliterated'
    /** Ruby that is no reading of its word in a notation there is; the word is read as usual, the ruby is not. */
    | 'not_a_reading'
    /** Markup asked for what no model here does. */
    | 'pitch_unsupported'
    | 'duration_unsupported'
    | 'emphasis_unsupported';
}

/** What the engine speaks in one go: a sentence, or a clause of a long one. */
export interface Segment {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  /** In order, without overlap; each is read by one language room. */
  readonly spans: readonly Span[];
  /** Silence after the segment, milliseconds. */
  readonly pauseMs: number;
  /** Silence before it; only the first has any, and only where it was asked for. */
  readonly leadMs?: number;
  /** Voice that markup names for it; absent: the request's own. */
  readonly voice?: string;
  /** Factor on the request's speed; absent: 1. */
  readonly rate?: number;
  /** Factor on its samples, 0 silent; absent: 1. */
  readonly gain?: number;
  /** Named places in it, or between it and its neighbours, in order: heard with the first word at or behind the offset. */
  readonly marks?: readonly PlanMark[];
  /**
   * What is not heard in the segment as it is written, or between it and the next (the first also has what stands before it), in order.
   * Absent where all is read; a plan has 100 of each of the first two reasons at most, and 100 of what markup asked for.
   */
  readonly unread?: readonly PlanNote[];
}

export interface PlanMark {
  readonly name: string;
  readonly offset: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly language: Language;
  /** The submitted text of the span, unchanged. */
  readonly source: string;
  /**
   * The same without its markup, as a reader should see it: a code point for each of `source`, U+2060 in place of what is not
   * to be seen. Absent where it is `source`.
   */
  readonly shown?: string;
  /** The words as spoken: numbers, dates and signs written out in the span's language. */
  readonly spoken: string;
  /**
   * Pronunciation in Lector's IPA (see `docs/glossary.md`): broad IPA as each room's header defines it, words separated
   * by one space, punctuation kept as ASCII `, . ! ? ; :` so that an engine can shape prosody.
   */
  readonly ipa: string;
  /** What is heard, word by word: in order, without overlap, each a whole number, abbreviation or word of the text. */
  readonly words: readonly SpanWord[];
  /** Why this language and this reading, e.g. `kana`, `han:prior; number:cardinal`. */
  readonly rule: string;
}

/** A word of the text and its sound. */
export interface SpanWord {
  readonly start: number;
  readonly end: number;
  /** Its stretch of the span's `ipa`, UTF-16 indices; spaces and marks before and behind it are outside. */
  readonly ipaStart: number;
  readonly ipaEnd: number;
}

/** How much of a segment fits one engine pass. The pack's engine supplies it; planning never exceeds it. */
export interface SegmentLimit {
  /** Largest size one pass can take. */
  readonly maxSize: number;
  /** Size planning aims at: long enough for natural prosody, short enough for quick progress. */
  readonly targetSize: number;
  /** Size of a span, additive over the spans of a segment. */
  size(span: Pick<Span, 'language' | 'spoken' | 'ipa'>): number;
}
