import { isTerminal, type JobStore } from '@lector/jobs';

/**
 * Looks at a job's record now and then until nobody wants its audio any more: its cancel is requested, or it has ended
 * without this worker. Without it a worker learns of that at its next write, which a model that hangs never comes to.
 */
export interface CancelWatch {
  /** Aborts once that was seen. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** How soon a running job notices that it is wanted no more, when no segment ends meanwhile. */
const LOOK_MS = 2_000;

export function watchCancel(
  id: string,
  { store, everyMs = LOOK_MS }: { readonly store: Pick<JobStore, 'get'>; readonly everyMs?: number },
): CancelWatch {
  const seen = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  // One look after the other: while Redis is away a look takes as long as that.
  const schedule = () => {
    if (!stopped) timer = setTimeout(() => void look(), everyMs);
  };
  const look = async () => {
    // A look that fails says nothing; the next may.
    const record = await store.get(id).catch(() => null);
    const unwanted = record !== null && (record.cancelRequested || isTerminal(record.status));
    if (unwanted && !stopped) seen.abort();
    else schedule();
  };
  schedule();

  return {
    signal: seen.signal,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
