/**
 * Peaks between the samples: what a converter or a lossy decoder makes of them can rise above every sample. Four times
 * oversampled, as ITU-R BS.1770 asks. Pure.
 */

const PHASES = 4;
/** Samples on each side of the place looked at. */
const REACH = 6;
/** A place between samples this far below `floor` everywhere cannot reach it: saves nearly all of the work. */
const HEADROOM = 0.5;

/** Windowed sinc at a quarter, a half and three quarters between two samples: `float64 [3][12]`. */
const KERNELS = Array.from({ length: PHASES - 1 }, (_, index) => {
  const shift = (index + 1) / PHASES;
  return Float64Array.from({ length: 2 * REACH }, (_, tap) => {
    const distance = tap - (REACH - 1) - shift;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / (REACH + 0.5));
    return (Math.sin(Math.PI * distance) / (Math.PI * distance)) * window;
  });
});

export interface PeakDetector {
  /** How many samples the answer is behind: `push(x[i])` gives the peak around `x[i - delay]`. */
  readonly delay: number;
  /**
   * The largest magnitude from a sample to just before the next. Exact from `floor` up; below it only the sample itself.
   */
  push(sample: number, floor: number): number;
}

export function createPeakDetector(): PeakDetector {
  const length = 2 * REACH;
  // Twice over, so that a window is always in one piece.
  const ring = new Float64Array(2 * length);
  let at = 0;
  let sinceLoud = length;
  return {
    delay: REACH,
    push(sample, floor) {
      ring[at] = sample;
      ring[at + length] = sample;
      at = at + 1 === length ? 0 : at + 1;
      sinceLoud = Math.abs(sample) >= floor * HEADROOM ? 0 : sinceLoud + 1;
      let peak = Math.abs(ring[at + REACH - 1] ?? 0);
      if (sinceLoud >= length) return peak;
      for (const kernel of KERNELS) {
        let sum = 0;
        for (let tap = 0; tap < length; tap += 1) sum += (kernel[tap] ?? 0) * (ring[at + tap] ?? 0);
        const between = Math.abs(sum);
        if (between > peak) peak = between;
      }
      return peak;
    },
  };
}
