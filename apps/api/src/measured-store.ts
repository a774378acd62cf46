import type { JobStore } from '@lector/jobs';
import type { ApiMetrics } from './api-metrics.js';

/** Counts the jobs this API admits, and those it ends: the ones that are cancelled while nobody renders them. */
export function measuredStore(
  store: JobStore,
  { jobsAccepted, jobsFinished }: Pick<ApiMetrics, 'jobsAccepted' | 'jobsFinished'>,
): JobStore {
  return {
    ...store,
    async admit(admission) {
      const outcome = await store.admit(admission);
      if (outcome.kind === 'created') jobsAccepted.add(1);
      return outcome;
    },
    async cancel(id, options) {
      const outcome = await store.cancel(id, options);
      if (outcome.kind === 'cancelled') jobsFinished.add(1, { status: 'cancelled' });
      return outcome;
    },
  };
}
