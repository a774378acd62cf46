import type { FencedOutcome, JobStore, NextUnits } from '@lector/jobs';
import type { WorkerMetrics } from './worker-metrics.js';

/** Counts what the record says about the work here: how long a job waited, and writes refused by its fence. */
export function measuredStore(
  store: JobStore,
  { jobWait, fencedResults }: Pick<WorkerMetrics, 'jobWait' | 'fencedResults'>,
): JobStore {
  const counted = <T extends FencedOutcome | NextUnits>(outcome: T): T => {
    if (outcome === 'fenced' || (typeof outcome === 'object' && outcome.kind === 'fenced')) fencedResults.add(1);
    return outcome;
  };
  return {
    ...store,
    async start(id, options) {
      const outcome = await store.start(id, options);
      // The first fence is the first start; what comes back later has waited for something else.
      if (outcome.kind === 'started' && outcome.fence === 1) {
        jobWait.observe(Math.max(0, options.nowMs - outcome.record.createdAtMs) / 1000);
      }
      return outcome;
    },
    progress: async (...args) => counted(await store.progress(...args)),
    split: async (...args) => counted(await store.split(...args)),
    handBack: async (...args) => counted(await store.handBack(...args)),
    handBackUnit: async (...args) => counted(await store.handBackUnit(...args)),
    finishUnit: async (...args) => counted(await store.finishUnit(...args)),
    finish: async (finish) => counted(await store.finish(finish)),
  };
}
