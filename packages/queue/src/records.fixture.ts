import type { JobResult } from '@lector/contract';
import {
  jobEvent,
  jobId,
  jobLinks,
  NOTHING_DONE,
  type Finish,
  type JobRecord,
  type LaneBacklog,
  type LaneBacklogs,
  type OwedEvent,
  type ProgressUpdate,
  type SegmentDone,
} from '@lector/jobs';
import { randomBytes } from 'node:crypto';
import type { RedisClient } from './connection.js';
import { createJobStore } from './job-store.js';

/** Records for the tests of this package. */
export function aRecord(changes: Partial<JobRecord> = {}): JobRecord {
  return {
    id: jobId(randomBytes(16)),
    kind: 'speech',
    tenant: 'default',
    status: 'queued',
    lane: 'bulk',
    pack: 'tone',
    fence: 0,
    attempts: 0,
    attemptsForgiven: 0,
    waitedMs: 0,
    cancelRequested: false,
    createdAtMs: 1000,
    updatedAtMs: 1000,
    startedAtMs: null,
    finishedAtMs: null,
    request: {
      voice: 'default',
      language: 'auto',
      speed: 1,
      format: 'wav',
      metadata: { order: '7' },
      webhook: { url: 'https://receiver.example/lector' },
    },
    text: { inline: '你好, hello' },
    characters: 9,
    ...NOTHING_DONE,
    result: null,
    error: null,
    retryOf: null,
    webhookSecret: 'whsec_test',
    webhookSecretMade: false,
    audioDeletedAtMs: null,
    ...changes,
  };
}

export const aResult: JobResult = {
  audio: {
    url: '',
    url_expires_at: null,
    key: 'jobs/x/1/audio.wav',
    format: 'wav',
    bytes: 10,
    sha256: 'ab',
    duration_seconds: 1.5,
    sample_rate: 24_000,
  },
  spans: [{ start: 0, end: 9, language: 'zh' }],
  needs_review: [],
  rtf: 0.25,
  segments_rendered: 1,
  cached: false,
};

export const anError = { code: 'engine_failed', title: 't', detail: 'd', retryable: true } as const;
export const cancelledError = { code: 'cancelled', title: 't', detail: 'd', retryable: false } as const;

export function anEvent(record: JobRecord, status: Finish['status'], nowMs = 5000): OwedEvent {
  const event = jobEvent(record, {
    status,
    result: status === 'completed' ? aResult : null,
    error: errorOf(status),
    finishedAtMs: nowMs,
    links: jobLinks(record.id, ''),
  });
  return { ...event, url: record.request.webhook?.url ?? '', secret: record.webhookSecret ?? '' };
}

export function aFinish(
  record: JobRecord,
  fence: number,
  status: Finish['status'] = 'completed',
  nowMs = 5000,
): Finish {
  return {
    record,
    fence,
    status,
    result: status === 'completed' ? aResult : null,
    error: errorOf(status),
    nowMs,
    event: anEvent(record, status, nowMs),
  };
}

function errorOf(status: Finish['status']) {
  if (status === 'completed') return null;
  return status === 'cancelled' ? cancelledError : anError;
}

/** A newly rendered segment of a second, as PROGRESS is told of it. */
export function aSegment(changes: Partial<SegmentDone> = {}): SegmentDone {
  const audio = {
    audioSeconds: 1,
    pauseMs: 0,
    contentKey: 'c0ffee',
    tenant: 'default',
    cached: false,
    inferenceMs: 250,
  };
  return { index: 0, start: 0, end: 4, ...audio, ...changes };
}

/** @param segment what is done; none when null */
export function aProgress(segment: Partial<SegmentDone> | null, changes: Partial<ProgressUpdate> = {}): ProgressUpdate {
  return { segmentsTotal: 4, segment: segment && aSegment(segment), unit: null, nowMs: 3000, ...changes };
}

/** As PROGRESS notes a segment that was rendered then. */
export async function addSegment(
  { client, prefix }: { readonly client: RedisClient; readonly prefix: string },
  tenant: string,
  { key, atMs }: { readonly key: string; readonly atMs: number },
): Promise<void> {
  const store = createJobStore({ client, prefix, publicUrl: '', retentionMs: 1000 });
  // Whose job it is does not matter: a segment that was rendered is noted whatever becomes of that.
  await store.progress('job_gone', 1, aProgress({ tenant, contentKey: key }, { nowMs: atMs }));
}

/** What a backlog says once every job has ended. */
export const NOTHING_OPEN: LaneBacklogs = { interactive: laneOf(0), bulk: laneOf(0) };

/** A lane of jobs that were not split. */
export function laneOf(characters: number): LaneBacklog {
  return { characters, laterCharacters: 0, splitJobs: 0 };
}
