import type { ErrorCode } from '@lector/contract';
import type { JobRecord } from './record.js';

/**
 * What happens to a job whose attempt failed, decided from the error's code alone.
 *
 * - A dependency is away (`queue_unavailable`, `storage_unavailable`, `disk_full`): not the job's fault, so no attempt is
 *   used. The job waits, each time about as long as it has waited so far, until its patience is spent.
 * - Something that may go better next time (a crashed or hung model): uses an attempt. The last one fails with its own
 *   code, which says more than "failed too often"; `attempts_exhausted` is left to jobs whose workers died without a word.
 * - Anything else fails at once: the same input would fail again.
 */
export type RetryDecision =
  | { readonly kind: 'retry'; readonly delayMs: number; readonly countAttempt: boolean }
  | { readonly kind: 'fail'; readonly code: ErrorCode };

export interface FailedAttempt {
  readonly error: { readonly code: ErrorCode; readonly retryable: boolean };
  /** `countedAttempts` of its record as it is now, this attempt included. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** `JobRecord.waitedMs`: what the job was told to wait for dependencies since it last got further. */
  readonly waitedMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

const OUTAGES: readonly ErrorCode[] = ['queue_unavailable', 'storage_unavailable', 'disk_full'];

/** A store restart takes minutes, not hours; a client waiting longer would rather be told. */
export const OUTAGE_PATIENCE_MS = 30 * 60_000;
const OUTAGE_FIRST_MS = 1_000;
/** Longer steps would leave a recovered store idle. */
const OUTAGE_STEP_MAX_MS = 60_000;
const FAULT_FIRST_MS = 1_000;
const FAULT_STEP_MAX_MS = 30_000;
const ASIDE_FIRST_MS = 2_000;
const ASIDE_STEP_MAX_MS = 30_000;

/**
 * What counts against the limit of attempts: those since the job last got further, the one that did included. One rule
 * for models that fail and workers that die; `start.lua` counts the same.
 */
export function countedAttempts(record: Pick<JobRecord, 'attempts' | 'attemptsForgiven'>): number {
  return record.attempts - (record.attemptsForgiven ?? 0);
}

/**
 * How long a job waits that START has set aside, ms. Any wait puts it behind those of its lane; a longer one with every
 * death gives a worker that has just come up the time to take something else.
 * @param attempts `countedAttempts`, those that ended in a death
 * @param random uniform in [0, 1)
 */
export function setAsideMs(attempts: number, random: () => number): number {
  return jitter(Math.min(ASIDE_FIRST_MS * 2 ** Math.max(attempts - 1, 0), ASIDE_STEP_MAX_MS), random);
}

export function decideRetry({ error, attempts, maxAttempts, waitedMs, random }: FailedAttempt): RetryDecision {
  if (OUTAGES.includes(error.code)) {
    if (waitedMs >= OUTAGE_PATIENCE_MS) return { kind: 'fail', code: error.code };
    const step = Math.min(Math.max(waitedMs, OUTAGE_FIRST_MS), OUTAGE_STEP_MAX_MS);
    return { kind: 'retry', delayMs: jitter(step, random), countAttempt: false };
  }
  if (!error.retryable || attempts >= maxAttempts) return { kind: 'fail', code: error.code };
  const step = Math.min(FAULT_FIRST_MS * 2 ** Math.max(attempts - 1, 0), FAULT_STEP_MAX_MS);
  return { kind: 'retry', delayMs: jitter(step, random), countAttempt: true };
}

/** ±25 %: jobs that failed together do not come back together. */
function jitter(ms: number, random: () => number): number {
  return Math.round(ms * (0.75 + random() * 0.5));
}
