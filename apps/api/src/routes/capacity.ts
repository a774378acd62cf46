import type { Capacity } from '@lector/contract';
import { backlogSeconds } from '@lector/jobs';
import type { ApiDeps, LiveWorker, QueueLoad } from '../deps.js';
import { speedOf } from '../pack-load.js';
import type { Route } from '../route.js';

/** `/v1/capacity`. Sums over all tenants, and nothing of any job. */
export function capacityRoutes({ packs, load }: Pick<ApiDeps, 'packs' | 'load'>): Route[] {
  const served = packs.map(({ name }) => name);
  return [
    {
      method: 'get',
      path: '/v1/capacity',
      handle: async (_request, response) => {
        const workers = await load.workers();
        const held = workers.map(({ pack }) => pack).filter((pack) => !served.includes(pack));
        const names = [...served, ...new Set(held.sort())];
        const capacity: Capacity = {
          packs: await Promise.all(
            names.map(async (name) => ({
              name,
              default: name === served[0],
              served: served.includes(name),
              ...(await packCapacity(name, workers, load)),
            })),
          ),
          workers: workers.map(({ id, pack, sinceMs, slots, charactersPerSecond }) => ({
            id,
            pack,
            since: new Date(sinceMs).toISOString(),
            slots,
            characters_per_second: rounded(charactersPerSecond),
          })),
        };
        response.json(capacity);
      },
    },
  ];
}

async function packCapacity(
  name: string,
  workers: readonly LiveWorker[],
  load: QueueLoad,
): Promise<Omit<Capacity['packs'][number], 'name' | 'default' | 'served'>> {
  const [lanes, inUse] = await Promise.all([load.backlog(name), load.slotsInUse(name)]);
  const own = workers.filter(({ pack }) => pack === name);
  const speed = speedOf(workers, name);
  return {
    workers: own.length,
    slots: own.reduce((sum, { slots }) => sum + slots, 0),
    slots_in_use: inUse,
    lanes: {
      interactive: { queued_characters: lanes.interactive.characters },
      bulk: { queued_characters: lanes.bulk.characters },
    },
    queued_characters: lanes.interactive.characters + lanes.bulk.characters,
    characters_per_second: rounded(speed),
    backlog_seconds: backlogSeconds(lanes, speed),
  };
}

/** Speeds are averages over a handful of jobs: digits behind the first would say nothing. */
function rounded(charactersPerSecond: number | null): number | null {
  return charactersPerSecond === null ? null : Math.round(charactersPerSecond * 10) / 10;
}
