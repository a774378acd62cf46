import type { Rendered } from '../engine.js';
import { SECONDS_PER_LETTER, type ToneUtterance } from './encode.js';

/** 10 ms at 24 kHz. */
const SAMPLES_PER_FRAME = 240;

/** Loud enough for the output check, far from clipping. */
const AMPLITUDE = 0.3;

/** Samples over which a letter fades in and out: 5 ms, else every letter would start with a click. */
const FADE_SAMPLES = 120;

/** One sine per letter, silence for a space. Pure: the same utterance gives the same samples. */
export function synthesise({ letters, speed }: ToneUtterance, sampleRate: number): Rendered {
  const framesPerLetter = Math.max(1, Math.round((SECONDS_PER_LETTER * sampleRate) / speed / SAMPLES_PER_FRAME));
  const samplesPerLetter = framesPerLetter * SAMPLES_PER_FRAME;
  const units = [...letters];
  const pcm = new Float32Array(units.length * samplesPerLetter);
  for (const [index, letter] of units.entries()) {
    if (letter === ' ') continue;
    const hertz = frequencyOf(letter);
    for (let sample = 0; sample < samplesPerLetter; sample += 1) {
      const toEdge = Math.min(sample, samplesPerLetter - 1 - sample);
      const fade = Math.min(1, toEdge / FADE_SAMPLES);
      const phase = (2 * Math.PI * hertz * sample) / sampleRate;
      pcm[index * samplesPerLetter + sample] = AMPLITUDE * fade * Math.sin(phase);
    }
  }
  return { pcm, durations: units.map(() => framesPerLetter), samplesPerFrame: SAMPLES_PER_FRAME };
}

/** 200 to 1,180 Hz by code point. */
function frequencyOf(letter: string): number {
  return 200 + (((letter.codePointAt(0) ?? 0) * 37) % 50) * 20;
}
