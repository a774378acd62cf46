import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { loadScript } from './scripts.js';

/** The relays' consumer group of the outbox. */
export const RELAY_GROUP = 'relay';

/** A relay at work reads every few seconds. */
export const RELAY_GONE_MS = 3_600_000;

/**
 * Every relay is a consumer of its own name, and Redis keeps a consumer until it is told to forget it: a fleet that
 * restarts every day would add to the list for ever.
 * @returns forgets relays silent for `goneMs`, and `leaving` at once, unless they hold an entry; answers how many
 */
export function createRelayCleanup({ client, prefix }: { client: RedisClient; prefix: string }) {
  const forget = loadScript('forget-relays');
  return async ({ leaving, goneMs }: { readonly leaving: string | null; readonly goneMs: number }): Promise<number> =>
    Number(await forget(client, [redisKeys(prefix).outbox], [RELAY_GROUP, leaving ?? '', goneMs]));
}
