import { createReadStream } from 'node:fs';
import { LectorError } from '@lector/contract';
import { BYTES_PER_SAMPLE } from './pcm.js';

/** Samples to be encoded: s16le, mono. Both kinds are read in pieces, however long they are. */
export type PcmSource = PcmFile | PcmChunks;

/** Can be read twice, which loudness needs. */
export interface PcmFile {
  readonly kind: 'file';
  readonly path: string;
  readonly sampleRate: number;
  /** Where the samples start: 44 in a WAV file of `wavHeader`; 0 when absent. */
  readonly offsetBytes?: number | undefined;
}

export interface PcmChunks {
  readonly kind: 'chunks';
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly sampleRate: number;
  /** How many there will be, where that is known; chapters need it. */
  readonly samples?: number | undefined;
}

/** What is done with a chunk must not hold up the thread that renews locks: a second and a third of audio. */
const READ_BYTES = 64 * 1024;

/**
 * Chunks of whole samples, however the source was cut.
 * @throws LectorError `cancelled` when `signal` fires; RangeError when the source ends in the middle of a sample
 */
export async function* wholeSamples(source: PcmSource, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterable<Uint8Array> =
    source.kind === 'chunks'
      ? source.chunks
      : createReadStream(source.path, { start: source.offsetBytes ?? 0, highWaterMark: READ_BYTES });
  let odd: number | null = null;
  for await (const chunk of chunks) {
    if (signal?.aborted === true) throw new LectorError('cancelled', 'encoding was stopped', { cause: signal.reason });
    if (chunk.length === 0) continue;
    let rest = chunk;
    if (odd !== null) {
      yield Uint8Array.of(odd, chunk[0] ?? 0);
      odd = null;
      rest = chunk.subarray(1);
    }
    const whole = rest.length - (rest.length % BYTES_PER_SAMPLE);
    if (whole < rest.length) odd = rest[whole] ?? null;
    if (whole > 0) yield rest.subarray(0, whole);
  }
  if (odd !== null) throw new RangeError('the samples end in the middle of one');
}
