import { type ErrorDetail, type Health, LectorError, type Readiness } from '@lector/contract';
import type { ApiDeps, Probes } from '../deps.js';
import type { Route } from '../route.js';
import { within } from '../within.js';

/** A probe that takes longer would make an orchestrator's own time-out the answer, which says nothing. */
const PROBE_MS = 1000;

/**
 * `/healthz` says only that this process answers: an orchestrator that restarted it because Redis is away would make an
 * outage worse. `/readyz` says whether a job submitted now would be rendered.
 */
export function healthRoutes(deps: Pick<ApiDeps, 'probes' | 'pack' | 'settings' | 'monotonicMs' | 'logger'>): Route[] {
  const startedMs = deps.monotonicMs();
  return [
    {
      method: 'get',
      path: '/healthz',
      open: true,
      handle: (_request, response) => {
        const health: Health = {
          status: 'ok',
          version: deps.settings.version,
          uptime_seconds: Math.round((deps.monotonicMs() - startedMs) / 1000),
        };
        response.json(health);
      },
    },
    {
      method: 'get',
      path: '/readyz',
      open: true,
      handle: async (_request, response) => {
        const ready: Readiness = { status: 'ready', pack: deps.pack.name, workers: await readiness(deps) };
        response.json(ready);
      },
    },
  ];
}

/** Live workers. @throws LectorError `not_ready` naming everything that is missing */
async function readiness({ probes, pack, logger }: Pick<ApiDeps, 'probes' | 'pack' | 'logger'>): Promise<number> {
  const missing: ErrorDetail[] = [];
  const look = async <T>(name: keyof Probes, probe: Promise<T>): Promise<T | undefined> => {
    try {
      return await within(
        PROBE_MS,
        () => probe,
        () => new LectorError('timed_out', `no answer [ms=${PROBE_MS}]`),
      );
    } catch (error) {
      logger.warn({ probe: name, err: error }, 'not ready');
      missing.push({ pointer: `/${name}`, detail: `does not answer within ${PROBE_MS} ms or refuses` });
      return undefined;
    }
  };
  const [, , workers] = await Promise.all([
    look('queue', probes.queue()),
    look('storage', probes.storage()),
    look('workers', probes.workers()),
  ]);
  if (workers === 0) missing.push({ pointer: '/workers', detail: `no live worker holds the pack ${pack.name}` });
  if (missing.length > 0 || workers === undefined) {
    const names = missing.map((entry) => entry.pointer.slice(1)).join(', ');
    throw new LectorError('not_ready', `a job submitted now would wait [missing=${names}]`, { errors: missing });
  }
  return workers;
}
