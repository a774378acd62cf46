import { describe, expect, test } from 'vitest';
import { blendStyles, parseStyle, STYLE_DIM, STYLE_ROWS, styleVector } from './style.js';

/** Every value of row `r` is `r * scale`. */
function table(scale: number): Float32Array {
  return Float32Array.from({ length: STYLE_ROWS * STYLE_DIM }, (_, index) => Math.floor(index / STYLE_DIM) * scale);
}

describe('styleVector', () => {
  const styles = new Map([
    ['one', table(1)],
    ['ten', table(10)],
  ]);

  test('takes the row of the number of tokens', () => {
    expect([...new Set(styleVector([['one', 1]], 7, styles))]).toEqual([7]);
  });

  test('takes the last row for the longest text', () => {
    expect(styleVector([['one', 1]], 510, styles)[0]).toBe(509);
  });

  test('adds styles by their weights', () => {
    const blend = [
      ['one', 0.5],
      ['ten', 0.5],
    ] as const;
    expect(styleVector(blend, 100, styles)[255]).toBeCloseTo(550, 3);
  });

  test('fails for a style the pack does not have', () => {
    expect(() => styleVector([['other', 1]], 1, styles)).toThrow(/no such style \[style=other\]/);
  });
});

describe('parseStyle', () => {
  test('reads float32 little-endian, also from the middle of a buffer', () => {
    const file = new Uint8Array(STYLE_ROWS * STYLE_DIM * 4 + 3);
    new DataView(file.buffer).setFloat32(3 + 4, 0.25, true);
    expect(parseStyle('x', file.subarray(3))[1]).toBe(0.25);
  });

  test('refuses a file of another size', () => {
    expect(() => parseStyle('af_heart', new Uint8Array(100))).toThrow(/style=af_heart, bytes=100, expected=522240/);
  });
});

describe('blendStyles', () => {
  test('is the one style for one language', () => {
    expect(blendStyles([{ amount: 40, styles: { zf_xiaoxiao: 1 } }])).toEqual([['zf_xiaoxiao', 1]]);
  });

  test('gives a small part of the sentence more than its share, so that it is heard', () => {
    const blend = blendStyles([
      { amount: 81, styles: { zh: 1 } },
      { amount: 1, styles: { en: 1 } },
    ]);
    expect(blend).toEqual([
      ['en', 0.25],
      ['zh', 0.75],
    ]);
  });

  test('adds a style that two languages share, sorts by name, and adds up to 1', () => {
    const blend = blendStyles([
      { amount: 3, styles: { b: 0.5, a: 0.5 } },
      { amount: 9, styles: { b: 0.25, c: 0.75 } },
      { amount: 2, styles: { a: 1 } },
    ]);
    expect(blend.map(([name]) => name)).toEqual(['a', 'b', 'c']);
    expect(blend.reduce((sum, [, weight]) => sum + weight, 0)).toBeCloseTo(1, 3);
  });
});
