import { LectorError } from '@lector/contract';

/**
 * Kokoro's voices are tables `float32 [510, 256]`: one style vector for every length of text. Vectors of different
 * voices may be added with weights; the sum is a voice in between.
 */

export const STYLE_ROWS = 510;
export const STYLE_DIM = 256;

/** Named styles with weights that add up to 1, sorted by name. */
export type StyleBlend = readonly (readonly [name: string, weight: number])[];

/**
 * The table of a style from the bytes of its file (float32 little-endian, 522,240 bytes).
 * @throws LectorError `pack_corrupt` when it has another size
 */
export function parseStyle(name: string, bytes: Uint8Array): Float32Array {
  const expected = STYLE_ROWS * STYLE_DIM * 4;
  if (bytes.byteLength !== expected) {
    throw new LectorError(
      'pack_corrupt',
      `a style file has the wrong size [style=${name}, bytes=${bytes.byteLength}, expected=${expected}]`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // A plain loop: `Float32Array.from` with a function took 370 ms for the 54 styles of the pack, this takes 50.
  const table = new Float32Array(STYLE_ROWS * STYLE_DIM);
  for (let index = 0; index < table.length; index += 1) table[index] = view.getFloat32(index * 4, true);
  return table;
}

/**
 * The style vector `float32 [256]` for a text of `tokenCount` tokens (zeros at the ends not counted).
 * @throws LectorError `engine_failed` for a style that was not loaded
 */
export function styleVector(
  blend: StyleBlend,
  tokenCount: number,
  styles: ReadonlyMap<string, Float32Array>,
): Float32Array {
  const row = Math.min(tokenCount, STYLE_ROWS - 1);
  const vector = new Float32Array(STYLE_DIM);
  for (const [name, weight] of blend) {
    const table = styles.get(name);
    if (!table) throw new LectorError('engine_failed', `the pack has no such style [style=${name}]`);
    const values = table.subarray(row * STYLE_DIM, (row + 1) * STYLE_DIM);
    for (const [index, value] of values.entries()) vector[index] = (vector[index] ?? 0) + weight * value;
  }
  return vector;
}

/** How much of a segment each language has (symbols that are sounds), and the styles that speak it. */
export interface StyleShare {
  readonly amount: number;
  readonly styles: Readonly<Record<string, number>>;
}

/**
 * Share of the style a language gets: its amount to this power. 1 would be proportional, 0 the same for each.
 *
 * Heard by Whisper base on each language's part of `Hello，今天天气真不错！こんにちは！`, given to the model in one pass for
 * the comparison (planning makes it two sentences), in the five preset voices. The Chinese and Hello came through with every exponent; こんにちは, the smaller part, with
 *   0: 5 of 5 · 0.25: 5 of 5 · 0.33: 3 of 5 · 0.5: 2 to 3 of 5 · 1: 1 of 5.
 * 0.25 rather than 0, so that one foreign word in a long sentence does not take half the voice.
 */
const SHARE_EXPONENT = 0.25;

/** The one style of a segment: the styles of its languages, each by its damped share. Weights add up to 1. */
export function blendStyles(shares: readonly StyleShare[]): StyleBlend {
  const weights = new Map<string, number>();
  let total = 0;
  for (const { amount, styles } of shares) {
    const share = amount ** SHARE_EXPONENT;
    for (const [name, weight] of Object.entries(styles)) {
      weights.set(name, (weights.get(name) ?? 0) + share * weight);
      total += share * weight;
    }
  }
  return [...weights]
    .map(([name, weight]) => [name, roundWeight(weight / total)] as const)
    .filter(([, weight]) => weight > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Four digits: enough for the ear, and the same text on every machine. */
function roundWeight(weight: number): number {
  return Math.round(weight * 10_000) / 10_000;
}
