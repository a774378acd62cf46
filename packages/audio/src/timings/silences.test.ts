import { describe, expect, it } from 'vitest';
import { findSilences } from './silences.js';

const RATE = 24_000;
/** A tone, or near silence, of so many milliseconds. */
const tone = (ms: number, amplitude = 8_000) =>
  Array.from({ length: (ms * RATE) / 1000 }, (_, at) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * 200 * at) / RATE)),
  );
const pcm = (...stretches: readonly (readonly number[])[]) => new Uint8Array(Int16Array.from(stretches.flat()).buffer);

describe('findSilences', () => {
  it('finds the silence around sounds and between them', () => {
    expect(findSilences(pcm(tone(300, 0), tone(500), tone(100, 0), tone(200), tone(205, 0)), RATE)).toEqual([
      { startSeconds: 0, endSeconds: 0.3 },
      { startSeconds: 0.8, endSeconds: 0.9 },
      { startSeconds: 1.1, endSeconds: 1.305 },
    ]);
  });

  it('takes noise far below the voice for silence, and a soft sound for sound', () => {
    expect(findSilences(pcm(tone(500), tone(200, 20), tone(500)), RATE)).toEqual([
      { startSeconds: 0.5, endSeconds: 0.7 },
    ]);
    expect(findSilences(pcm(tone(500), tone(200, 200), tone(500)), RATE)).toEqual([]);
  });

  it('leaves the closures of stops alone', () => {
    expect(findSilences(pcm(tone(500), tone(40, 0), tone(500)), RATE)).toEqual([]);
  });

  it('reads samples that do not begin at an even address, as behind the head of a stored segment', () => {
    const bytes = pcm(tone(100), tone(100, 0));
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(findSilences(shifted.subarray(1), RATE)).toEqual([{ startSeconds: 0.1, endSeconds: 0.2 }]);
  });

  it('finds all of it in audio without a sound, and nothing in none', () => {
    expect(findSilences(pcm(tone(1000, 0)), RATE)).toEqual([{ startSeconds: 0, endSeconds: 1 }]);
    expect(findSilences(new Uint8Array(), RATE)).toEqual([]);
  });
});
