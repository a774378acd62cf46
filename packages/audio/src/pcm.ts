/**
 * Samples as the engines give them (float32 in [-1, 1], mono) and as they are stored and sent: S16, signed 16 bit,
 * little-endian.
 */

export const BYTES_PER_SAMPLE = 2;

/**
 * Full scale. 32,767 for both signs, so that silence, symmetry and the round trip are exact; -32,768 is never written.
 */
const FULL_SCALE = 32_767;

/** Whether a typed array writes numbers as files hold them; so it is on every processor onnxruntime runs on. */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Rounds to the nearest step and clamps beyond full scale. NaN becomes silence: `inspectAudio` reports it before. */
export function floatToS16(pcm: Float32Array): Uint8Array {
  // Not a `DataView`, nor `Math.round`: hours of audio pass through here, and each is four times slower.
  const steps = new Int16Array(pcm.length);
  for (let index = 0; index < pcm.length; index += 1) {
    const sample = pcm[index] as number;
    const clamped = sample > 1 ? 1 : sample < -1 ? -1 : sample;
    steps[index] = Math.floor(clamped * FULL_SCALE + 0.5) | 0;
  }
  if (!LITTLE_ENDIAN) Buffer.from(steps.buffer).swap16();
  return new Uint8Array(steps.buffer);
}

/** The samples times `gain`; what goes beyond full scale is cut off by `floatToS16`. */
export function withGain(pcm: Float32Array, gain: number): Float32Array {
  return gain === 1 ? pcm : pcm.map((sample) => sample * gain);
}

/** @throws RangeError when the bytes end in the middle of a sample */
export function s16ToFloat(bytes: Uint8Array): Float32Array {
  if (bytes.byteLength % BYTES_PER_SAMPLE !== 0) {
    throw new RangeError(`16-bit samples in an odd number of bytes [bytes=${bytes.byteLength}]`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Not `Float32Array.from`: hours of audio pass through here, and it is ten times slower.
  const pcm = new Float32Array(bytes.byteLength / BYTES_PER_SAMPLE);
  for (let index = 0; index < pcm.length; index += 1) {
    pcm[index] = view.getInt16(index * BYTES_PER_SAMPLE, true) / FULL_SCALE;
  }
  return pcm;
}

/**
 * `ms` milliseconds of nothing, S16 mono. It joins speech without a click: Kokoro's audio starts and ends at exactly
 * zero (195 utterances), so segment edges need no fade.
 */
export function silence(ms: number, sampleRate: number): Uint8Array {
  return new Uint8Array(Math.round((ms * sampleRate) / 1000) * BYTES_PER_SAMPLE);
}
