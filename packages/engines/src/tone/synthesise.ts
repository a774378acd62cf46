import type { Rendered } from '../engine.js';
import { SECONDS_PER_LETTER, type ToneUtterance } from './encode.js';

/** 10 ms at 24 kHz. */
const SAMPLES_PER_FRAME = 240;

/** Loud enough for the output check, far from clipping. */
const AMPLITUDE = 0.3;

/** Samples over which a letter fades in and out: 5 ms, else every letter would start with a click. */
const FADE_SAMPLES = 120;

/** Letters sound alike by the twenty, so a few dozen waves serve all text at one speed. */
export type Waves = Map<string, Float32Array>;
const MAX_WAVES = 200;

/**
 * One sine per letter, silence for a space: the same utterance gives the same samples.
 * @param waves kept from call to call, so that a stand-in takes no time beside what it stands in for
 */
export function synthesise({ letters, speed }: ToneUtterance, sampleRate: number, waves: Waves = new Map()): Rendered {
  const framesPerLetter = Math.max(1, Math.round((SECONDS_PER_LETTER * sampleRate) / speed / SAMPLES_PER_FRAME));
  const samplesPerLetter = framesPerLetter * SAMPLES_PER_FRAME;
  const units = [...letters];
  const pcm = new Float32Array(units.length * samplesPerLetter);
  for (const [index, letter] of units.entries()) {
    if (letter === ' ') continue;
    const hertz = frequencyOf(letter);
    const name = `${hertz} ${samplesPerLetter}`;
    let wave = waves.get(name);
    if (wave === undefined) {
      if (waves.size >= MAX_WAVES) waves.clear();
      wave = waveOf(hertz, samplesPerLetter, sampleRate);
      waves.set(name, wave);
    }
    pcm.set(wave, index * samplesPerLetter);
  }
  return { pcm, durations: units.map(() => framesPerLetter), samplesPerFrame: SAMPLES_PER_FRAME };
}

function waveOf(hertz: number, samples: number, sampleRate: number): Float32Array {
  return Float32Array.from({ length: samples }, (_, sample) => {
    const toEdge = Math.min(sample, samples - 1 - sample);
    const fade = Math.min(1, toEdge / FADE_SAMPLES);
    return AMPLITUDE * fade * Math.sin((2 * Math.PI * hertz * sample) / sampleRate);
  });
}

/** 200 to 1,180 Hz by code point. */
function frequencyOf(letter: string): number {
  return 200 + (((letter.codePointAt(0) ?? 0) * 37) % 50) * 20;
}
