import type { JobError, JobResult } from '@lector/contract';
import { terminalEventId } from './ids.js';
import type { OutboxEvent, SegmentDone } from './ports.js';
import type { JobRecord, TerminalStatus } from './record.js';
import { isoTime, type JobLinks } from './views.js';

/**
 * What is told about a job. Terminal events are thin on purpose: a webhook body stays far below the 20 kB that Standard
 * Webhooks allows whatever the job was, and a receiver that wants more follows `links.self`.
 */
export interface TerminalEventData {
  readonly id: string;
  readonly status: TerminalStatus;
  readonly metadata: Readonly<Record<string, string>>;
  readonly result: { readonly audio: TerminalEventAudio } | null;
  readonly error: JobError | null;
  readonly links: JobLinks;
}

export interface TerminalEventAudio {
  readonly key: string;
  readonly format: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly duration_seconds: number;
  readonly sample_rate: number;
}

/** How the job ended: what the record does not say yet while FINISH or CANCEL is being prepared. */
export interface JobEnd {
  readonly status: TerminalStatus;
  readonly result: JobResult | null;
  readonly error: JobError | null;
  readonly finishedAtMs: number;
  readonly links: JobLinks;
}

type Told = Pick<JobRecord, 'id'> & { readonly request: Pick<JobRecord['request'], 'metadata'> };

export function terminalEventData(record: Told, end: JobEnd): TerminalEventData {
  const audio = end.result?.audio ?? null;
  return {
    id: record.id,
    status: end.status,
    metadata: record.request.metadata ?? {},
    result: audio && {
      audio: {
        key: audio.key,
        format: audio.format,
        bytes: audio.bytes,
        sha256: audio.sha256,
        duration_seconds: audio.duration_seconds,
        sample_rate: audio.sample_rate,
      },
    },
    error: end.error,
    links: end.links,
  };
}

/** The event as it is stored: the body is serialised here, once, and sent byte for byte on every attempt. */
export function jobEvent(record: Told, end: JobEnd): OutboxEvent {
  const type = `job.${end.status}` as const;
  const body = { type, timestamp: isoTime(end.finishedAtMs), data: terminalEventData(record, end) };
  return { id: terminalEventId(record.id), type, jobId: record.id, body: JSON.stringify(body) };
}

/** Whether this end of the job is one its webhook asked for. */
export function wantsEvent(record: Pick<JobRecord, 'request'>, status: TerminalStatus): boolean {
  const { webhook } = record.request;
  return webhook !== undefined && (webhook.events === undefined || webhook.events.includes(`job.${status}`));
}

/** `data` of a `job.segment` line; offsets are code points of the submitted text. */
export function segmentEventData(segment: SegmentDone): string {
  const { index, start, end, audioSeconds, leadMs, cached } = segment;
  const lead = leadMs === undefined ? {} : { lead_ms: leadMs };
  return JSON.stringify({ index, start, end, audio_seconds: audioSeconds, ...lead, cached });
}
