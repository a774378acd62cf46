import { LectorError } from '@lector/contract';
import { assertEncoding, needsFfmpeg, type Encoding } from './encoding.js';
import { BYTES_PER_SAMPLE } from './pcm.js';
import { contentType } from './speech-format.js';
import { WAV_HEADER_BYTES, wavHeader } from './wav.js';

/** A file in memory. */
export interface EncodedBytes {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly durationSeconds: number;
  /** Hz. */
  readonly sampleRate: number;
}

/**
 * The file of samples (s16le, mono) that are in memory and need nothing done to them: WAV and PCM at their own rate, tempo
 * and loudness; null for every other wish, which `encodeFile` meets. Byte for byte what `encodeFile` writes. Pure.
 * @throws RangeError for an encoding that should have been refused; LectorError `encoding_failed` for half a sample
 */
export function encodeSamples(
  chunks: readonly Uint8Array[],
  sampleRate: number,
  encoding: Encoding,
): EncodedBytes | null {
  assertEncoding(encoding);
  const { format, loudness } = encoding;
  if (loudness !== undefined || needsFfmpeg(encoding, sampleRate)) return null;
  const dataBytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (dataBytes % BYTES_PER_SAMPLE !== 0) {
    throw new LectorError('encoding_failed', `the samples end in the middle of one [bytes=${dataBytes}]`);
  }
  const headerBytes = format === 'wav' ? WAV_HEADER_BYTES : 0;
  const bytes = new Uint8Array(headerBytes + dataBytes);
  if (headerBytes > 0) bytes.set(wavHeader({ sampleRate, channels: 1, bytes: dataBytes }));
  let at = headerBytes;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return {
    bytes,
    contentType: contentType(format),
    durationSeconds: dataBytes / BYTES_PER_SAMPLE / sampleRate,
    sampleRate,
  };
}
