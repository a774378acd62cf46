import { describe, expect, test } from 'vitest';
import { inspectAudio } from './inspect.js';

const RATE = 24_000;

/** A tone of this loudness (root mean square) and length. */
function speechLike(seconds: number, rms = 0.1): Float32Array {
  const peak = rms * Math.SQRT2;
  return Float32Array.from({ length: Math.round(seconds * RATE) }, (_, index) => peak * Math.sin(index / 20));
}

function join(...parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

const codes = (pcm: Float32Array, expectedSeconds = pcm.length / RATE, speed = 1) =>
  inspectAudio(pcm, RATE, { expectedSeconds, speed }).map(({ code }) => code);

describe('inspectAudio', () => {
  test('finds nothing wrong with speech at either end of what was measured', () => {
    expect(codes(speechLike(3, 0.053))).toEqual([]);
    expect(codes(speechLike(3, 0.137))).toEqual([]);
  });

  test.each([Number.NaN, Infinity, -Infinity])('finds a single %d, and says where', (bad) => {
    const pcm = speechLike(1);
    pcm[7] = bad;
    expect(inspectAudio(pcm, RATE, { expectedSeconds: 1 })).toEqual([
      { code: 'not_finite', detail: 'sample=7, samples=24000' },
    ]);
  });

  test('finds silence, also when it hums below what anyone hears', () => {
    expect(codes(new Float32Array(RATE))).toEqual(['silent']);
    expect(codes(speechLike(1, 0.005))).toEqual(['silent']);
  });

  test('finds audio that stays on the rail, and forgives single peaks', () => {
    const pcm = speechLike(1);
    expect(codes(pcm.map((sample, index) => (index % 500 === 0 ? 1.2 : sample)))).toEqual(['clipped']);
    expect(codes(pcm.map((sample, index) => (index % 2000 === 0 ? 1.2 : sample)))).toEqual([]);
  });

  test('finds audio far shorter than the text needs', () => {
    expect(codes(speechLike(1.4), 5)).toEqual(['too_short']);
    expect(codes(speechLike(1.6), 5)).toEqual([]);
  });

  test('finds audio far longer than the text needs', () => {
    expect(codes(speechLike(5.6), 2)).toEqual(['too_long']);
    expect(codes(speechLike(5.4), 2)).toEqual([]);
  });

  test('finds no audio at all, however little was expected', () => {
    expect(codes(new Float32Array(), 0.1)).toEqual(['silent', 'too_short']);
  });

  test('finds a hole between words', () => {
    const hole = (seconds: number) => join(speechLike(2), new Float32Array(seconds * RATE), speechLike(2));
    expect(codes(hole(2.6))).toEqual(['long_silence']);
    expect(codes(hole(2.4))).toEqual([]);
  });

  test('expects longer pauses of slow speech, but no shorter ones of fast speech', () => {
    const pcm = join(speechLike(2), new Float32Array(4 * RATE), speechLike(2));
    expect(codes(pcm, 8, 0.5)).toEqual([]);
    expect(codes(pcm, 8, 4)).toEqual(['long_silence']);
    expect(codes(join(speechLike(2), new Float32Array(2.4 * RATE), speechLike(2)), 6.4, 4)).toEqual([]);
  });
});
