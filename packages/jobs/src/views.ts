import { textField, type Job, type JobAccepted, type JobProgress, type JobResult } from '@lector/contract';
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

/**
 * Links for events. They are read far from the API, where a path alone leads nowhere, and are made by whichever process
 * ends the job: they begin where the job was taken, so that all tell the same.
 * @param publicUrl of the process, empty where none is configured; for records that do not say where they were taken
 */
export function eventLinks({ id, apiUrl = '' }: Pick<JobRecord, 'id' | 'apiUrl'>, publicUrl: string): JobLinks {
  return jobLinks(id, apiUrl === '' ? publicUrl : apiUrl);
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

/** The 202. A replay of it is the same again, whatever has become of the job since. */
export function jobAccepted(record: JobRecord, links: JobLinks): JobAccepted {
  const { webhookSecret, webhookSecretMade } = record;
  return {
    id: record.id,
    status: 'queued',
    lane: record.lane,
    eta_seconds: record.etaSeconds ?? null,
    links: { ...links },
    ...(webhookSecretMade && webhookSecret !== null ? { webhook_secret: webhookSecret } : {}),
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
  const { format = 'plain' } = record.text;
  const shown: Record<string, unknown> = text === undefined ? { ...rest } : { ...textField({ text, format }), ...rest };
  if (webhook === undefined) return shown;
  const { url, events } = webhook;
  return { ...shown, webhook: events === undefined ? { url } : { url, events } };
}

function resultView(record: JobRecord, result: JobResult, links: JobLinks): JobResult {
  const { timings, ...rest } = result;
  if (result.audio === null || record.audioDeletedAtMs !== null) return { ...rest, audio: null };
  return {
    ...rest,
    audio: { ...result.audio, url: links.audio, url_expires_at: null },
    ...(timings === undefined ? {} : { timings: { ...timings, url: `${links.self}/timings` } }),
  };
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
