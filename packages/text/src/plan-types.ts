import type { Language } from '@lector/contract';

/**
 * The plan of a text: what will be spoken, piece by piece. It is made once per job and stored, so every attempt, deploy
 * and worker reads the same one. Offsets are Unicode code points of the text as submitted, half-open.
 */
export interface Plan {
  readonly version: 1;
  readonly segments: readonly Segment[];
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
}

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly language: Language;
  /** The submitted text of the span, unchanged. */
  readonly source: string;
  /** The words as spoken: numbers, dates and signs written out in the span's language. */
  readonly spoken: string;
  /**
   * Pronunciation in Lector's IPA (see `docs/glossary.md`): broad IPA as each room's header defines it, words separated
   * by one space, punctuation kept as ASCII `, . ! ? ; :` so that an engine can shape prosody.
   */
  readonly ipa: string;
  /** Why this language and this reading, e.g. `kana`, `han:prior; number:cardinal`. */
  readonly rule: string;
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
