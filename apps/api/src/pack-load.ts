import type { Backlog, WorkerRegistry } from '@lector/queue';
import type { LiveWorker, QueueLoad } from './deps.js';
import { remembered } from './remembered.js';

/** Workers tell their speed every ten seconds; not every job has to ask for it. */
const WORKERS_MS = 1_000;

/** What the queue and the register of workers say of each pack, as the routes ask for it. */
export function packLoad(deps: {
  readonly registry: Pick<WorkerRegistry, 'live'>;
  readonly backlog: Backlog;
  readonly oldestWaitingMs: QueueLoad['oldestWaitingMs'];
  readonly nowMs: () => number;
}): QueueLoad {
  const { registry, backlog, oldestWaitingMs, nowMs } = deps;
  // Nobody there yet is asked again: the first worker to come counts at once.
  const live = remembered(
    async () => {
      const workers = await registry.live();
      return workers.length === 0 ? null : workers;
    },
    WORKERS_MS,
    nowMs,
  );
  return {
    backlog: (pack) => backlog.lanes(pack),
    charactersPerSecond: async (pack) => speedOf((await live()) ?? [], pack),
    oldestWaitingMs,
  };
}

/** Of the pack's workers together; null until one has measured its speed. */
function speedOf(workers: readonly LiveWorker[], pack: string): number | null {
  const speeds = workers.flatMap((worker) =>
    worker.pack === pack && worker.charactersPerSecond !== null ? [worker.charactersPerSecond] : [],
  );
  return speeds.length === 0 ? null : speeds.reduce((sum, speed) => sum + speed, 0);
}
