import { randomUUID } from 'node:crypto';
import { within } from './deadline.js';
import { redisKeys } from './keys.js';
import { createJobRetention, createSegmentRetention, type RetentionDeps } from './retention.js';
import { sweepOpenJobs, type SweepOpenDeps } from './sweep-open.js';

export interface SweeperSettings {
  readonly everyMs: number;
  /** An open job quiet for this long is looked at; longer than a segment takes to render. */
  readonly staleMs: number;
  readonly retentionMs: number;
  readonly segmentRetentionMs: number;
  /** Most jobs and segments handled in one round. */
  readonly batch: number;
}

const HOUR_MS = 3_600_000;

export const SWEEPER_SETTINGS: SweeperSettings = {
  everyMs: 30_000,
  staleMs: 90_000,
  retentionMs: 7 * 24 * HOUR_MS,
  segmentRetentionMs: 7 * 24 * HOUR_MS,
  batch: 200,
};

export type SweeperDeps = SweepOpenDeps & RetentionDeps;

export interface SweepReport {
  readonly added: readonly string[];
  readonly jobsRemoved: number;
  readonly segmentsDeleted: number;
}

export interface Sweeper {
  /** One round now; null when another process is at it or was a moment ago. */
  sweep(): Promise<SweepReport | null>;
  start(): void;
  close(options: { readonly deadlineMs: number }): Promise<void>;
}

/**
 * Repairs and forgets, every so often, in one process at a time. Every process runs a sweeper; a short lock that is left
 * to expire lets one of them do a round per period. Two at once would do no harm, only the work twice: each step is
 * safe to repeat.
 */
export function createSweeper(deps: SweeperDeps, settings: SweeperSettings = SWEEPER_SETTINGS): Sweeper {
  const { client, prefix, onError } = deps;
  const { everyMs, staleMs, retentionMs, segmentRetentionMs, batch } = settings;
  const lock = redisKeys(prefix).lock('sweeper');
  const removeJobs = createJobRetention(deps);
  const removeSegments = createSegmentRetention(deps);
  const self = randomUUID();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();

  async function sweep(): Promise<SweepReport | null> {
    // A little shorter than the period, or the next round of the same process would be locked out by this one.
    if ((await client.set(lock, self, 'PX', Math.ceil(everyMs * 0.9), 'NX')) === null) return null;
    const added = await sweepOpenJobs(deps, { staleMs, batch });
    const jobsRemoved = await removeJobs({ olderThanMs: retentionMs, batch });
    const segmentsDeleted = await removeSegments({ olderThanMs: segmentRetentionMs, batch });
    return { added, jobsRemoved, segmentsDeleted };
  }

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = sweep()
        .catch((error: unknown) => onError(new Error('a sweep failed', { cause: error })))
        .finally(schedule);
    }, everyMs);
  }

  return {
    sweep,
    start: schedule,
    async close({ deadlineMs }) {
      stopped = true;
      clearTimeout(timer);
      await within(running, deadlineMs, undefined);
    },
  };
}
