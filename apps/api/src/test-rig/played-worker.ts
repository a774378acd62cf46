import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { JobStore } from '@lector/jobs';
import { audioKey, type S3ObjectStore, segmentKey } from '@lector/storage';
import { jobResult } from './job-result.js';
import { storedPcm } from './play-segments.js';

/** A worker as the test plays it: the same calls on the job record, and the same objects, as a worker makes. */
export type PlayedWorker = ReturnType<typeof playedWorker>;

/** What it delivers for every job. */
export const AUDIO = randomBytes(3 * 1024 * 1024 + 5);
export const SHA256 = createHash('sha256').update(AUDIO).digest('hex');

interface Place {
  readonly index: number;
  readonly total: number;
}

export function playedWorker(store: JobStore, objects: S3ObjectStore) {
  const tell = async (
    id: string,
    fence: number,
    { index, total }: Place,
    of: { readonly contentKey: string; readonly tenant: string },
  ) => {
    const place = { index, start: index, end: index + 1, audioSeconds: 1, pauseMs: 0 };
    const segment = { ...place, ...of, cached: false, inferenceMs: 300 };
    await store.progress(id, fence, { segmentsTotal: total, segment, unit: null, nowMs: Date.now() });
  };
  return {
    /** @returns the fence */
    async start(id: string): Promise<number> {
      const started = await store.start(id, { maxAttempts: 3, nowMs: Date.now() });
      if (started.kind !== 'started') throw new Error(`not started: ${started.kind}`);
      return started.fence;
    },

    /** Tells of a segment that nobody will read. */
    async renderSegment(id: string, fence: number, place: Place): Promise<void> {
      await tell(id, fence, place, { contentKey: `key-${place.index}`, tenant: 'default' });
    },

    /** Stores a segment, and then tells of it. @param pcm s16le */
    async finishSegment(id: string, fence: number, place: Place, tenant: string, pcm: Uint8Array): Promise<void> {
      const contentKey = createHash('sha256').update(pcm).digest('hex');
      await objects.put(segmentKey(tenant, contentKey), storedPcm(pcm), { contentType: 'application/octet-stream' });
      await tell(id, fence, place, { contentKey, tenant });
    },

    /** Stores the audio and ends the job. */
    async complete(id: string, fence: number): Promise<void> {
      const key = audioKey(id, fence, 'wav');
      await objects.put(key, AUDIO, { contentType: 'audio/wav' });
      const result = jobResult({ key, format: 'wav', bytes: AUDIO.length, sha256: SHA256, duration_seconds: 2 });
      const record = await store.get(id);
      if (record === null) throw new Error('the job is gone');
      const end = { status: 'completed', result, error: null, nowMs: Date.now(), event: null } as const;
      expect(await store.finish({ record, fence, ...end })).toBe('ok');
    },
  };
}
