import type { Job, JobAccepted, JobProgress, JobResult } from '@lector/contract';
import { isTerminal, type JobRecord, type RecordProgress } from './record.js';

/** What clients see of a record. Secrets and object keys of texts stay behind. */

export interface JobLinks {
  readonly self: string;
  readonly events: string;
  readonly audio: string;
}

/** @param publicUrl where clients reach the API, without a slash at the end; empty for paths */
export function jobLinks(id: string, publicUrl: string): JobLinks {
  const self = `${publicUrl}/v1/jobs/${id}`;
  return { self, events: `${self}/events`, audio: `${self}/audio` };
}

export interface JobViewOptions {
  readonly links: JobLinks;
  /** The submitted text, where the client asked for it. */
  readonly text?: string;
  readonly etaSeconds?: number | null;
}

export function jobView(record: JobRecord, options: JobViewOptions): Job {
  return {
    id: record.id,
    kind: record.kind,
    ...(record.retryOf === null ? {} : { retry_of: record.retryOf }),
    status: record.status,
    lane: record.lane,
    progress: progressView(record, options.etaSeconds ?? null),
    created_at: isoTime(record.createdAtMs),
    started_at: record.startedAtMs === null ? null : isoTime(record.startedAtMs),
    finished_at: record.finishedAtMs === null ? null : isoTime(record.finishedAtMs),
    attempts: record.attempts,
    request: requestView(record, options.text),
    result: record.result && resultView(record, record.result, options.links),
    error: record.error,
    metadata: record.request.metadata ?? {},
  };
}

export function jobAccepted(
  record: JobRecord,
  options: { readonly links: JobLinks; readonly etaSeconds: number | null },
): JobAccepted {
  const made = record.webhookSecretMade && record.webhookSecret !== null;
  return {
    id: record.id,
    status: record.status,
    lane: record.lane,
    eta_seconds: options.etaSeconds,
    links: { ...options.links },
    ...(made && record.webhookSecret !== null ? { webhook_secret: record.webhookSecret } : {}),
  };
}

function progressView(record: JobRecord, etaSeconds: number | null): JobProgress {
  const finished = isTerminal(record.status);
  return {
    ...progressNumbers(record.progress),
    ...(record.status === 'completed' ? { percent: 100 } : {}),
    eta_seconds: finished ? 0 : etaSeconds,
  };
}

/** Whole percent, rounded down: 100 means done. */
export function progressNumbers(progress: RecordProgress): Omit<JobProgress, 'eta_seconds'> {
  const { segmentsDone, segmentsTotal, audioSeconds } = progress;
  const percent = segmentsTotal === 0 ? 0 : Math.floor((Math.min(segmentsDone, segmentsTotal) / segmentsTotal) * 100);
  return { segments_done: segmentsDone, segments_total: segmentsTotal, audio_seconds: audioSeconds, percent };
}

function requestView(record: JobRecord, text: string | undefined): Record<string, unknown> {
  const { webhook, ...rest } = record.request;
  const shown: Record<string, unknown> = text === undefined ? { ...rest } : { text, ...rest };
  if (webhook === undefined) return shown;
  const { url, events } = webhook;
  return { ...shown, webhook: events === undefined ? { url } : { url, events } };
}

function resultView(record: JobRecord, result: JobResult, links: JobLinks): JobResult {
  if (result.audio === null || record.audioDeletedAtMs !== null) return { ...result, audio: null };
  return { ...result, audio: { ...result.audio, url: links.audio, url_expires_at: null } };
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
