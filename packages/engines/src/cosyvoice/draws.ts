/**
 * The random numbers of one utterance: each is a hash of seed, purpose and index, so that no order, batch, window or
 * retry changes any of them. `models/cosyvoice/draws.py` has the same formulas.
 */

/** What a row of numbers is drawn for: two purposes never share a number. */
export const PURPOSE = { sampling: 1, flowNoise: 2, sourcePhase: 3, sourceNoise: 4 } as const;
export type Purpose = (typeof PURPOSE)[keyof typeof PURPOSE];

const TWO_32 = 2 ** 32;

export class Draws {
  private readonly seed: number;

  /** @param seed any whole number; its low 32 bits count */
  constructor(seed: number) {
    this.seed = mixed(seed | 0);
  }

  /** Number `index` (0, 1, …) of a purpose, uniform in [0, 1). */
  uniform(purpose: Purpose, index: number): number {
    return word(index, this.key(purpose)) / TWO_32;
  }

  /** float32 [count]: the numbers `first` … of a purpose, normal with mean 0 and deviation 1. */
  normals(purpose: Purpose, count: number, first = 0): Float32Array {
    const key = this.key(purpose);
    const numbers = new Float32Array(count);
    for (let at = 0; at < count; at += 1) {
      const even = 2 * (first + at);
      const length = Math.sqrt(-2 * Math.log((word(even, key) + 1) / TWO_32));
      numbers[at] = length * Math.cos(2 * Math.PI * (word(even + 1, key) / TWO_32));
    }
    return numbers;
  }

  private key(purpose: Purpose): number {
    return mixed((this.seed + purpose) | 0);
  }
}

/** 32 random bits as a whole number from 0. */
function word(index: number, key: number): number {
  return mixed(mixed((index + key) | 0) ^ key) >>> 0;
}

function mixed(bits: number): number {
  let x = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
}
