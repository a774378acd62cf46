import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLimiter } from './limiter.js';
import { createPeakDetector } from './true-peak.js';

const RATE = 24_000;

function limit(pcm: Float32Array, ceiling: number, pieces = 997): Float32Array {
  const limiter = createLimiter(RATE, ceiling);
  const out: number[] = [];
  for (let at = 0; at < pcm.length; at += pieces) out.push(...limiter.push(pcm.subarray(at, at + pieces)));
  out.push(...limiter.flush());
  return Float32Array.from(out);
}

function truePeak(pcm: Float32Array): number {
  const detector = createPeakDetector();
  let peak = 0;
  for (const sample of pcm) peak = Math.max(peak, detector.push(sample, 0));
  for (let rest = 0; rest < detector.delay; rest += 1) peak = Math.max(peak, detector.push(0, 0));
  return peak;
}

describe('createLimiter', () => {
  test('changes nothing that stays below the ceiling, and moves nothing', () => {
    const quiet = Float32Array.from({ length: 5_000 }, (_, index) => 0.4 * Math.sin(index / 7));
    const out = limit(quiet, 0.7);
    expect(out).toHaveLength(quiet.length);
    for (const [index, sample] of out.entries()) expect(sample).toBeCloseTo(quiet[index] ?? 9, 6);
  });

  test('gives as many samples as it got, also fewer than it looks ahead', () => {
    fc.assert(
      fc.property(fc.nat(1_500), fc.integer({ min: 1, max: 400 }), (length, pieces) => {
        expect(limit(new Float32Array(length).fill(0.3), 0.5, pieces)).toHaveLength(length);
      }),
    );
  });

  test('no sample goes above the ceiling, whatever comes', () => {
    fc.assert(
      fc.property(fc.float32Array({ min: -4, max: 4, noNaN: true, maxLength: 800 }), (pcm) => {
        for (const sample of limit(pcm, 0.7)) expect(Math.abs(sample)).toBeLessThanOrEqual(0.7 + 1e-6);
      }),
    );
  });

  test('keeps peaks between the samples down as well', () => {
    // Loud bursts at a quarter of the rate, where samples miss the peaks by 3 dB.
    const bursts = Float32Array.from({ length: 24_000 }, (_, index) => {
      const level = index % 6_000 < 1_500 ? 1 : 0.2;
      return level * Math.sin((Math.PI / 2) * index + Math.PI / 4);
    });
    expect(truePeak(bursts)).toBeGreaterThan(0.95);
    expect(truePeak(limit(bursts, 0.5))).toBeLessThan(0.515);
  });

  test('comes back to full loudness after a peak', () => {
    const pcm = new Float32Array(RATE).fill(0.1);
    pcm[2_000] = 2;
    const out = limit(pcm, 0.5);
    expect(out[2_000]).toBeLessThanOrEqual(0.5);
    expect(out[2_000 + RATE / 2]).toBeCloseTo(0.1, 3);
  });
});
