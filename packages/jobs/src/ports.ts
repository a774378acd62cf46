import type { JobError, JobResult, JobStatus, Lane } from '@lector/contract';
import type { JobRecord, ListedRecord, TerminalStatus } from './record.js';

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
  | { readonly kind: 'key_reused' }
  /** What a lexicon of it said is not kept any more: it was deleted minutes ago. */
  | { readonly kind: 'lexicon_gone' };

export type StartOutcome =
  | { readonly kind: 'started'; readonly record: JobRecord; readonly fence: number }
  | { readonly kind: 'terminal'; readonly status: TerminalStatus }
  | { readonly kind: 'cancel_requested'; readonly record: JobRecord; readonly fence: number }
  | { readonly kind: 'attempts_exhausted'; readonly record: JobRecord; readonly fence: number }
  /** Its last holder died without a word; it waits again, so that others go first, and starts the next time. */
  | { readonly kind: 'set_aside'; readonly record: JobRecord }
  /** Its units are at work; this queue entry is one too many. */
  | { readonly kind: 'split' }
  | { readonly kind: 'missing' };

export type StartUnitOutcome =
  | { readonly kind: 'started'; readonly record: JobRecord; readonly fence: number; readonly attempt: number }
  /** Somebody has done it; `finishUnit` says what is left to queue. */
  | { readonly kind: 'done'; readonly record: JobRecord; readonly fence: number }
  | { readonly kind: 'set_aside'; readonly record: JobRecord; readonly attempt: number }
  | { readonly kind: 'attempts_exhausted'; readonly record: JobRecord; readonly fence: number }
  /** The job has ended, is past its units, or is gone. */
  | { readonly kind: 'over' };

/** What a split job needs next: units that are to be queued, or the assembling of its file. */
export type NextUnits =
  | { readonly kind: 'ok'; readonly units: readonly number[] }
  | { readonly kind: 'assemble' }
  | { readonly kind: Exclude<FencedOutcome, 'ok'> };

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
  /** As START gave it: what of it is told at the end never changes. */
  readonly record: Pick<JobRecord, 'id' | 'request' | 'apiUrl'>;
  readonly fence: number;
  readonly status: TerminalStatus;
  readonly result: JobResult | null;
  readonly error: JobError | null;
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
  /** Of a `job.segment`: where its audio lies and the pause after it. For Lector's own processes, not for clients. */
  readonly segment?: { readonly contentKey: string; readonly pauseMs: number };
}

export interface SegmentDone {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly audioSeconds: number;
  /** Silence after it. */
  readonly pauseMs: number;
  /** Silence before it, where there is some: of the first at most. */
  readonly leadMs?: number;
  readonly contentKey: string;
  /** Whose content key it is. */
  readonly tenant: string;
  readonly cached: boolean;
  /** 0 where it was cached. */
  readonly inferenceMs: number;
}

export interface ProgressUpdate {
  readonly segmentsTotal: number;
  /** Told again after a crash it is counted once. */
  readonly segment: SegmentDone | null;
  /** The unit at work; null where the job is whole. */
  readonly unit: number | null;
  /** To be kept in the record until the job ends, unless one is kept already; a few kilobytes at most. */
  readonly plan?: string;
  readonly nowMs: number;
}

/** The job record and everything that must move with it in one step. Errors: `queue_unavailable`. */
export interface JobStore {
  /** ADMIT: idempotency claim, record and index entry in one script. */
  admit(admission: Admission): Promise<AdmitOutcome>;
  /** The job an idempotency key has made, while its record is kept. */
  madeWith(tenant: string, key: string): Promise<{ readonly record: JobRecord; readonly fingerprint: string } | null>;
  /** START: hands out the next fence; counts an attempt. A job that may have killed its worker is set aside once instead. */
  start(id: string, options: { readonly maxAttempts: number; readonly nowMs: number }): Promise<StartOutcome>;
  /**
   * One finished segment, or the number of segments: progress, heartbeat and events. A segment that was rendered is in the
   * `SegmentIndex` from then on, also where the fence is refused: it lies in the store.
   */
  progress(id: string, fence: number, update: ProgressUpdate): Promise<FencedOutcome>;
  /**
   * SPLIT: the job becomes `units` units, of which at most `window` wait in the queue at a time. Spends the fence; units
   * write under the one that `startUnit` gives.
   */
  split(
    id: string,
    fence: number,
    options: { readonly units: number; readonly window: number; readonly nowMs: number },
  ): Promise<NextUnits>;
  /** UNIT START: counts an attempt of this unit. One that may have killed its worker is set aside once instead. */
  startUnit(
    id: string,
    unit: number,
    options: { readonly maxAttempts: number; readonly nowMs: number },
  ): Promise<StartUnitOutcome>;
  /** UNIT HAND BACK: as `handBack`, of one unit. */
  handBackUnit(
    id: string,
    fence: number,
    unit: number,
    options: { readonly countAttempt: boolean; readonly delayMs: number },
  ): Promise<FencedOutcome>;
  /** UNIT DONE: all its segments are stored. Told again it names every unit that is still to be done. */
  finishUnit(
    id: string,
    fence: number,
    unit: number,
    options: { readonly window: number; readonly nowMs: number },
  ): Promise<NextUnits>;
  /** How often a unit was started and told to wait since it last got further; for `decideRetry`. */
  unitTries(id: string, unit: number): Promise<{ readonly attempts: number; readonly waitedMs: number }>;
  /** Units that should be in the queue now: given out and not done. */
  openUnits(id: string): Promise<readonly number[]>;
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
  /** Newest first; `cursor` is what the last page returned, null after the last one. */
  list(
    tenant: string,
    query: { readonly status: JobStatus | null; readonly limit: number; readonly cursor: string | null },
  ): Promise<{ readonly records: readonly ListedRecord[]; readonly cursor: string | null }>;
  /** Events after `afterId` (`null`: from the beginning), oldest first. */
  events(id: string, afterId: string | null): Promise<readonly JobEvent[]>;
}

/** Wakes whoever waits for news of a job: an event, its end, a cancel. A lost message is allowed: waiters also look every few seconds. */
export interface JobNotifier {
  /** Calls `onChange` at each news of this job until the returned function is called. */
  subscribe(id: string, onChange: () => void): () => void;
  close(): Promise<void>;
}

/** What a queue entry wakes a worker for: a job from its start, one of its units, or the assembling of its file. */
export type Work =
  { readonly kind: 'job' } | { readonly kind: 'unit'; readonly unit: number } | { readonly kind: 'assembly' };

export interface QueueEntry {
  readonly id: string;
  readonly pack: string;
  readonly lane: Lane;
  readonly work: Work;
  /** As in the record: the worker is told before it reads that. */
  readonly traceparent?: string;
}

/** Puts an entry into its queue; adding the same again while it is there changes nothing. */
export interface JobTransport {
  enqueue(
    entry: QueueEntry,
    /** The job was made a moment ago, so nothing of it can lie in the queue. */
    options?: { readonly isNew: boolean },
  ): Promise<void>;
  /** Takes a waiting job out; an active one stays. */
  remove(job: { readonly id: string; readonly pack: string }): Promise<void>;
}

/** Which content keys of finished segments are in the store, and when each was last used. */
export interface SegmentIndex {
  /** True when stored; marks it used. */
  touch(tenant: string, key: string, nowMs: number): Promise<boolean>;
  remove(tenant: string, key: string): Promise<void>;
}

/** S3-compatible storage. Errors: `storage_unavailable` (try again), `storage_refused` (do not). */
export interface ObjectStore {
  /** Stores bytes whole; a reader sees all of them or nothing. */
  put(
    key: string,
    body: Uint8Array,
    options: {
      readonly contentType: string;
      /** Hex digest of the body, where the caller has it already. */
      readonly sha256?: string;
      readonly signal?: AbortSignal;
    },
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
  /** A presigned address on the public endpoint, for this one method; null when none is configured. */
  presign(
    key: string,
    options: {
      readonly method: 'GET' | 'HEAD';
      readonly expiresSeconds: number;
      readonly filename: string;
      readonly contentType: string;
    },
  ): Promise<string | null>;
  /** Throws when bucket or store cannot be used. */
  check(): Promise<void>;
}
