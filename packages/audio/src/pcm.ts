/**
 * Samples as the engines give them (float32 in [-1, 1], mono) and as they are stored and sent: S16, signed 16 bit,
 * little-endian.
 */

export const BYTES_PER_SAMPLE = 2;

/**
 * Full scale. 32,767 for both signs, so that silence, symmetry and the round trip are exact; -32,768 is never written.
 */
const FULL_SCALE = 32_767;

/** Rounds to the nearest step and clamps beyond full scale. NaN becomes silence: `inspectAudio` reports it before. */
export function floatToS16(pcm: Float32Array): Uint8Array {
  const bytes = new Uint8Array(pcm.length * BYTES_PER_SAMPLE);
  const view = new DataView(bytes.buffer);
  for (const [index, sample] of pcm.entries()) {
    const clamped = Math.max(-1, Math.min(1, sample));
    view.setInt16(index * BYTES_PER_SAMPLE, Math.round(clamped * FULL_SCALE), true);
  }
  return bytes;
}

/** @throws RangeError when the bytes end in the middle of a sample */
export function s16ToFloat(bytes: Uint8Array): Float32Array {
  if (bytes.byteLength % BYTES_PER_SAMPLE !== 0) {
    throw new RangeError(`16-bit samples in an odd number of bytes [bytes=${bytes.byteLength}]`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from(
    { length: bytes.byteLength / BYTES_PER_SAMPLE },
    (_, index) => view.getInt16(index * BYTES_PER_SAMPLE, true) / FULL_SCALE,
  );
}

/**
 * `ms` milliseconds of nothing, S16 mono. It joins speech without a click: Kokoro's audio starts and ends at exactly
 * zero (195 utterances), so segment edges need no fade.
 */
export function silence(ms: number, sampleRate: number): Uint8Array {
  return new Uint8Array(Math.round((ms * sampleRate) / 1000) * BYTES_PER_SAMPLE);
}
