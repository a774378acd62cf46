import type { JobError, JobResult, JobStatus, Lane } from '@lector/contract';
import type { JobRecord, RecordProgress, TerminalStatus } from './record.js';

/**
 * What the rules need from the machines. `packages/queue` and `packages/storage` implement these.
 */

/** An event as it is stored: the same id and the same bytes on every delivery. */
export interface OutboxEvent {
  readonly id: string;
  readonly type: 'job.completed' | 'job.failed' | 'job.cancelled';
  readonly jobId: string;
  /** The exact body a webhook receives. */
  readonly body: string;
}

/**
 * An event with all that is needed to send it. It is kept until its last attempt, whatever becomes of the job's record
 * meanwhile: retention may be shorter than the schedule of retries.
 */
export interface OwedEvent extends OutboxEvent {
  readonly url: string;
  readonly secret: string;
}

export type AdmitOutcome =
  | { readonly kind: 'created'; readonly record: JobRecord }
  /** The same idempotency key with the same request: the job made then. */
  | { readonly kind: 'replayed'; readonly record: JobRecord }
  /** The same idempotency key with another request. */
  | { readonly kind: 'key_reused' };

export type StartOutcome =
  | { readonly kind: 'started'; readonly record: JobRecord; readonly fence: number }
  | { readonly kind: 'terminal'; readonly status: TerminalStatus }
  | { readonly kind: 'cancel_requested'; readonly record: JobRecord; readonly fence: number }
  | { readonly kind: 'attempts_exhausted'; readonly record: JobRecord; readonly fence: number }
  | { readonly kind: 'missing' };

/** Answer to every fenced write. */
export type FencedOutcome = 'ok' | 'cancel_requested' | 'fenced' | 'terminal' | 'missing';

export type CancelOutcome =
  | { readonly kind: 'cancelled' }
  /** Somebody is rendering it; it stops within one segment. */
  | { readonly kind: 'requested' }
  | { readonly kind: 'terminal'; readonly status: TerminalStatus }
  | { readonly kind: 'missing' };

export interface Admission {
  readonly record: JobRecord;
  readonly idempotency: { readonly key: string; readonly fingerprint: string; readonly ttlMs: number } | null;
}

export interface Finish {
  readonly id: string;
  readonly fence: number;
  readonly status: TerminalStatus;
  readonly result: JobResult | null;
  readonly error: JobError | null;
  readonly progress: RecordProgress;
  readonly nowMs: number;
  /** Owed to the record's webhook from then on, by the same script; null when nobody asked to be told. */
  readonly event: OutboxEvent | null;
}

/** A line of a job's own event stream, in order, as SSE sends it. */
export interface JobEvent {
  /** Stream id, usable as `Last-Event-ID`. */
  readonly id: string;
  readonly type: 'job.progress' | 'job.segment' | 'job.completed' | 'job.failed' | 'job.cancelled';
  readonly data: string;
}

export interface SegmentDone {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly audioSeconds: number;
  readonly cached: boolean;
}

/** The job record and everything that must move with it in one step. Errors: `queue_unavailable`. */
export interface JobStore {
  /** ADMIT: idempotency claim, record and index entry in one script. */
  admit(admission: Admission): Promise<AdmitOutcome>;
  /** START: hands out the next fence; counts an attempt. */
  start(id: string, options: { readonly maxAttempts: number; readonly nowMs: number }): Promise<StartOutcome>;
  /** One finished segment, or a new total: progress, heartbeat and events. */
  progress(
    id: string,
    fence: number,
    update: { readonly progress: RecordProgress; readonly segment: SegmentDone | null; readonly nowMs: number },
  ): Promise<FencedOutcome>;
  /**
   * Back to `queued`; the attempt is given back unless it is to count. `delayMs` is how long the job will wait for a
   * dependency before its next start, summed up in `waitedMs`. Refused with `cancel_requested` where the job is to end
   * as cancelled instead.
   */
  handBack(
    id: string,
    fence: number,
    options: { readonly countAttempt: boolean; readonly nowMs: number; readonly delayMs?: number },
  ): Promise<FencedOutcome>;
  /**
   * FINISH. Once a cancel was requested the only way out is `cancelled`; any other end answers `cancel_requested` and
   * changes nothing. Finishing again with the same fence and status answers `ok`.
   */
  finish(finish: Finish): Promise<FencedOutcome>;
  /** CANCEL: a job nobody runs ends at once with `event`; a running one is flagged, which its worker sees at its next write. */
  cancel(
    id: string,
    options: { readonly event: OutboxEvent | null; readonly error: JobError; readonly nowMs: number },
  ): Promise<CancelOutcome>;
  /** Marks the audio of a finished job as deleted; the caller deletes the object. */
  markAudioDeleted(id: string, nowMs: number): Promise<JobRecord | null>;
  get(id: string): Promise<JobRecord | null>;
  /** Newest first; `cursor` is what the last page returned. */
  list(
    tenant: string,
    query: { readonly status: JobStatus | null; readonly limit: number; readonly cursor: string | null },
  ): Promise<{ readonly records: readonly JobRecord[]; readonly cursor: string | null }>;
  /** Events after `afterId` (`null`: from the beginning), oldest first. */
  events(id: string, afterId: string | null): Promise<readonly JobEvent[]>;
}

/** Wakes whoever waits for a job to change. A lost message is allowed: waiters also look every few seconds. */
export interface JobNotifier {
  /** Calls `onChange` at each change of this job until the returned function is called. */
  subscribe(id: string, onChange: () => void): () => void;
  close(): Promise<void>;
}

/** Puts a job in its pack's queue; adding the same id again while it is there changes nothing. */
export interface JobTransport {
  enqueue(job: { readonly id: string; readonly pack: string; readonly lane: Lane }): Promise<void>;
  /** Takes a waiting job out; an active one stays. */
  remove(job: { readonly id: string; readonly pack: string }): Promise<void>;
}

/** Which content keys of finished segments are in the store, and when each was last used. */
export interface SegmentIndex {
  /** True when stored; marks it used. */
  touch(tenant: string, key: string, nowMs: number): Promise<boolean>;
  add(tenant: string, key: string, nowMs: number): Promise<void>;
  remove(tenant: string, key: string): Promise<void>;
}

/** S3-compatible storage. Errors: `storage_unavailable` (try again), `storage_refused` (do not). */
export interface ObjectStore {
  /** Stores bytes whole; a reader sees all of them or nothing. */
  put(
    key: string,
    body: Uint8Array,
    options: { readonly contentType: string; readonly signal?: AbortSignal },
  ): Promise<void>;
  /** Stores a local file of known length without reading it into memory. */
  putFile(
    key: string,
    path: string,
    options: { readonly contentType: string; readonly bytes: number; readonly signal?: AbortSignal },
  ): Promise<void>;
  /** null when there is no such object. */
  get(key: string, options?: { readonly signal?: AbortSignal }): Promise<Uint8Array | null>;
  /** Body as a stream of chunks, whole or the byte range asked for (inclusive ends). */
  stream(
    key: string,
    range: { readonly first: number; readonly last: number } | null,
  ): Promise<{ readonly body: AsyncIterable<Uint8Array>; readonly bytes: number } | null>;
  delete(key: string): Promise<void>;
  deletePrefix(prefix: string): Promise<void>;
  /** Presigned GET on the public endpoint; null when none is configured. */
  presign(
    key: string,
    options: { readonly expiresSeconds: number; readonly filename: string; readonly contentType: string },
  ): Promise<string | null>;
  /** Throws when bucket or store cannot be used. */
  check(): Promise<void>;
}
