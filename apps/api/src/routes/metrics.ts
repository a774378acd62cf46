import { Lane, LectorError } from '@lector/contract';
import { METRICS_CONTENT_TYPE } from '@lector/process-kit';
import { backlogSeconds } from '@lector/jobs';
import type { ApiDeps } from '../deps.js';
import type { Route } from '../route.js';
import { within } from '../within.js';

/** Prometheus waits 10 s by default; a scrape that waits for what is away would show nothing of what is there. */
const SCRAPE_MS = 1000;
const LANES = Lane.options;

/**
 * `/metrics`. What this process counts is always there; what the queue holds is asked of Redis at every scrape. Gauges
 * of a dependency that does not answer have no value then, and `lector_up` says why.
 */
export function metricsRoutes(deps: Pick<ApiDeps, 'metrics' | 'packs' | 'probes' | 'load' | 'nowMs'>): Route[] {
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

async function refresh({ metrics, packs, probes, load, nowMs }: Parameters<typeof metricsRoutes>[0]): Promise<void> {
  const [queue, storage, oldestMs, loads] = await Promise.all([
    asked(async () => (await probes.queue(), true)),
    asked(async () => (await probes.storage(), true)),
    asked(() => load.oldestWaitingMs()),
    Promise.all(packs.map(async ({ name: pack }) => ({ pack, ...(await loadOf(pack, { probes, load })) }))),
  ]);
  // All at once and after the last wait: two scrapes at a time must not see each other's half.
  metrics.up.set(queue === true ? 1 : 0, { dependency: 'queue' });
  metrics.up.set(storage === true ? 1 : 0, { dependency: 'storage' });
  for (const gauge of [metrics.liveWorkers, metrics.queueCharacters, metrics.queueOldestAge, metrics.backlogSeconds]) {
    gauge.clear();
  }
  for (const { pack, workers, backlog, speed } of loads) {
    if (workers !== undefined) metrics.liveWorkers.set(workers, { pack });
    for (const lane of LANES) {
      if (backlog !== undefined) metrics.queueCharacters.set(backlog[lane].characters, { lane, pack });
    }
    if (backlog === undefined || speed === undefined) continue;
    const seconds = backlogSeconds(backlog, speed);
    if (seconds !== null) metrics.backlogSeconds.set(seconds, { pack });
  }
  if (oldestMs !== undefined) {
    metrics.queueOldestAge.set(oldestMs === null ? 0 : Math.max(0, nowMs() - oldestMs) / 1000);
  }
}

async function loadOf(pack: string, { probes, load }: Pick<ApiDeps, 'probes' | 'load'>) {
  const [workers, backlog, speed] = await Promise.all([
    asked(() => probes.workers(pack)),
    asked(() => load.backlog(pack)),
    asked(() => load.charactersPerSecond(pack)),
  ]);
  return { workers, backlog, speed };
}

/** undefined where there is no answer in time. */
async function asked<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await within(SCRAPE_MS, question, () => new LectorError('timed_out', `no answer [ms=${SCRAPE_MS}]`));
  } catch {
    return undefined;
  }
}
