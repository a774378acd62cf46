/**
 * How alike two recordings sound, for the tests of graph preparation. Samples cannot be compared: the published graph
 * quantises its activations, the phases of its voice drift against the float graph's (1.6 dB signal to noise for audio
 * that nobody can tell apart), so energies per band of hearing and time are.
 */

const FRAME = 1024;
const HOP = 300;
const BANDS = 40;
const LOWEST_HZ = 60;
const HIGHEST_HZ = 11_000;
/** Quieter than this below the loudest band counts as silence, whose level is noise. */
const FLOOR_DB = 60;

export interface SpectralDistance {
  /** Root mean square difference of the bands' levels, averaged over time, in dB. */
  readonly bandDb: number;
  /** Pearson correlation of all levels in dB, 1 when one is the other made louder. */
  readonly correlation: number;
}

/** |DFT|² of the windowed frame at each bin, by the iterative radix-2 transform. */
function power(pcm: Float32Array, from: number): Float64Array {
  const re = new Float64Array(FRAME);
  const im = new Float64Array(FRAME);
  const bits = Math.log2(FRAME);
  for (let at = 0; at < FRAME; at += 1) {
    let reversed = 0;
    for (let bit = 0; bit < bits; bit += 1) if ((at & (1 << bit)) !== 0) reversed |= 1 << (bits - 1 - bit);
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / FRAME);
    re[reversed] = (pcm[from + at] ?? 0) * window;
  }
  for (let length = 2; length <= FRAME; length *= 2) {
    for (let k = 0; k < length / 2; k += 1) {
      const [c, s] = [Math.cos((-2 * Math.PI * k) / length), Math.sin((-2 * Math.PI * k) / length)];
      for (let start = k; start < FRAME; start += length) {
        const other = start + length / 2;
        const [reA, imA, reB, imB] = [re[start] ?? 0, im[start] ?? 0, re[other] ?? 0, im[other] ?? 0];
        const [x, y] = [reB * c - imB * s, reB * s + imB * c];
        re[start] = reA + x;
        im[start] = imA + y;
        re[other] = reA - x;
        im[other] = imA - y;
      }
    }
  }
  return re.subarray(0, FRAME / 2 + 1).map((value, bin) => value * value + (im[bin] ?? 0) ** 2);
}

function melOf(hz: number): number {
  return 2595 * Math.log10(1 + hz / 700);
}

/** The bins where each band begins, and after the last one where it ends. */
function bandEdges(sampleRate: number): number[] {
  const [low, high] = [melOf(LOWEST_HZ), melOf(HIGHEST_HZ)];
  return Array.from({ length: BANDS + 1 }, (_, band) => {
    const hz = 700 * (10 ** ((low + ((high - low) * band) / BANDS) / 2595) - 1);
    return Math.round((hz / sampleRate) * FRAME);
  });
}

/** Mean power of every band, frame by frame. */
function bandPowers(pcm: Float32Array, sampleRate: number): number[][] {
  const edges = bandEdges(sampleRate);
  const frames: number[][] = [];
  for (let from = 0; from + FRAME <= pcm.length; from += HOP) {
    const bins = power(pcm, from);
    frames.push(
      edges.slice(0, -1).map((begin, band) => {
        const end = Math.max(begin + 1, edges[band + 1] ?? 0);
        return bins.subarray(begin, end).reduce((sum, value) => sum + value, 0) / (end - begin);
      }),
    );
  }
  return frames;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (const [at, value] of a.entries()) {
    const [x, y] = [value - meanA, (b[at] ?? 0) - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}

/** Compares over the length both have; `reference` sets the level below which all is silence. */
export function spectralDistance(reference: Float32Array, other: Float32Array, sampleRate: number): SpectralDistance {
  const [a, b] = [bandPowers(reference, sampleRate), bandPowers(other, sampleRate)];
  const floor = Math.max(...a.flat()) * 10 ** (-FLOOR_DB / 10);
  const frames = Math.min(a.length, b.length);
  const levels = (powers: number[][]) =>
    powers.slice(0, frames).map((frame) => frame.map((value) => 10 * Math.log10(Math.max(value, floor))));
  const [levelsA, levelsB] = [levels(a), levels(b)];
  const perFrame = levelsA.map((frame, at) => {
    const squares = frame.map((level, band) => (level - (levelsB[at]?.[band] ?? 0)) ** 2);
    return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / BANDS);
  });
  return {
    bandDb: perFrame.reduce((sum, value) => sum + value, 0) / frames,
    correlation: correlation(levelsA.flat(), levelsB.flat()),
  };
}
