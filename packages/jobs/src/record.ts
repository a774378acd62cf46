import type { JobError, JobRequest, JobResult, JobStatus, Lane, TextFormat } from '@lector/contract';
import type { LexiconUse } from './lexicons.js';

/**
 * The job record: Lector's own truth about a job. BullMQ is only the transport that wakes a worker; a job's state is
 * what this record says, and the record moves only by the compare-and-set scripts behind `JobStore`.
 *
 *            ADMIT            START              FINISH
 *   (nothing) ───▶ queued ───▶ running ───▶ completed | failed | cancelled     (terminal: never left)
 *                    ▲  │         │
 *                    │  └─────────┼──▶ cancelled   (CANCEL while nobody runs it)
 *                    └────────────┘  HAND BACK (drain, retry later); START of one whose worker died without a word
 *
 * A long job is SPLIT while it runs: it stays `running`, held by nobody (`stage` tells), until its units are done and the
 * next START assembles its file.
 *
 * START and SPLIT increment `fence` and hand it out; PROGRESS, HAND BACK and FINISH carry it back and are refused when a later
 * one has happened, so a worker that was paused, cut off or presumed dead can never overwrite its successor.
 */
export interface JobRecord {
  readonly id: string;
  readonly kind: 'speech';
  readonly tenant: string;
  readonly status: JobStatus;
  readonly lane: Lane;
  /** Name of the model pack, which is also the name of the queue the job waits in. */
  readonly pack: string;
  /** How often START has been granted; the highest fence alone may write. */
  readonly fence: number;
  /** Starts so far. A hand-back gives its attempt back, unless it is to count. */
  readonly attempts: number;
  /**
   * Those of them before the one that last rendered something new: they no longer count against the limit
   * (`countedAttempts`). Absent means 0.
   */
  readonly attemptsForgiven?: number;
  /**
   * Milliseconds this job has been told to wait for dependencies since it last rendered something new; what
   * `decideRetry` measures its patience by. Absent means 0.
   */
  readonly waitedMs?: number;
  readonly cancelRequested: boolean;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
  /** The request without its text. */
  readonly request: Omit<JobRequest, 'text' | 'ssml'>;
  readonly text: TextAt;
  /** What the text is read with, as it was when the job was submitted; absent for none. */
  readonly lexicons?: readonly LexiconUse[];
  /** Unicode code points of the text. */
  readonly characters: number;
  /** Where a job stands that was split into units: units at work, or all done and the file to be assembled. */
  readonly stage: 'units' | 'assembly' | null;
  /** The plan of a short job, as its worker wrote it, until the job ends. Absent where none was told yet or it lies in the object store. */
  readonly plan?: string;
  readonly progress: RecordProgress;
  readonly rendering: RecordRendering;
  readonly result: JobResult | null;
  readonly error: JobError | null;
  readonly retryOf: string | null;
  /** Secret that signs this job's webhook; null without a webhook. */
  readonly webhookSecret: string | null;
  /** Whether Lector made that secret for this very job (then its 202, and no other answer, shows it). */
  readonly webhookSecretMade: boolean;
  /** What the 202 said, so that a replay says the same; absent means null. */
  readonly etaSeconds?: number | null;
  /**
   * Where clients reach the API that took the job, without a slash at the end: its public address, or the one it was
   * called at. The links in what is told of the job begin with it. Absent in records of before it was kept.
   */
  readonly apiUrl?: string;
  /** Id of the request that submitted the job; in every log line about it. Absent in records of before it was kept. */
  readonly requestId?: string;
  /** W3C trace context of that request where it is traced: whatever is done for the job belongs to the same trace. */
  readonly traceparent?: string;
  readonly audioDeletedAtMs: number | null;
}

/** Without the lists, which can be long. */
export type ListedResult = Omit<JobResult, 'spans' | 'needs_review'>;

/** A record as a listing reads it. */
export type ListedRecord = Omit<JobRecord, 'result'> & { readonly result: ListedResult | null };

/** Short texts travel in the record; longer ones (2 kB and more) live in the object store. */
export type TextAt = ({ readonly inline: string } | { readonly key: string }) & {
  /** How it is written; absent: plain. */
  readonly format?: TextFormat;
};

export interface RecordProgress {
  readonly segmentsDone: number;
  /** 0 until the text is planned. */
  readonly segmentsTotal: number;
  /** Pauses included. */
  readonly audioSeconds: number;
}

/** What was rendered for a job, over all its attempts; segments that were in the store already are not in it. */
export interface RecordRendering {
  readonly segments: number;
  readonly audioSeconds: number;
  readonly inferenceSeconds: number;
}

/** Of a job nobody has worked on yet. */
export const NOTHING_DONE = {
  stage: null,
  progress: { segmentsDone: 0, segmentsTotal: 0, audioSeconds: 0 },
  rendering: { segments: 0, audioSeconds: 0, inferenceSeconds: 0 },
} as const satisfies Pick<JobRecord, 'stage' | 'progress' | 'rendering'>;

export const INLINE_TEXT_MAX_BYTES = 2048;

export const TERMINAL_STATUSES = ['completed', 'failed', 'cancelled'] as const satisfies readonly JobStatus[];
export type TerminalStatus = (typeof TERMINAL_STATUSES)[number];

export function isTerminal(status: JobStatus): status is TerminalStatus {
  return (TERMINAL_STATUSES as readonly JobStatus[]).includes(status);
}
