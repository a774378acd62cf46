import { LectorError } from '@lector/contract';
import type { Speech, Utterance } from '../engine.js';
import type { SpeakingVoice } from '../voices.js';

/** As the real families: more than this in one pass is refused, so planning bugs show in tests too. */
export const MAX_LETTERS = 200;

/** Seconds of a letter or a space at speed 1. */
export const SECONDS_PER_LETTER = 0.08;

export type ToneUtterance = Utterance & {
  readonly family: 'tone';
  readonly letters: string;
  readonly voice: string;
  readonly speed: number;
};

/** @throws LectorError `voice_language_unavailable`, `empty_text`; `engine_failed` beyond 200 letters */
export function encode(speech: Speech, voice: SpeakingVoice): ToneUtterance {
  for (const { language } of speech.spans) {
    if (voice.languages[language]) continue;
    throw new LectorError('voice_language_unavailable', `the voice does not speak ${language} [voice=${voice.id}]`);
  }
  const letters = spokenLetters(speech.spans);
  const { length } = [...letters];
  if (length === 0) throw new LectorError('empty_text', 'the segment holds nothing to speak');
  if (length > MAX_LETTERS) {
    throw new LectorError('engine_failed', `the segment is too long [letters=${length}, max=${MAX_LETTERS}]`);
  }
  return { family: 'tone', letters, voice: voice.id, speed: speech.speed };
}

/** What is sung, one sine for each letter. */
export function spokenLetters(spans: Speech['spans']): string {
  return spans
    .map(({ ipa }) => lettersOf(ipa))
    .filter((piece) => piece !== '')
    .join(' ');
}

/** Letters of a span and the space before it. */
export function spanSize(span: { readonly ipa: string }): number {
  const { length } = [...lettersOf(span.ipa)];
  return length === 0 ? 0 : length + 1;
}

/** Letters and single spaces: marks, tones, stress and modifier letters have no sine of their own. */
export function lettersOf(ipa: string): string {
  return ipa
    .replaceAll(/[^\p{Ll}\p{Lu}\p{Lo}\p{N}\s]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** @throws LectorError `engine_failed` when the value is not an utterance of this family */
export function asToneUtterance(utterance: Utterance): ToneUtterance {
  const { family, letters, voice, speed } = utterance;
  if (family === 'tone' && typeof letters === 'string' && typeof voice === 'string' && typeof speed === 'number') {
    return { family, letters, voice, speed };
  }
  throw new LectorError('engine_failed', `not an utterance for the tone family [family=${family}]`);
}
