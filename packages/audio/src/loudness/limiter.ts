import { createPeakDetector } from './true-peak.js';

/**
 * Keeps peaks below a ceiling without being heard: it sees them 5 ms before they come, turns down smoothly, and comes
 * back slowly. As many samples come out as go in. Pure.
 */
export interface Limiter {
  /** Gives what is ready; the rest comes with a later call or with `flush`. */
  push(pcm: Float32Array): Float32Array;
  flush(): Float32Array;
}

const LOOK_AHEAD_SECONDS = 0.005;
const RELEASE_SECONDS = 0.08;

/** @param ceiling linear, of full scale: no true peak goes above */
export function createLimiter(sampleRate: number, ceiling: number): Limiter {
  const detector = createPeakDetector();
  const ahead = Math.max(1, Math.round(LOOK_AHEAD_SECONDS * sampleRate));
  const release = 1 - Math.exp(-1 / (RELEASE_SECONDS * sampleRate));
  const delay = detector.delay + 2 * ahead;
  const samples = new Float64Array(delay + 1);
  const least = slidingMinimum(2 * ahead + 1);
  const smooth = slidingMean(ahead);
  let count = 0;
  let held = 1;

  const step = (sample: number): number => {
    const peak = detector.push(sample, ceiling);
    const wanted = least(peak > ceiling ? ceiling / peak : 1);
    // Down at once (the mean below makes it gradual), back slowly.
    held = Math.min(wanted, held + (1 - held) * release);
    const gain = smooth(held);
    samples[count % samples.length] = sample;
    count += 1;
    return (samples[count % samples.length] ?? 0) * gain;
  };

  return {
    push(pcm) {
      const out = new Float32Array(pcm.length);
      for (let index = 0; index < pcm.length; index += 1) out[index] = step(pcm[index] ?? 0);
      // The first `delay` values are the silence the limiter started with.
      const early = Math.max(0, Math.min(pcm.length, delay - (count - pcm.length)));
      return out.subarray(early);
    },
    flush() {
      const rest = Math.min(count, delay);
      const unstarted = Math.max(0, delay - count);
      for (let index = 0; index < unstarted; index += 1) step(0);
      return Float32Array.from({ length: rest }, () => step(0));
    },
  };
}

/** The least of the last `length` values; 1 before there are any. */
function slidingMinimum(length: number): (value: number) => number {
  // Values that can still become the least, rising, with the place they came at.
  const candidates: { readonly value: number; readonly at: number }[] = [];
  let at = 0;
  return (value) => {
    while ((candidates.at(-1)?.value ?? -1) >= value) candidates.pop();
    candidates.push({ value, at });
    if ((candidates[0]?.at ?? 0) <= at - length) candidates.shift();
    at += 1;
    return candidates[0]?.value ?? 1;
  };
}

function slidingMean(length: number): (value: number) => number {
  const values = new Float64Array(length).fill(1);
  let at = 0;
  let sum = length;
  return (value) => {
    sum += value - (values[at] ?? 0);
    values[at] = value;
    at = (at + 1) % length;
    return sum / length;
  };
}
