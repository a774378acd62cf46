import type { Backlog, WorkerRegistry } from '@lector/queue';
import type { LiveWorker, QueueLoad } from './deps.js';
import { remembered } from './remembered.js';

/** Workers tell their speed every ten seconds; not every job has to ask for it. */
const SPEEDS_MS = 1_000;

/** What the queue and the register of workers say of each pack, as the routes ask for it. */
export function packLoad(deps: {
  readonly registry: Pick<WorkerRegistry, 'live'>;
  readonly backlog: Backlog;
  readonly oldestWaitingMs: QueueLoad['oldestWaitingMs'];
  readonly slotsInUse: QueueLoad['slotsInUse'];
  readonly nowMs: () => number;
}): QueueLoad {
  const { registry, backlog, oldestWaitingMs, slotsInUse, nowMs } = deps;
  /** By pack, of the few this deployment serves. */
  const speeds = new Map<string, () => Promise<number | null>>();
  const speedOnceInAWhile = (pack: string) => {
    const known = speeds.get(pack) ?? remembered(async () => speedOf(await registry.live(), pack), SPEEDS_MS, nowMs);
    speeds.set(pack, known);
    return known();
  };
  return {
    backlog: (pack) => backlog.lanes(pack),
    charactersPerSecond: speedOnceInAWhile,
    workers: () => registry.live(),
    slotsInUse,
    oldestWaitingMs,
  };
}

/** Of the pack's workers together; null until one has measured its speed. */
export function speedOf(workers: readonly LiveWorker[], pack: string): number | null {
  const speeds = workers.flatMap((worker) =>
    worker.pack === pack && worker.charactersPerSecond !== null ? [worker.charactersPerSecond] : [],
  );
  return speeds.length === 0 ? null : speeds.reduce((sum, speed) => sum + speed, 0);
}
