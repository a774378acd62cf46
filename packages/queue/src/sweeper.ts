import { randomUUID } from 'node:crypto';
import { within } from './deadline.js';
import { redisKeys } from './keys.js';
import { createRelayCleanup, RELAY_GONE_MS } from './relay-consumers.js';
import { createContentRetention, createJobRetention, createSegmentRetention, type RetentionDeps } from './retention.js';
import type { SweepLimits } from './sweep-batches.js';
import { sweepDeliveries, type SweepDeliveriesDeps } from './sweep-deliveries.js';
import { sweepOpenJobs, type SweepOpenDeps } from './sweep-open.js';

export interface SweeperSettings {
  readonly everyMs: number;
  /** An open job quiet for this long is looked at, and a delivery late by it; longer than a segment takes to render. */
  readonly staleMs: number;
  readonly retentionMs: number;
  readonly segmentRetentionMs: number;
  /** Jobs, deliveries, segments or contents asked for at a time. */
  readonly batch: number;
  /** Each of the steps of a round begins nothing new after this long; all together stay below `everyMs`. */
  readonly stepMs: number;
  /** A relay silent for this long is forgotten. */
  readonly relayGoneMs: number;
}

const HOUR_MS = 3_600_000;

export const SWEEPER_SETTINGS: SweeperSettings = {
  everyMs: 30_000,
  staleMs: 90_000,
  retentionMs: 7 * 24 * HOUR_MS,
  segmentRetentionMs: 7 * 24 * HOUR_MS,
  batch: 200,
  stepMs: 5_000,
  relayGoneMs: RELAY_GONE_MS,
};

export type SweeperDeps = SweepOpenDeps & SweepDeliveriesDeps & RetentionDeps;

export interface SweepReport {
  readonly added: readonly string[];
  readonly deliveriesAdded: readonly string[];
  readonly jobsRemoved: number;
  readonly segmentsDeleted: number;
  readonly contentsDeleted: number;
  readonly relaysForgotten: number;
}

export interface Sweeper {
  /** One round now; null when another process is at it or was a moment ago. */
  sweep(): Promise<SweepReport | null>;
  start(): void;
  close(options: { readonly deadlineMs: number }): Promise<void>;
}

/**
 * Repairs and forgets, every so often, in one process at a time. Every worker runs a sweeper; a short lock that is left
 * to expire lets one of them do a round per period. Two at once would do no harm, only the work twice: each step is
 * safe to repeat.
 */
export function createSweeper(deps: SweeperDeps, settings: SweeperSettings = SWEEPER_SETTINGS): Sweeper {
  const { client, prefix, now, onError } = deps;
  const { everyMs, staleMs, retentionMs, segmentRetentionMs, batch, stepMs, relayGoneMs } = settings;
  const lock = redisKeys(prefix).lock('sweeper');
  const removeJobs = createJobRetention(deps);
  const removeSegments = createSegmentRetention(deps);
  const removeContents = createContentRetention(deps);
  const forgetRelays = createRelayCleanup(deps);
  const self = randomUUID();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();

  /** Every step has a time of its own: a store that hangs under one does not take the others' turn. */
  function limits(): SweepLimits {
    const endMs = now() + stepMs;
    return { batch, isOver: () => stopped || now() >= endMs };
  }

  async function sweep(): Promise<SweepReport | null> {
    // A little shorter than the period, or the next round of the same process would be locked out by this one.
    if ((await client.set(lock, self, 'PX', Math.ceil(everyMs * 0.9), 'NX')) === null) return null;
    const added = await sweepOpenJobs(deps, { staleMs, ...limits() });
    const deliveriesAdded = await sweepDeliveries(deps, { staleMs, ...limits() });
    const jobsRemoved = await removeJobs({ olderThanMs: retentionMs, ...limits() });
    const segmentsDeleted = await removeSegments({ olderThanMs: segmentRetentionMs, ...limits() });
    const contentsDeleted = await removeContents(limits());
    const relaysForgotten = await forgetRelays({ leaving: null, goneMs: relayGoneMs });
    return { added, deliveriesAdded, jobsRemoved, segmentsDeleted, contentsDeleted, relaysForgotten };
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
