import { readStoredSegment, silence } from '@lector/audio';
import { LectorError } from '@lector/contract';
import type { ObjectStore } from '@lector/jobs';
import { inStoreTime } from '../store-time.js';
import type { SegmentRef } from './segment-feed.js';

export interface SamplesDeps {
  readonly objects: Pick<ObjectStore, 'get'>;
  readonly segmentKey: (tenant: string, contentKey: string) => string;
  /** Longest wait for the object store. */
  readonly storeMs: number;
  /** Hz of what the engine renders. */
  readonly sampleRate: number;
  /** What the samples will be stretched by: jobs tell pauses as they are heard then, segments are stored before. */
  readonly tempo: number;
}

/** At most so much at a time, a second at 24 kHz: whoever reads slowly makes us hold no more. */
const PIECE_BYTES = 48_000;

/**
 * The samples of these segments with the pauses after them, s16le mono, fetched one segment at a time: the same bytes the
 * job's own WAV holds.
 * @throws LectorError `storage_unavailable`, `storage_refused`; `job_without_audio` where a segment is gone or broken
 */
export async function* speechSamples(
  segments: AsyncIterable<SegmentRef>,
  tenant: string,
  deps: SamplesDeps,
): AsyncGenerator<Uint8Array> {
  for await (const { contentKey, pauseMs, leadMs } of segments) {
    const key = deps.segmentKey(tenant, contentKey);
    const bytes = await inStoreTime(deps.storeMs, (signal) => deps.objects.get(key, { signal }));
    const stored = bytes === null ? null : readStoredSegment(bytes);
    if (stored === null) throw new LectorError('job_without_audio', `a finished segment is gone [key=${key}]`);
    yield* inPieces(silence(leadMs * deps.tempo, deps.sampleRate));
    yield* inPieces(stored.pcm);
    yield* inPieces(silence(pauseMs * deps.tempo, deps.sampleRate));
  }
}

function* inPieces(pcm: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < pcm.length; at += PIECE_BYTES) yield pcm.subarray(at, at + PIECE_BYTES);
}
