import { createMetrics, type MetricsSnapshot } from '@lector/process-kit';
import type { SupervisorEvent } from './supervise.js';
import { REFUSED_EXIT } from './refusal.js';

/** What the supervisor sees of its workers from outside. */
export interface SupervisorMetrics {
  note(event: SupervisorEvent): void;
  snapshot(readyWorkers: number): Promise<MetricsSnapshot>;
}

const REASONS = ['drained', 'model_broke', 'frozen', 'refused', 'crashed'] as const;
type Reason = (typeof REASONS)[number];
const MODEL_BROKE = 70;

export function createSupervisorMetrics(): SupervisorMetrics {
  const metrics = createMetrics();
  const ready = metrics.gauge('lector_ready_workers', 'Worker processes of this machine that take jobs.');
  const ends = metrics.counter('lector_worker_ends_total', 'Worker processes that ended by themselves.', ['reason']);
  for (const reason of REASONS) ends.add(0, { reason });
  /** Killed for their silence; the end that follows is told of separately. */
  const frozen = new Set<number>();
  return {
    note(event) {
      if (event.kind === 'frozen') frozen.add(event.worker);
      else if (event.kind === 'refused') ends.add(1, { reason: 'refused' });
      else if (event.kind === 'ended') {
        const reason = frozen.delete(event.worker) ? 'frozen' : reasonOf(event.code);
        ends.add(1, { reason });
      }
    },
    snapshot(readyWorkers) {
      ready.set(readyWorkers);
      return metrics.snapshot();
    },
  };
}

function reasonOf(code: number | null): Reason {
  if (code === 0) return 'drained';
  if (code === MODEL_BROKE) return 'model_broke';
  return code === REFUSED_EXIT ? 'refused' : 'crashed';
}
