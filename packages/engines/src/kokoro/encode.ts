import { LectorError, type Language } from '@lector/contract';
import type { Speech, Utterance } from '../engine.js';
import type { SpeakingVoice } from '../voices.js';
import { blendStyles, type StyleBlend, type StyleShare } from './style.js';
import { toSymbols } from './symbols.js';
import { tokensOf } from './vocabulary.js';

/** Tokens one pass can take, without the zero at either end: the text encoder has 512 positions. */
export const MAX_TOKENS = 510;

/** Kokoro's exact input. No seed: the graph has no random operator. */
export type KokoroUtterance = Utterance & {
  readonly family: 'kokoro';
  /** 1 to 510 token numbers, without the zeros at the ends. */
  readonly tokens: readonly number[];
  readonly style: StyleBlend;
  /** 1 is the speed of the voice; 2 is twice as fast. */
  readonly speed: number;
};

/**
 * A segment as the model takes it. Pure.
 * @throws LectorError `voice_language_unavailable`, `empty_text`; `engine_failed` beyond 510 tokens, which planning
 * must have prevented: cutting here would lose words
 */
export function encode(speech: Speech, voice: SpeakingVoice): KokoroUtterance {
  const pieces = piecesOf(speech.spans);
  const tokens = tokensOf(join(pieces.map(({ symbols }) => symbols)));
  if (tokens.length === 0) throw new LectorError('empty_text', 'the segment holds nothing to speak');
  if (tokens.length > MAX_TOKENS) {
    throw new LectorError('engine_failed', `the segment is too long [tokens=${tokens.length}, max=${MAX_TOKENS}]`);
  }
  return { family: 'kokoro', tokens, style: blendStyles(sharesOf(pieces, voice)), speed: speech.speed };
}

/** The model's input in its symbols, one for each token. */
export function symbolsOf(spans: Speech['spans']): string {
  return join(piecesOf(spans).map(({ symbols }) => symbols));
}

function piecesOf(spans: Speech['spans']): readonly { readonly language: Language; readonly symbols: string }[] {
  return spans
    .map(({ ipa, language }) => ({ language, symbols: toSymbols(ipa, language) }))
    .filter(({ symbols }) => symbols !== '');
}

/** Size of a span for planning: its symbols and the space before it, so that sizes add up to at least the tokens. */
export function spanSize(span: { readonly ipa: string; readonly language: Language }): number {
  const { length } = [...toSymbols(span.ipa, span.language)];
  return length === 0 ? 0 : length + 1;
}

/** One space between spans, none before a mark. */
function join(pieces: readonly string[]): string {
  return pieces.reduce(
    (text, piece) => (text === '' || /^[,.!?;:]/u.test(piece) ? text + piece : `${text} ${piece}`),
    '',
  );
}

function sharesOf(
  pieces: readonly { readonly language: Language; readonly symbols: string }[],
  voice: SpeakingVoice,
): readonly StyleShare[] {
  const amounts = new Map<Language, number>();
  for (const { language, symbols } of pieces) {
    const sounds = symbols.replaceAll(/[\s\p{P}]/gu, '').length;
    amounts.set(language, (amounts.get(language) ?? 0) + sounds);
  }
  // A segment of marks only still needs a style.
  const total = [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
  return [...amounts].map(([language, amount]) => ({
    amount: total === 0 ? 1 : amount,
    styles: stylesFor(voice, language),
  }));
}

function stylesFor(voice: SpeakingVoice, language: Language): Readonly<Record<string, number>> {
  const entry = voice.languages[language];
  if (entry) return entry.styles;
  throw new LectorError('voice_language_unavailable', `the voice does not speak ${language} [voice=${voice.id}]`);
}

/**
 * An utterance as it came from another thread or process.
 * @throws LectorError `engine_failed` when it is not one of this family
 */
export function asKokoroUtterance(utterance: Utterance): KokoroUtterance {
  const { family, tokens, style, speed } = utterance;
  const fits =
    family === 'kokoro' &&
    Array.isArray(tokens) &&
    tokens.length >= 1 &&
    tokens.length <= MAX_TOKENS &&
    tokens.every(Number.isInteger) &&
    Array.isArray(style) &&
    style.every(isWeighted) &&
    typeof speed === 'number' &&
    speed > 0;
  if (!fits) throw new LectorError('engine_failed', `not an utterance for Kokoro [family=${family}]`);
  return { family, tokens, style, speed };
}

function isWeighted(entry: unknown): entry is readonly [string, number] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number';
}
