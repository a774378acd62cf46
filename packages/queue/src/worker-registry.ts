import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { onRedis } from './redis-errors.js';
import { loadScript } from './scripts.js';

/** What a worker process says about itself with every beat. */
export interface WorkerEntry {
  readonly id: string;
  readonly pack: string;
  readonly sinceMs: number;
  /** Jobs it renders at a time. */
  readonly slots: number;
  /** Characters of text it renders per second of its time; null before it has measured any. */
  readonly charactersPerSecond: number | null;
}

export interface WorkerRegistry {
  /** To be called about every 10 s. */
  beat(worker: WorkerEntry): Promise<void>;
  /** Drained: gone at once instead of after the silence. */
  leave(id: string): Promise<void>;
  live(): Promise<readonly WorkerEntry[]>;
}

/** Three missed beats. */
const LIVE_MS = 30_000;
/** Entries of workers that were killed; kept a while for whoever looks into it. */
const FORGET_MS = 3_600_000;

/** Which workers are alive, for readiness and for refusing work nobody would do. Ages are judged by Redis' clock. */
export function createWorkerRegistry(
  { client, prefix }: { client: RedisClient; prefix: string },
  { liveMs = LIVE_MS }: { readonly liveMs?: number } = {},
): WorkerRegistry {
  const keys = redisKeys(prefix);
  const both = [keys.workers, keys.workersAbout];
  const beat = loadScript('worker-beat');
  const live = loadScript('live-workers');
  return {
    beat: (worker) =>
      onRedis(`register the worker [worker=${worker.id}]`, async () => {
        await beat(client, both, [worker.id, JSON.stringify(worker), FORGET_MS]);
      }),
    leave: (id) =>
      onRedis(`sign the worker off [worker=${id}]`, async () => {
        await client.multi().zrem(keys.workers, id).hdel(keys.workersAbout, id).exec();
      }),
    live: () =>
      onRedis('list live workers', async () => {
        const entries = (await live(client, both, [liveMs])) as string[];
        return entries.map((entry) => JSON.parse(entry) as WorkerEntry);
      }),
  };
}
