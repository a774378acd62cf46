import { LectorError } from './errors.js';

/**
 * What a request may name as its voice: an id, or a blend `a(2)+b(1)`, several voices mixed by weight. `a+b` gives each
 * the same weight. Spaces around parts and weights mean nothing. Which voices there are is the engine's business; this
 * is the grammar alone.
 */
export interface BlendPart {
  readonly voice: string;
  /** Thousandths, a whole number: sums and ratios stay exact, so equal blends get equal names. */
  readonly weight: number;
}

/** More would be no voice any more, and would make a name of any length. */
export const MAX_BLEND_PARTS = 8;
export const MAX_BLEND_WEIGHT = 100;
/** Of whatever is named as a voice. */
export const VOICE_MAX_CHARACTERS = 200;

const PART = /^([^\s()]+) *(?:\(([^()]*)\))?$/;
const WEIGHT = /^\d{1,3}(?:\.\d{1,3})?$/;
/** What an id looks like; anything else is the client's own text and is not repeated. */
const VOICE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The parts in the order they were named. What is no blend at all is one part, whatever it holds: it may be an unknown
 * voice, but not a wrong blend.
 * @throws LectorError `invalid_voice_blend`, naming the part
 */
export function parseBlend(asked: string): readonly BlendPart[] {
  if (asked.length > VOICE_MAX_CHARACTERS) {
    throw refusal(`a voice has at most ${VOICE_MAX_CHARACTERS} characters [characters=${asked.length}]`);
  }
  if (!/[+()]/.test(asked)) return [{ voice: asked, weight: 1000 }];
  const parts = asked.split('+');
  if (parts.length > MAX_BLEND_PARTS) {
    throw refusal(`a blend has at most ${MAX_BLEND_PARTS} parts [parts=${parts.length}]`);
  }
  return parts.map((part, index) => readPart(part.trim(), index + 1));
}

function readPart(part: string, position: number): BlendPart {
  const [, voice, written] = PART.exec(part) ?? [];
  if (voice === undefined) {
    throw refusal(`a part of the blend is neither \`voice\` nor \`voice(weight)\` [part=${position}]`);
  }
  if (written === undefined) return { voice, weight: 1000 };
  const number = written.trim();
  const weight = WEIGHT.test(number) ? Math.round(Number(number) * 1000) : 0;
  if (weight > 0 && weight <= MAX_BLEND_WEIGHT * 1000) return { voice, weight };
  throw refusal(
    `a weight is a number above 0 and at most ${MAX_BLEND_WEIGHT} with at most three decimals [part=${position}${named(voice)}]`,
  );
}

/** One entry per voice, sorted, weights without a common divisor: `a(2)+b(2)`, `b+a` and `a+b` come to the same. */
export function canonicalBlend(parts: readonly BlendPart[]): readonly BlendPart[] {
  const weights = new Map<string, number>();
  for (const { voice, weight } of parts) weights.set(voice, (weights.get(voice) ?? 0) + weight);
  const divisor = [...weights.values()].reduce(commonDivisor, 0);
  return [...weights]
    .map(([voice, weight]) => ({ voice, weight: weight / divisor }))
    .sort((a, b) => (a.voice < b.voice ? -1 : 1));
}

/** `a(2)+b` of canonical parts; the id itself for one. A name to compare and to show, not to be parsed again. */
export function blendName(parts: readonly BlendPart[]): string {
  return parts.map(({ voice, weight }) => (weight === 1 ? voice : `${voice}(${weight})`)).join('+');
}

/** The same request with `default` replaced by what it stands for today; everything else stays as it was asked for. */
export function pinDefault(asked: string, defaultVoice: string): string {
  return asked.replaceAll(/(^|\+)( *)default(?=[ (+]|$)/g, `$1$2${defaultVoice}`);
}

/** `, voice=…` for a message, where the id can be shown. */
function named(voice: string): string {
  return VOICE_ID.test(voice) ? `, voice=${voice}` : '';
}

/**
 * A blend, or a voice asked for alone, that names a voice there is none of.
 * @param position of the part, from 1; null for a voice asked for alone
 */
export function unknownVoice(voice: string, position: number | null): LectorError {
  const part = position === null ? '' : `, part=${position}`;
  const facts = `${named(voice)}${part}`.slice(2);
  const message = `there is no such voice; GET /v1/voices lists them${facts === '' ? '' : ` [${facts}]`}`;
  return new LectorError('unknown_voice', message, { errors: [{ pointer: '/voice', detail: message }] });
}

function refusal(message: string): LectorError {
  return new LectorError('invalid_voice_blend', message, { errors: [{ pointer: '/voice', detail: message }] });
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
