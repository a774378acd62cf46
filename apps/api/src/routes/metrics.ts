import { LectorError } from '@lector/contract';
import { METRICS_CONTENT_TYPE } from '@lector/process-kit';
import { etaSeconds, type LaneBacklogs } from '@lector/jobs';
import type { ApiDeps } from '../deps.js';
import type { Route } from '../route.js';
import { within } from '../within.js';

/** Prometheus waits 10 s by default; a scrape that waits for what is away would show nothing of what is there. */
const SCRAPE_MS = 1000;

/**
 * `/metrics`. What this process counts is always there; what the queue holds is asked of Redis at every scrape. Gauges
 * of a dependency that does not answer have no value then, and `lector_up` says why.
 */
export function metricsRoutes(deps: Pick<ApiDeps, 'metrics' | 'probes' | 'load' | 'nowMs'>): Route[] {
  return [
    {
      method: 'get',
      path: '/metrics',
      handle: async (_request, response) => {
        await refresh(deps);
        response.setHeader('Content-Type', METRICS_CONTENT_TYPE);
        response.end(await deps.metrics.text());
      },
    },
  ];
}

async function refresh({ metrics, probes, load, nowMs }: Parameters<typeof metricsRoutes>[0]): Promise<void> {
  const [queue, storage, workers, backlog, speed, oldestMs] = await Promise.all([
    asked(async () => (await probes.queue(), true)),
    asked(async () => (await probes.storage(), true)),
    asked(() => probes.workers()),
    asked(() => load.backlog()),
    asked(() => load.charactersPerSecond()),
    asked(() => load.oldestWaitingMs()),
  ]);
  // All at once and after the last wait: two scrapes at a time must not see each other's half.
  metrics.up.set(queue === true ? 1 : 0, { dependency: 'queue' });
  metrics.up.set(storage === true ? 1 : 0, { dependency: 'storage' });
  setOrClear(metrics.liveWorkers, workers);
  metrics.queueCharacters.clear();
  if (backlog !== undefined) {
    metrics.queueCharacters.set(backlog.interactive.characters, { lane: 'interactive' });
    metrics.queueCharacters.set(backlog.bulk.characters, { lane: 'bulk' });
  }
  const age = oldestMs === undefined ? undefined : oldestMs === null ? 0 : Math.max(0, nowMs() - oldestMs) / 1000;
  setOrClear(metrics.queueOldestAge, age);
  setOrClear(metrics.backlogSeconds, secondsOf(backlog, speed));
}

/** Nothing to do takes no time, whether the speed is known or not. */
function secondsOf(
  backlog: LaneBacklogs | undefined,
  charactersPerSecond: number | null | undefined,
): number | undefined {
  if (backlog === undefined || charactersPerSecond === undefined) return undefined;
  const characters = backlog.interactive.characters + backlog.bulk.characters;
  if (characters === 0) return 0;
  return etaSeconds({ charactersAhead: 0, characters, charactersPerSecond }) ?? undefined;
}

function setOrClear(gauge: ApiDeps['metrics']['liveWorkers'], value: number | undefined): void {
  if (value === undefined) gauge.clear();
  else gauge.set(value);
}

/** undefined where there is no answer in time. */
async function asked<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await within(SCRAPE_MS, question, () => new LectorError('timed_out', `no answer [ms=${SCRAPE_MS}]`));
  } catch {
    return undefined;
  }
}
