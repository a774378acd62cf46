import { PURPOSE, type Draws } from './draws.js';

/** The weights and amplitudes of the source, as a pack describes them. */
export interface SourceShape {
  /** One for each harmonic, the fundamental first. */
  readonly weight: readonly number[];
  readonly bias: number;
  readonly amplitude: number;
  readonly voicedNoise: number;
  readonly unvoicedNoise: number;
  readonly voicedAboveHz: number;
}

/**
 * What the vocoder filters: harmonics of f0 with a little noise where there is voice, noise where there is none.
 * `models/cosyvoice/source.py` has the formula. In double precision: cycles go into the thousands, where float32 keeps
 * three digits of their fraction.
 * @param f0 float32 [frames], Hz
 * @returns float32 [samplesPerFrame·frames], in (-1, 1)
 */
export function sourceOf(
  f0: Float32Array,
  shape: SourceShape,
  rate: { readonly sampleRate: number; readonly samplesPerFrame: number },
  draws: Draws,
): Float32Array {
  const { weight, bias, amplitude, voicedNoise, unvoicedNoise, voicedAboveHz } = shape;
  const { sampleRate, samplesPerFrame } = rate;
  const harmonics = weight.length;
  const phase = phasesOf(harmonics, draws);
  const cycles = new Float64Array(harmonics);
  const source = new Float32Array(samplesPerFrame * f0.length);
  for (let frame = 0; frame < f0.length; frame += 1) {
    const hertz = f0[frame] as number;
    const voiced = hertz > voicedAboveHz;
    const noiseLevel = voiced ? voicedNoise : unvoicedNoise;
    const first = frame * samplesPerFrame;
    // A frame at a time: those of ten seconds at once would be sixteen megabytes.
    const noise = draws.normals(PURPOSE.sourceNoise, samplesPerFrame * harmonics, first * harmonics);
    for (let n = 0; n < samplesPerFrame; n += 1) {
      let sum = bias;
      for (let harmonic = 0; harmonic < harmonics; harmonic += 1) {
        const step = (hertz * (harmonic + 1)) / sampleRate;
        let excitation = noiseLevel * (noise[n * harmonics + harmonic] as number);
        if (voiced) {
          const turn = ((cycles[harmonic] as number) + (n + 1) * step) % 1;
          excitation += amplitude * Math.sin(2 * Math.PI * turn + (phase[harmonic] as number));
        }
        sum += excitation * (weight[harmonic] as number);
      }
      source[first + n] = Math.tanh(sum);
    }
    for (let harmonic = 0; harmonic < harmonics; harmonic += 1) {
      const step = (hertz * (harmonic + 1)) / sampleRate;
      cycles[harmonic] = ((cycles[harmonic] as number) + samplesPerFrame * step) % 1;
    }
  }
  return source;
}

/** Radians in [-π, π): the fundamental begins at 0, the others anywhere. */
function phasesOf(harmonics: number, draws: Draws): Float64Array {
  return Float64Array.from({ length: harmonics }, (_, harmonic) =>
    harmonic === 0 ? 0 : (2 * draws.uniform(PURPOSE.sourcePhase, harmonic) - 1) * Math.PI,
  );
}
