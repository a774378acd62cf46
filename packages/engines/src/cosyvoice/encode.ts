import { LectorError, type Language } from '@lector/contract';
import type { Speech, Utterance } from '../engine.js';
import type { SpeakingVoice } from '../voices.js';
import { assembleText } from './assemble-text.js';

/** CosyVoice's exact input. Text, not tokens: the vocabulary is a file of the pack, which only the inference thread opens. */
export type CosyvoiceUtterance = Utterance & {
  readonly family: 'cosyvoice';
  readonly text: string;
  /** Speakers of the pack with weights that add up to 1, sorted by name. */
  readonly speakers: SpeakerBlend;
  /** 1 is the speed of the voice; 2 is twice as fast. */
  readonly speed: number;
  /** Decides every random number. */
  readonly seed: number;
};

export type SpeakerBlend = readonly (readonly [name: string, weight: number])[];

/**
 * A segment as the model takes it. Pure.
 * @throws LectorError `voice_language_unavailable`, `empty_text`
 */
export function encode({ spans, speed, seed }: Speech, voice: SpeakingVoice): CosyvoiceUtterance {
  const text = assembleText(spans);
  if (text === '') throw new LectorError('empty_text', 'the segment holds nothing to speak');
  return { family: 'cosyvoice', text, speakers: speakersOf(spans, voice), speed, seed };
}

/** One voice for the segment: of each language the styles that speak it, by how many letters it has. */
function speakersOf(spans: Speech['spans'], voice: SpeakingVoice): SpeakerBlend {
  const weights = new Map<string, number>();
  let total = 0;
  for (const { language, spoken } of spans) {
    // A segment of marks only still needs a voice.
    const letters = Math.max(1, spoken.replaceAll(/[\s\p{P}]/gu, '').length);
    for (const [name, weight] of Object.entries(stylesFor(voice, language))) {
      weights.set(name, (weights.get(name) ?? 0) + letters * weight);
      total += letters * weight;
    }
  }
  return [...weights]
    .map(([name, weight]) => [name, roundWeight(weight / total)] as const)
    .filter(([, weight]) => weight > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function stylesFor(voice: SpeakingVoice, language: Language): Readonly<Record<string, number>> {
  const entry = voice.languages[language];
  if (entry) return entry.styles;
  throw new LectorError('voice_language_unavailable', `the voice does not speak ${language} [voice=${voice.id}]`);
}

/** Four digits: the same text on every machine. */
function roundWeight(weight: number): number {
  return Math.round(weight * 10_000) / 10_000;
}

/**
 * An utterance as it came from another thread or process.
 * @throws LectorError `engine_failed` when it is not one of this family
 */
export function asCosyvoiceUtterance(utterance: Utterance): CosyvoiceUtterance {
  const { family, text, speakers, speed, seed } = utterance;
  const fits =
    family === 'cosyvoice' &&
    typeof text === 'string' &&
    text !== '' &&
    Array.isArray(speakers) &&
    speakers.length > 0 &&
    speakers.every(isWeighted) &&
    typeof speed === 'number' &&
    speed > 0 &&
    typeof seed === 'number' &&
    Number.isInteger(seed);
  if (!fits) throw new LectorError('engine_failed', `not an utterance for CosyVoice [family=${family}]`);
  return { family, text, speakers, speed, seed };
}

function isWeighted(entry: unknown): entry is readonly [string, number] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number';
}
