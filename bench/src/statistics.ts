/** What is said of repeated measurements. Pure; every function takes the samples in any order and leaves them alone. */

/** The value below which this share (0 to 1) of the samples lies, between neighbours by their distance; NaN for none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

export function mean(samples: readonly number[]): number {
  return sum(samples) / samples.length;
}

export function sum(samples: readonly number[]): number {
  return samples.reduce((total, sample) => total + sample, 0);
}

/**
 * Distance between the quartiles as a share of the median: one outlier among five does not move it, a machine that others use
 * does. null below two samples, and around zero, where a share says nothing.
 */
export function spread(samples: readonly number[]): number | null {
  const middle = median(samples);
  if (samples.length < 2 || middle === 0) return null;
  return (quantile(samples, 0.75) - quantile(samples, 0.25)) / Math.abs(middle);
}

/** Rise of the line through the points by least squares, in units of the samples for each step; 0 for fewer than two. */
export function slope(samples: readonly number[]): number {
  const meanStep = (samples.length - 1) / 2;
  const meanSample = mean(samples);
  let covariance = 0;
  let variance = 0;
  for (const [step, sample] of samples.entries()) {
    covariance += (step - meanStep) * (sample - meanSample);
    variance += (step - meanStep) ** 2;
  }
  return variance === 0 ? 0 : covariance / variance;
}

/** Pairs by position; the longer list's rest is left out. */
export function ratios(numerators: readonly number[], denominators: readonly number[]): readonly number[] {
  return numerators.slice(0, denominators.length).map((value, index) => value / (denominators[index] ?? Number.NaN));
}
