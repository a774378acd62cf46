import { type ErrorDetail, type Health, LectorError, type Readiness } from '@lector/contract';
import type { ApiDeps, Probes } from '../deps.js';
import type { Route } from '../route.js';
import type { ServedPack } from '../served-packs.js';
import { within } from '../within.js';

/** A probe that takes longer would make an orchestrator's own time-out the answer, which says nothing. */
const PROBE_MS = 1000;

/**
 * `/healthz` says only that this process answers: an orchestrator that restarted it because Redis is away would make an
 * outage worse. `/readyz` says whether a job submitted now would be rendered.
 */
export function healthRoutes(deps: Pick<ApiDeps, 'probes' | 'packs' | 'settings' | 'monotonicMs' | 'logger'>): Route[] {
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
        response.json(await readiness(deps));
      },
    },
  ];
}

/**
 * A pack beside the first that has no worker does not make the others unfit.
 * @throws LectorError `not_ready` naming everything that is missing
 */
async function readiness({ probes, packs, logger }: Pick<ApiDeps, 'probes' | 'packs' | 'logger'>): Promise<Readiness> {
  const [{ name: pack }] = packs;
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
  const counted = async ({ name }: ServedPack) => ({ name, workers: await probes.workers(name) });
  const [, , found] = await Promise.all([
    look('queue', probes.queue()),
    look('storage', probes.storage()),
    look('workers', Promise.all(packs.map(counted))),
  ]);
  const workers = found?.[0]?.workers;
  if (workers === 0) missing.push({ pointer: '/workers', detail: `no live worker holds the pack ${pack}` });
  if (missing.length > 0 || found === undefined || workers === undefined) {
    const names = missing.map((entry) => entry.pointer.slice(1)).join(', ');
    throw new LectorError('not_ready', `a job submitted now would wait [missing=${names}]`, { errors: missing });
  }
  return { status: 'ready', pack, workers, packs: found };
}
