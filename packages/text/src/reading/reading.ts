import type { Language, TextFormat } from '@lector/contract';
import type { Pin } from '../pins/pin.js';
import type { PlanNote } from '../plan-types.js';
import type { Stretch } from '../stretch.js';
import type { SourceMap } from './source-map.js';

/**
 * A submitted text as it is to be read: plain text, text with tags, or SSML, all in the same terms. Detection, rooms and
 * segmentation work on `text` and know nothing of how it was written; `map` leads back to what was submitted. But for `map`
 * and what is said to be of the submitted text, indices are UTF-16 units of `text`.
 */
export interface Reading {
  readonly format: TextFormat;
  /** As submitted. */
  readonly source: string;
  readonly text: string;
  /** `text` before it was masked for pins of lexicons, of the same length; absent where there are none. */
  readonly unmasked?: string;
  readonly map: SourceMap;
  /** What fixes readings; in order. Those of lexicons may overlap each other: they are for different languages. */
  readonly pins: readonly Pin[];
  /** Where a segment ends whatever the sentence does; in order. */
  readonly cuts: readonly Cut[];
  /** From where on another voice, rate or volume speaks; in order, the first from 0. Never empty. */
  readonly styles: readonly StyledFrom[];
  /** Stretches whose language is told; in order, without overlap. */
  readonly regions: readonly LanguageRegion[];
  readonly marks: readonly Mark[];
  /** What was asked for and is not done; offsets of the submitted text, UTF-16. */
  readonly notes: readonly (Stretch & Pick<PlanNote, 'reason'>)[];
}

export interface Cut {
  readonly at: number;
  /** The whole silence there, milliseconds, in place of the usual one. */
  readonly pauseMs?: number;
  /** At least so much silence, milliseconds. */
  readonly leastMs?: number;
}

/** How a stretch is spoken, beside what the request asks for the whole. */
export interface SpeakingStyle {
  /** Absent: the request's own. */
  readonly voice?: string;
  /** Factor on the request's speed. */
  readonly rate: number;
  /** Factor on the loudness of the samples: 1 as rendered, 0 silent. */
  readonly gain: number;
}

export interface StyledFrom {
  readonly at: number;
  readonly style: SpeakingStyle;
  /** Where that was asked for, in the submitted text, UTF-16. */
  readonly source: number;
}

export interface LanguageRegion extends Stretch {
  readonly language: Language;
  /** Told of the whole text at once: words that only another language writes count for more. */
  readonly ofWhole: boolean;
}

/** A named place whose time is told. */
export interface Mark {
  readonly name: string;
  readonly at: number;
  /** Its own place in the submitted text, UTF-16. */
  readonly source: number;
  /** How many cuts stand before it: a mark before a pause is told before, one behind it after. */
  readonly cutsBefore: number;
}

export const PLAIN_STYLE: SpeakingStyle = { rate: 1, gain: 1 };

export function sameStyle(one: SpeakingStyle, other: SpeakingStyle): boolean {
  return one.voice === other.voice && one.rate === other.rate && one.gain === other.gain;
}
