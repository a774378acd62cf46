import { biquadFilter, kWeighting } from './k-weighting.js';
import { createPeakDetector } from './true-peak.js';

/** Integrated loudness after EBU R128 (ITU-R BS.1770-4), mono, and the true peak. Pure; memory: 8 bytes per 100 ms. */
export interface Loudness {
  /** LUFS; null where nothing is loud enough to be measured. */
  readonly lufs: number | null;
  /** dBTP; null of exact silence. */
  readonly peakDb: number | null;
}

export interface LoudnessMeter {
  push(pcm: Float32Array): void;
  /** To be called once, after the last sample. */
  finish(): Loudness;
}

const STEP_SECONDS = 0.1;
/** 400 ms, a new one every 100. */
const STEPS_PER_BLOCK = 4;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;

export function createLoudnessMeter(sampleRate: number): LoudnessMeter {
  const [shelf, highPass] = kWeighting(sampleRate);
  const first = biquadFilter(shelf);
  const second = biquadFilter(highPass);
  const detector = createPeakDetector();
  const stepSamples = Math.round(STEP_SECONDS * sampleRate);
  const steps: number[] = [];
  let energy = 0;
  let inStep = 0;
  let peak = 0;
  return {
    push(pcm) {
      for (const sample of pcm) {
        const weighted = second(first(sample));
        energy += weighted * weighted;
        inStep += 1;
        if (inStep === stepSamples) {
          steps.push(energy / stepSamples);
          energy = 0;
          inStep = 0;
        }
        peak = Math.max(peak, detector.push(sample, peak));
      }
    },
    finish() {
      // What is still inside the detector.
      for (let rest = 0; rest < detector.delay; rest += 1) peak = Math.max(peak, detector.push(0, peak));
      const whole = steps.length < STEPS_PER_BLOCK ? shortBlock(steps, energy, inStep, stepSamples) : blocks(steps);
      return { lufs: integrated(whole), peakDb: peak === 0 ? null : 20 * Math.log10(peak) };
    },
  };
}

function blocks(steps: readonly number[]): readonly number[] {
  return steps
    .slice(STEPS_PER_BLOCK - 1)
    .map((_, index) => steps.slice(index, index + STEPS_PER_BLOCK).reduce((sum, step) => sum + step) / STEPS_PER_BLOCK);
}

/** A word shorter than a block is one block of its own length. */
function shortBlock(steps: readonly number[], energy: number, inStep: number, stepSamples: number): readonly number[] {
  const samples = steps.length * stepSamples + inStep;
  return samples === 0 ? [] : [(steps.reduce((sum, step) => sum + step * stepSamples, 0) + energy) / samples];
}

function integrated(energies: readonly number[]): number | null {
  const above = (gate: number) => energies.filter((energy) => loudnessOf(energy) > gate);
  const audible = above(ABSOLUTE_GATE_LUFS);
  if (audible.length === 0) return null;
  return loudnessOf(mean(above(Math.max(ABSOLUTE_GATE_LUFS, loudnessOf(mean(audible)) + RELATIVE_GATE_LU))));
}

function loudnessOf(energy: number): number {
  return -0.691 + 10 * Math.log10(energy);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
