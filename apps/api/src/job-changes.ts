import type { JobNotifier } from '@lector/jobs';

/**
 * Waiting for a job to change. A notification may be lost, so every wait has an end and the caller looks again; one
 * that arrives while nobody waits is remembered, so nothing slips between a look and the next wait.
 */
export interface JobChanges {
  /** Resolves at the next change, or one since the last call, or when the time is over, or at the abort. */
  next(withinMs: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

export function watchJob(notifier: Pick<JobNotifier, 'subscribe'>, id: string): JobChanges {
  let changed = false;
  let wake: (() => void) | null = null;
  const unsubscribe = notifier.subscribe(id, () => {
    changed = true;
    wake?.();
  });

  const next = async (withinMs: number, signal: AbortSignal): Promise<void> => {
    if (!changed && !signal.aborted && withinMs > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, withinMs);
        function done() {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          wake = null;
          resolve();
        }
        signal.addEventListener('abort', done, { once: true });
        wake = done;
      });
    }
    changed = false;
  };

  return { next, close: unsubscribe };
}
