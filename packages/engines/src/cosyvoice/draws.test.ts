import { describe, expect, test } from 'vitest';
import { Draws, PURPOSE } from './draws.js';

describe('draws', () => {
  test.each([
    [0, [0.9950055521912873, 0.28772155987098813, 0.8813565087039024]],
    [7, [0.36147533752955496, 0.6271563412155956, 0.021166946971789002]],
    [2 ** 32 + 7, [0.36147533752955496, 0.6271563412155956, 0.021166946971789002]],
    [-1, [0.11588347610086203, 0.18228549719788134, 0.18922100123018026]],
    [2 ** 53 - 1, [0.11588347610086203, 0.18228549719788134, 0.18922100123018026]],
  ])('with seed %d are those of the Python reference', (seed, uniform) => {
    const draws = new Draws(seed);
    expect([0, 1, 2].map((at) => draws.uniform(PURPOSE.sampling, at))).toEqual(uniform);
  });

  test('are normal numbers of the reference, too, from any of them on', () => {
    const draws = new Draws(7);
    const expected = [0.4373679459095001, 0.5164173245429993, 0.09196362644433975];
    expect([...draws.normals(PURPOSE.sourceNoise, 3, 5)]).toEqual(expected);
    expect([...draws.normals(PURPOSE.sourceNoise, 8)].slice(5)).toEqual(expected);
  });

  test('have mean 0 and deviation 1', () => {
    const numbers = new Draws(3).normals(PURPOSE.flowNoise, 100_000);
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    const square = numbers.reduce((sum, number) => sum + number * number, 0) / numbers.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(square - 1)).toBeLessThan(0.02);
  });

  test('of two purposes have nothing in common', () => {
    const draws = new Draws(7);
    expect(draws.uniform(PURPOSE.sampling, 0)).not.toBe(draws.uniform(PURPOSE.sourcePhase, 0));
  });
});
