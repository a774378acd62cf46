import { describe, expect, test } from 'vitest';
import { Draws, PURPOSE } from './draws.js';
import { sample } from './sampling.js';

/** Tokens sampled from random logits, `spread` wide; the end may come from the ninth on. */
function sampled(seed: number, count: number, tokens: number, spread: number): readonly number[] {
  const draws = new Draws(seed);
  const row: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const logits = draws.normals(PURPOSE.flowNoise, tokens, tokens * at).map((number) => number * spread);
    const pair = [2 * at, 2 * at + 1].map((index) => draws.uniform(PURPOSE.sampling, index)) as [number, number];
    row.push(sample(logits, row, at >= 8, pair));
  }
  return row;
}

describe('sampling', () => {
  test('gives the tokens of the Python reference, with many repetitions', () => {
    expect(sampled(11, 60, 12, 2).join(' ')).toBe(
      '8 4 10 6 7 0 5 9 2 3 9 10 11 8 8 0 6 5 9 10 0 10 0 0 0 2 11 10 5 6 3 8 4 8 3 5 3 7 10 7 11 2 9 6 6 0 5 9 8 3 1 10 ' +
        '11 4 7 9 8 0 10 3',
    );
  });

  test('gives the tokens of the Python reference over a whole vocabulary of speech', () => {
    expect(sampled(12, 12, 4_097, 3).join(' ')).toBe('486 2801 711 3219 946 1936 3709 1829 2142 1062 2683 4048');
  });

  const logits = Float32Array.of(0, 5, 0, 1, 9);

  test('never ends before it may', () => {
    for (const draw of [0, 0.5, 0.999]) {
      expect(sample(logits, [], false, [draw, draw])).not.toBe(4);
      expect(sample(logits, [1], false, [draw, draw])).not.toBe(4);
    }
    expect(sample(logits, [], true, [0, 0])).toBe(4);
  });

  test('takes a token of the last ten only where chance asks for another', () => {
    expect(sample(logits, [], false, [0, 0.5])).toBe(1);
    expect(sample(logits, [1], false, [0, 0.5])).not.toBe(1);
    expect(sample(logits, [1, ...Array<number>(10).fill(2)], false, [0, 0.5])).toBe(1);
  });

  test('takes the first of equal ones', () => {
    expect(sample(new Float32Array(40), [], true, [0, 0])).toBe(0);
    expect(sample(new Float32Array(40), [], true, [0.999, 0])).toBe(24);
  });

  test('refuses logits that are no numbers', () => {
    expect(() => sample(Float32Array.of(0, Number.NaN, 1), [], true, [0, 0])).toThrow(
      expect.objectContaining({ code: 'engine_bad_output' }),
    );
  });
});
