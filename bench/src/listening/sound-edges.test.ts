import { floatToS16 } from '@lector/audio';
import { expect, it } from 'vitest';
import { FULL_ENERGY, soundEdges } from './sound-edges.js';

const RATE = 24_000;

/** Stretches of sound (level 0.5) and silence (a level of noise), by their seconds. */
const audio = (...stretches: readonly (readonly ['sound' | 'silence', number])[]): Uint8Array =>
  floatToS16(
    Float32Array.from(
      stretches.flatMap(([kind, seconds]) =>
        Array.from({ length: Math.round(seconds * RATE) }, (_, at) =>
          kind === 'sound' ? 0.5 * Math.sin(at / 15) : 0.0002 * (at % 2),
        ),
      ),
    ),
  );

it('finds where sound begins and ends to a few milliseconds', () => {
  const { onsets, ends } = soundEdges(
    audio(['silence', 0.3], ['sound', 0.5], ['silence', 0.2], ['sound', 0.4], ['silence', 0.25]),
    RATE,
  );
  for (const [found, exact] of [
    [onsets, [0.3, 1]],
    [ends, [0.8, 1.4]],
  ] as const) {
    expect(found).toHaveLength(exact.length);
    for (const [index, seconds] of exact.entries()) expect(Math.abs((found[index] ?? 0) - seconds)).toBeLessThan(0.004);
  }
});

it('the closure of a stop is no silence', () => {
  const { onsets } = soundEdges(audio(['silence', 0.2], ['sound', 0.3], ['silence', 0.04], ['sound', 0.3]), RATE);
  expect(onsets).toHaveLength(1);
});

it('sound from the first sample to the last begins and ends with the audio', () => {
  expect(soundEdges(audio(['sound', 0.5]), RATE)).toEqual({ onsets: [0], ends: [0.5] });
});

it('silence has no edges', () => {
  expect(soundEdges(new Uint8Array(RATE), RATE)).toEqual({ onsets: [], ends: [] });
});

it('what fades away is left out where only full sound is asked for', () => {
  const fading = Float32Array.from({ length: RATE }, (_, at) => 0.5 * Math.exp(-(at / RATE) * 10) * Math.sin(at / 15));
  const [heard, full] = [soundEdges(floatToS16(fading), RATE), soundEdges(floatToS16(fading), RATE, FULL_ENERGY)];
  // -40 dB is a hundredth of the amplitude, -20 dB a tenth.
  expect(heard.ends[0]).toBeCloseTo(Math.log(100) / 10, 1);
  expect(full.ends[0]).toBeCloseTo(Math.log(10) / 10, 1);
});
