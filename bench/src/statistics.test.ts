import { expect, it } from 'vitest';
import { mean, median, quantile, ratios, slope, spread } from './statistics.js';

it('the median of an even number of samples lies in the middle of the two middle ones', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([9, 1, 5])).toBe(5);
});

it('quantiles lie between neighbours by their distance, whatever the order', () => {
  const samples = [50, 10, 40, 20, 30];
  expect(quantile(samples, 0)).toBe(10);
  expect(quantile(samples, 0.25)).toBe(20);
  expect(quantile(samples, 0.95)).toBeCloseTo(48);
  expect(quantile(samples, 1)).toBe(50);
  expect(samples).toEqual([50, 10, 40, 20, 30]);
});

it('nothing measured has no median', () => {
  expect(median([])).toBeNaN();
});

it('the spread is the distance of the quartiles as a share of the median, and one outlier of five does not move it', () => {
  expect(spread([10, 11, 12, 13, 14])).toBeCloseTo(2 / 12);
  expect(spread([10, 11, 12, 13, 1000])).toBeCloseTo(2 / 12);
});

it('one sample, or samples around zero, have no spread', () => {
  expect(spread([7])).toBeNull();
  expect(spread([-1, 0, 1])).toBeNull();
});

it('the slope is the rise from one sample to the next', () => {
  expect(slope([100, 103, 106, 109])).toBeCloseTo(3);
  expect(slope([5, 5, 5])).toBe(0);
  expect(slope([5])).toBe(0);
});

it('ratios pair what was measured in the same repetition', () => {
  expect(ratios([2, 9], [4, 3, 8])).toEqual([0.5, 3]);
  expect(mean([1, 2, 6])).toBe(3);
});
