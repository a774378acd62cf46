import { isTerminal, type JobNotifier, type JobRecord, type JobStore } from '@lector/jobs';
import { watchJob } from './job-changes.js';

/** How often a waiter looks although nobody told it anything. */
export const LOOK_MS = 3000;

/**
 * The job once it has ended, or as it is when the time is over or the caller leaves; null when there is none.
 * @throws LectorError `queue_unavailable`
 */
export async function waitForJob(
  deps: {
    readonly store: Pick<JobStore, 'get'>;
    readonly notifier: Pick<JobNotifier, 'subscribe'>;
    readonly monotonicMs: () => number;
    readonly lookMs?: number;
  },
  id: string,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<JobRecord | null> {
  const { store, notifier, monotonicMs, lookMs = LOOK_MS } = deps;
  const { timeoutMs, signal } = options;
  const untilMs = monotonicMs() + timeoutMs;
  // Subscribed before the first look: a change right after it would otherwise be missed.
  const changes = watchJob(notifier, id);
  try {
    for (;;) {
      const record = await store.get(id);
      const leftMs = untilMs - monotonicMs();
      if (record === null || isTerminal(record.status) || leftMs <= 0 || signal.aborted) return record;
      await changes.next(Math.min(leftMs, lookMs), signal);
    }
  } finally {
    changes.close();
  }
}
