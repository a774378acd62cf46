import { expect, test } from 'vitest';
import { spectralDistance } from './spectra.fixture.js';

const RATE = 24_000;

function tone(hz: number, gain: number, phase = 0): Float32Array {
  return Float32Array.from({ length: 6000 }, (_, at) => gain * Math.sin((2 * Math.PI * hz * at) / RATE + phase));
}

test('a recording is at distance 0 of itself', () => {
  const { bandDb, correlation } = spectralDistance(tone(500, 0.5), tone(500, 0.5), RATE);
  expect(bandDb).toBe(0);
  expect(correlation).toBeCloseTo(1, 10);
});

test('phase alone makes no distance', () => {
  expect(spectralDistance(tone(500, 0.5), tone(500, 0.5, 2), RATE).bandDb).toBeLessThan(0.5);
});

test('half the amplitude is 6 dB in the bands that sound', () => {
  const noise = Float32Array.from({ length: 6000 }, (_, at) => Math.sin(at * at * 0.37) * 0.5);
  const { bandDb, correlation } = spectralDistance(
    noise,
    noise.map((value) => value / 2),
    RATE,
  );
  expect(bandDb).toBeCloseTo(6.02, 1);
  expect(correlation).toBeCloseTo(1, 3);
});

test('another pitch is far away', () => {
  const { bandDb, correlation } = spectralDistance(tone(500, 0.5), tone(900, 0.5), RATE);
  expect(bandDb).toBeGreaterThan(5);
  expect(correlation).toBeLessThan(0.8);
});
