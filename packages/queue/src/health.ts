import type { RedisClient } from './connection.js';
import { within } from './deadline.js';

/** An answer later than this is as bad as none: whoever asks for readiness waits a second or two in all. */
const PING_MS = 1_000;

/** Whether Redis answers now. Never throws and never takes longer than the time given. */
export function isRedisReachable(client: RedisClient, withinMs = PING_MS): Promise<boolean> {
  const answered = client.ping().then(
    () => true,
    () => false,
  );
  return within(answered, withinMs, false);
}
