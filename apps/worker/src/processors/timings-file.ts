import { writeTimingLine, type TimingLevel, type TimingPrecision } from '@lector/audio';
import type { JobResult } from '@lector/contract';
import { splitSpeed, type EngineModel } from '@lector/engines';
import type { JobRecord, ObjectStore } from '@lector/jobs';
import { timingsKey } from '@lector/storage';
import type { DoneSegment } from './render-range.js';
import { segmentTimings } from './segment-timing.js';
import { speechOf } from './speech.js';
import { createSpillFile } from './spill-file.js';

/** The times of a job's sentences and words, gathered segment by segment into the file that the API tells them from. */
export interface TimingsFile {
  /** @param startSeconds where the segment begins in the audio before it is stretched */
  add(done: DoneSegment, startSeconds: number): Promise<void>;
  /** Uploads it under the attempt's own key. */
  store(fence: number, objects: Pick<ObjectStore, 'put' | 'putFile'>, signal: AbortSignal): Promise<StoredTimings>;
  remove(): Promise<void>;
}

type StoredTimings = NonNullable<JobResult['timings']>;

const CONTENT_TYPE = 'application/x-ndjson';

export function createTimingsFile({ id, request }: JobRecord, level: TimingLevel, model: EngineModel): TimingsFile {
  const file = createSpillFile('timings.ndjson');
  const { tempo } = splitSpeed(request.speed, model.speed);
  const encoder = new TextEncoder();
  // As long as every segment could be timed by its own durations.
  let precision: TimingPrecision = 'exact';
  return {
    async add({ segment, finished }, startSeconds) {
      const speech = speechOf(segment, request, model);
      const place = { startSeconds, tempo, level };
      for (const sentence of segmentTimings(segment, speech, finished.stored, model, place)) {
        if (sentence.precision === 'estimated') precision = 'estimated';
        await file.append(encoder.encode(writeTimingLine(sentence)));
      }
    },
    async store(fence, objects, signal) {
      const key = timingsKey(id, fence);
      const held = file.held();
      if (held !== null) await objects.put(key, Buffer.concat(held), { contentType: CONTENT_TYPE, signal });
      else {
        const { path } = await file.finish();
        await objects.putFile(key, path, { contentType: CONTENT_TYPE, bytes: file.bytes, signal });
      }
      return { url: `/v1/jobs/${id}/timings`, key, precision, level };
    },
    remove: () => file.remove(),
  };
}
