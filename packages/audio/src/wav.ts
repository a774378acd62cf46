import { s16ToFloat } from './pcm.js';

/** The RIFF/WAVE file around 16-bit PCM: a 44-byte header, then the samples. */

export const WAV_HEADER_BYTES = 44;

/** Sizes are 32-bit; the RIFF size counts 36 bytes of header too. Beyond this a WAV file cannot say its length. */
export const WAV_MAX_DATA_BYTES = 0xffff_ffff - 36;

const BITS_PER_SAMPLE = 16;
const PCM_FORMAT = 1;

export interface WavShape {
  readonly sampleRate: number;
  readonly channels: number;
  /** Bytes of samples that follow; null while they are still being made (streaming). */
  readonly bytes: number | null;
}

/**
 * The header. For an unknown length both sizes are 0xFFFFFFFF, which players read as "until the stream ends".
 * @throws RangeError when the length does not fit a WAV file
 */
export function wavHeader({ sampleRate, channels, bytes }: WavShape): Uint8Array {
  if (bytes !== null && (!Number.isInteger(bytes) || bytes < 0 || bytes > WAV_MAX_DATA_BYTES)) {
    throw new RangeError(`a WAV file cannot hold this much [bytes=${bytes}, max=${WAV_MAX_DATA_BYTES}]`);
  }
  const frameBytes = (channels * BITS_PER_SAMPLE) / 8;
  const header = new Uint8Array(WAV_HEADER_BYTES);
  const view = new DataView(header.buffer);
  ascii(header, 0, 'RIFF');
  view.setUint32(4, bytes === null ? 0xffff_ffff : 36 + bytes, true);
  ascii(header, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM_FORMAT, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, BITS_PER_SAMPLE, true);
  ascii(header, 36, 'data');
  view.setUint32(40, bytes ?? 0xffff_ffff, true);
  return header;
}

export interface Wav {
  readonly sampleRate: number;
  readonly channels: number;
  /** Samples in [-1, 1], channels interleaved. */
  readonly pcm: Float32Array;
}

/**
 * Reads 16-bit PCM WAV, skipping chunks it does not know.
 * @throws RangeError for anything else
 */
export function readWav(file: Uint8Array): Wav {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.byteLength < 12 || textAt(file, 0) !== 'RIFF' || textAt(file, 8) !== 'WAVE') {
    throw new RangeError(`not a WAV file [bytes=${file.byteLength}]`);
  }
  let format: { readonly sampleRate: number; readonly channels: number } | undefined;
  for (let at = 12; at + 8 <= file.byteLength;) {
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    // A streamed file does not know its size: its samples go on to the end.
    const end = Math.min(start + size, file.byteLength);
    const id = textAt(file, at);
    if (id === 'fmt ') format = readFormat(new DataView(view.buffer, view.byteOffset + start, end - start));
    if (id === 'data' && format) return { ...format, pcm: s16ToFloat(file.subarray(start, end)) };
    // Chunks are padded to even lengths.
    at = end + (size % 2);
  }
  throw new RangeError(`a WAV file without samples [bytes=${file.byteLength}]`);
}

function readFormat(chunk: DataView): { readonly sampleRate: number; readonly channels: number } {
  const kind = chunk.byteLength >= 16 ? chunk.getUint16(0, true) : undefined;
  const bits = chunk.byteLength >= 16 ? chunk.getUint16(14, true) : undefined;
  if (kind !== PCM_FORMAT || bits !== BITS_PER_SAMPLE) {
    throw new RangeError(`only 16-bit PCM is read here [format=${kind}, bits=${bits}]`);
  }
  return { channels: chunk.getUint16(2, true), sampleRate: chunk.getUint32(4, true) };
}

function ascii(bytes: Uint8Array, at: number, text: string): void {
  for (const [index, letter] of [...text].entries()) bytes[at + index] = letter.charCodeAt(0);
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
