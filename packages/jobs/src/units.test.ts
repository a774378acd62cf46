import { describe, expect, it } from 'vitest';
import { cutIntoUnits, UNIT_SECONDS, unitWindow, WHOLE_SECONDS } from './units.js';

const sizes = (seconds: readonly number[]) => cutIntoUnits(seconds).map(({ count }) => count);
const secondsOf = (seconds: readonly number[]) =>
  cutIntoUnits(seconds).map(({ first, count }) =>
    seconds.slice(first, first + count).reduce((sum, one) => sum + one, 0),
  );

describe('cutIntoUnits', () => {
  it('leaves a short plan whole', () => {
    expect(cutIntoUnits([5, 5, 5])).toEqual([{ first: 0, count: 3 }]);
    expect(cutIntoUnits(Array.from({ length: 6 }, () => WHOLE_SECONDS / 6))).toHaveLength(1);
  });

  it('covers every segment once, in order', () => {
    const seconds = Array.from({ length: 1000 }, (_, index) => 1 + ((index * 7919) % 13));
    const units = cutIntoUnits(seconds);
    let next = 0;
    for (const { first, count } of units) {
      expect(first).toBe(next);
      expect(count).toBeGreaterThan(0);
      next = first + count;
    }
    expect(next).toBe(seconds.length);
  });

  it('makes units of about the same length, and no tiny last one', () => {
    const lengths = secondsOf(Array.from({ length: 500 }, (_, index) => 2 + (index % 7)));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(UNIT_SECONDS + 8);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(UNIT_SECONDS - 8);
  });

  it('gives a segment longer than a unit one of its own', () => {
    expect(sizes([60, 60, 60])).toEqual([1, 1, 1]);
  });
});

describe('unitWindow', () => {
  it('keeps every slot busy with one unit to spare', () => {
    expect([unitWindow(0), unitWindow(1), unitWindow(8)]).toEqual([2, 2, 9]);
  });
});
