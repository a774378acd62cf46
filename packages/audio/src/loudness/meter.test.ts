import { describe, expect, test } from 'vitest';
import { kWeighting } from './k-weighting.js';
import { createLoudnessMeter } from './meter.js';

function tone(seconds: number, hz: number, db: number, sampleRate: number, phase = 0): Float32Array {
  const amplitude = 10 ** (db / 20);
  return Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, index) => amplitude * Math.sin((2 * Math.PI * hz * index) / sampleRate + phase),
  );
}

function measure(sampleRate: number, ...parts: readonly Float32Array[]) {
  const meter = createLoudnessMeter(sampleRate);
  for (const part of parts) meter.push(part);
  return meter.finish();
}

describe('kWeighting', () => {
  test('gives the coefficients of ITU-R BS.1770 at 48 kHz', () => {
    const [shelf, highPass] = kWeighting(48_000);
    const close = (found: readonly number[], standard: readonly number[]) => {
      for (const [index, value] of found.entries()) expect(value).toBeCloseTo(standard[index] ?? Number.NaN, 10);
    };
    close(shelf.b, [1.53512485958697, -2.69169618940638, 1.19839281085285]);
    close(shelf.a, [-1.69065929318241, 0.73248077421585]);
    close(highPass.a, [-1.99004745483398, 0.99007225036621]);
  });
});

describe('createLoudnessMeter', () => {
  test.each([48_000, 24_000, 22_050, 16_000])(
    'reads the standard’s 997 Hz tone as 3 LU below its peak at %d Hz',
    (rate) => {
      // One channel at 0 dBFS reads -3.01 LUFS.
      expect(measure(rate, tone(3, 997, -20, rate)).lufs).toBeCloseTo(-23.01, 1);
    },
  );

  test('does not count pauses, nor what is far below the rest', () => {
    const loud = tone(4, 997, -20, 24_000);
    const alone = measure(24_000, loud).lufs ?? 0;
    expect(measure(24_000, loud, new Float32Array(24_000 * 10)).lufs).toBeCloseTo(alone, 0);
    expect(measure(24_000, loud, tone(10, 997, -45, 24_000)).lufs).toBeCloseTo(alone, 0);
    expect(measure(24_000, loud, tone(4, 997, -26, 24_000)).lufs).toBeLessThan(alone - 1);
  });

  test('reads the same however the samples were cut', () => {
    const pcm = tone(2, 440, -18, 24_000);
    const pieces = [pcm.subarray(0, 7), pcm.subarray(7, 20_001), pcm.subarray(20_001)];
    expect(measure(24_000, ...pieces)).toEqual(measure(24_000, pcm));
  });

  test('measures a single short word', () => {
    expect(measure(24_000, tone(0.2, 997, -20, 24_000)).lufs).toBeCloseTo(-23, 0);
  });

  test('finds peaks between the samples', () => {
    // A quarter of the rate, samples an eighth of a turn off the peaks: they read 3 dB less.
    const { peakDb } = measure(24_000, tone(1, 6_000, -6, 24_000, Math.PI / 4));
    expect(peakDb).toBeGreaterThan(-6.3);
    expect(peakDb).toBeLessThan(-5.7);
  });

  test('has nothing to say of silence', () => {
    expect(measure(24_000, new Float32Array(48_000))).toEqual({ lufs: null, peakDb: null });
    expect(measure(24_000)).toEqual({ lufs: null, peakDb: null });
  });
});
