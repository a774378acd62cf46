import type { JobResult } from '@lector/contract';
import { jobEvent, jobId, jobLinks, type Finish, type JobRecord, type OwedEvent } from '@lector/jobs';
import { randomBytes } from 'node:crypto';

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
    progress: { segmentsDone: 0, segmentsTotal: 0, audioSeconds: 0 },
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
    id: record.id,
    fence,
    status,
    result: status === 'completed' ? aResult : null,
    error: errorOf(status),
    progress: { segmentsDone: 2, segmentsTotal: 2, audioSeconds: 1.5 },
    nowMs,
    event: anEvent(record, status, nowMs),
  };
}

function errorOf(status: Finish['status']) {
  if (status === 'completed') return null;
  return status === 'cancelled' ? cancelledError : anError;
}
