import type { JobError, JobRequest, JobResult, JobStatus, Lane } from '@lector/contract';

/**
 * The job record: Lector's own truth about a job. BullMQ is only the transport that wakes a worker; a job's state is
 * what this record says, and the record moves only by the compare-and-set scripts behind `JobStore`.
 *
 *            ADMIT            START              FINISH
 *   (nothing) ───▶ queued ───▶ running ───▶ completed | failed | cancelled     (terminal: never left)
 *                    ▲  │         │
 *                    │  └─────────┼──▶ cancelled   (CANCEL while nobody runs it)
 *                    └────────────┘  HAND BACK (drain, retry later)
 *
 * START increments `fence` and hands it out; PROGRESS, HAND BACK and FINISH carry it back and are refused when a later
 * START has happened, so a worker that was paused, cut off or presumed dead can never overwrite its successor.
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
  /** Starts that count against the limit. A hand-back gives its attempt back. */
  readonly attempts: number;
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
  readonly request: Omit<JobRequest, 'text'>;
  readonly text: TextAt;
  /** Unicode code points of the text. */
  readonly characters: number;
  readonly progress: RecordProgress;
  readonly result: JobResult | null;
  readonly error: JobError | null;
  readonly retryOf: string | null;
  /** Secret that signs this job's webhook; null without a webhook. */
  readonly webhookSecret: string | null;
  /** Whether Lector made that secret (then the 202 shows it). */
  readonly webhookSecretMade: boolean;
  readonly audioDeletedAtMs: number | null;
}

/** Short texts travel in the record; longer ones (2 kB and more) live in the object store. */
export type TextAt = { readonly inline: string } | { readonly key: string };

export interface RecordProgress {
  readonly segmentsDone: number;
  readonly segmentsTotal: number;
  readonly audioSeconds: number;
}

export const INLINE_TEXT_MAX_BYTES = 2048;

export const TERMINAL_STATUSES = ['completed', 'failed', 'cancelled'] as const satisfies readonly JobStatus[];
export type TerminalStatus = (typeof TERMINAL_STATUSES)[number];

export function isTerminal(status: JobStatus): status is TerminalStatus {
  return (TERMINAL_STATUSES as readonly JobStatus[]).includes(status);
}
