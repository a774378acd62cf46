/**
 * How loud sound is to people, as ITU-R BS.1770 weighs it: a shelf for the head, a high-pass for what nobody hears. The
 * standard gives coefficients for 48 kHz only; these analogue parameters give the same filters at any rate (they
 * reproduce the standard's numbers at 48 kHz to ten places). Pure.
 */
export interface Biquad {
  readonly b: readonly [number, number, number];
  /** Without the leading 1. */
  readonly a: readonly [number, number];
}

const SHELF = { hz: 1681.974450955533, gainDb: 3.999843853973347, q: 0.7071752369554196 };
const HIGH_PASS = { hz: 38.13547087602444, q: 0.5003270373238773 };

export function kWeighting(sampleRate: number): readonly [Biquad, Biquad] {
  const tan = (hz: number) => Math.tan((Math.PI * hz) / sampleRate);
  const k = tan(SHELF.hz);
  const high = 10 ** (SHELF.gainDb / 20);
  const band = high ** 0.4996667741545416;
  const scale = 1 + k / SHELF.q + k * k;
  const shelf: Biquad = {
    b: [
      (high + (band * k) / SHELF.q + k * k) / scale,
      (2 * (k * k - high)) / scale,
      (high - (band * k) / SHELF.q + k * k) / scale,
    ],
    a: [(2 * (k * k - 1)) / scale, (1 - k / SHELF.q + k * k) / scale],
  };
  const h = tan(HIGH_PASS.hz);
  const base = 1 + h / HIGH_PASS.q + h * h;
  const highPass: Biquad = {
    b: [1, -2, 1],
    a: [(2 * (h * h - 1)) / base, (1 - h / HIGH_PASS.q + h * h) / base],
  };
  return [shelf, highPass];
}

/** Runs a filter over samples as they come. */
export function biquadFilter({ b, a }: Biquad): (sample: number) => number {
  const [b0, b1, b2] = b;
  const [a1, a2] = a;
  let first = 0;
  let second = 0;
  return (sample) => {
    const out = b0 * sample + first;
    first = b1 * sample - a1 * out + second;
    second = b2 * sample - a2 * out;
    return out;
  };
}
