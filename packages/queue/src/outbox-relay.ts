import { setTimeout as pause } from 'node:timers/promises';
import type { RedisClient } from './connection.js';
import { within } from './deadline.js';
import type { DeliveryLog } from './delivery-log.js';
import { redisKeys } from './keys.js';
import { createRelayCleanup, RELAY_GONE_MS, RELAY_GROUP } from './relay-consumers.js';
import type { WebhookQueue } from './webhook-queue.js';

/**
 * Carries the names of events from the outbox, where FINISH and CANCEL put them, to the queue of webhook deliveries.
 *
 * Every worker runs one; a consumer group gives each entry to one of them. An entry is deleted only after its delivery
 * is queued: a relay killed before that leaves it pending, and another takes it over after a while. Taken over twice it
 * still makes one delivery, because the queue knows the event's id, and the log knows when it has been delivered.
 */
export interface OutboxRelay {
  start(): void;
  /** One round: what others left behind, then what is new. Returns how many entries were carried. */
  round(options: { readonly blockMs: number }): Promise<number>;
  close(options: { readonly deadlineMs: number }): Promise<void>;
}

export interface OutboxRelayDeps {
  /** A client of kind `worker`; the relay reads on a connection of its own made from it. */
  readonly connection: RedisClient;
  readonly prefix: string;
  /** Unique among relays: an entry in the works is known by it. */
  readonly consumer: string;
  readonly log: Pick<DeliveryLog, 'get'>;
  readonly queue: Pick<WebhookQueue, 'add'>;
  readonly onError: (error: Error) => void;
  /** After this long an entry another relay holds counts as left behind. */
  readonly takeOverMs?: number;
}

const BATCH = 50;
const BLOCK_MS = 2_000;
const TAKE_OVER_MS = 30_000;
const PAUSE_AFTER_ERROR_MS = 1_000;

type Entry = readonly [id: string, fields: readonly string[]];

export function createOutboxRelay(deps: OutboxRelayDeps): OutboxRelay {
  const { connection, prefix, consumer, log, queue, onError, takeOverMs = TAKE_OVER_MS } = deps;
  const { outbox } = redisKeys(prefix);
  const reader = connection.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
  reader.on('error', onError);
  const forgetRelays = createRelayCleanup({ client: connection, prefix });
  const stop = new AbortController();
  let groupKnown = false;
  let running: Promise<void> | null = null;

  async function ensureGroup(): Promise<void> {
    if (groupKnown) return;
    try {
      // From 0: events written before the first relay ever ran are owed too.
      await reader.xgroup('CREATE', outbox, RELAY_GROUP, '0', 'MKSTREAM');
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('BUSYGROUP'))) throw error;
    }
    groupKnown = true;
  }

  async function carry([entryId, fields]: Entry): Promise<void> {
    const [, eventId = ''] = fields;
    const delivery = await log.get(eventId);
    if (delivery?.status === 'pending') await queue.add(eventId);
    await connection.multi().xack(outbox, RELAY_GROUP, entryId).xdel(outbox, entryId).exec();
  }

  /** Entries that fail stay pending and come again; they do not hold up those behind them. */
  async function carryAll(entries: readonly Entry[]): Promise<void> {
    const failures: unknown[] = [];
    for (const entry of entries) await carry(entry).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  async function round({ blockMs }: { blockMs: number }): Promise<number> {
    try {
      await ensureGroup();
      const [, left] = (await reader.xautoclaim(outbox, RELAY_GROUP, consumer, takeOverMs, '0', 'COUNT', BATCH)) as [
        string,
        readonly Entry[],
      ];
      const fresh = await reader.xreadgroup(
        ...(['GROUP', RELAY_GROUP, consumer, 'COUNT', BATCH, 'BLOCK', blockMs, 'STREAMS', outbox, '>'] as const),
      );
      const entries = [...left, ...((fresh as [string, Entry[]][] | null)?.[0]?.[1] ?? [])];
      await carryAll(entries);
      return entries.length;
    } catch (error) {
      // The stream itself is gone: a Redis that lost its data.
      if (error instanceof Error && error.message.startsWith('NOGROUP')) groupKnown = false;
      throw error;
    }
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await round({ blockMs: BLOCK_MS });
      } catch (error) {
        if (stop.signal.aborted) return;
        onError(new Error('the outbox could not be read or carried', { cause: error }));
        await pause(PAUSE_AFTER_ERROR_MS, undefined, { signal: stop.signal }).catch(() => {});
      }
    }
  }

  return {
    round,
    start() {
      running ??= run();
    },
    async close({ deadlineMs }) {
      stop.abort();
      // Ends the blocking read; an entry being carried is finished on the other connection.
      reader.disconnect();
      const leave = async () => {
        await running;
        // What is left out here, because Redis is away or an entry is still held, the sweeper does.
        await forgetRelays({ leaving: consumer, goneMs: RELAY_GONE_MS }).catch(() => {});
      };
      await within(leave(), deadlineMs, undefined);
    },
  };
}
