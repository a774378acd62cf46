import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitSpeed } from './speed.js';

const range = { min: 0.5, max: 1.5 };

describe('splitSpeed', () => {
  test.each([0.5, 1, 1.2, 1.5])('leaves %d to the model alone', (asked) => {
    expect(splitSpeed(asked, range)).toEqual({ speed: asked, tempo: 1 });
  });

  test.each([
    [4, 1.5, 4 / 1.5],
    [0.25, 0.5, 0.5],
  ])('gives the rest of %d to the audio', (asked, speed, tempo) => {
    expect(splitSpeed(asked, range)).toEqual({ speed, tempo });
  });

  test('comes to the speed asked for, whatever the range', () => {
    const speeds = fc.double({ min: 0.25, max: 4, noNaN: true });
    fc.assert(
      fc.property(speeds, fc.tuple(speeds, speeds), (asked, [a, b]) => {
        const { speed, tempo } = splitSpeed(asked, { min: Math.min(a, b), max: Math.max(a, b) });
        expect(speed * tempo).toBeCloseTo(asked, 9);
        expect(speed).toBeGreaterThanOrEqual(Math.min(a, b));
        expect(speed).toBeLessThanOrEqual(Math.max(a, b));
      }),
    );
  });
});
