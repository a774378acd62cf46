const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** When an event is sent again after each failure: the example schedule of Standard Webhooks 1.0, ten attempts in all. */
export const WEBHOOK_DELAYS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** A receiver asking for more is not believed: events would outlive what is kept of them. */
export const RETRY_AFTER_MAX_MS = HOUR;

/**
 * How long an event's body has to be kept to be sent on every attempt: the schedule takes at most about four days with
 * jitter and `Retry-After`; the rest is for a deployment that stood still over a weekend.
 */
export const WEBHOOK_EVENT_TTL_MS = 7 * 24 * HOUR;

/**
 * Wait before the next attempt, or null when none is left. `Retry-After` can make the wait longer, never shorter.
 * @param attempts attempts made so far, at least 1
 * @param random uniform in [0, 1); ±20 % keeps receivers that failed together apart
 */
export function webhookDelay(
  attempts: number,
  { retryAfterMs, random }: { readonly retryAfterMs: number | null; readonly random: () => number },
): number | null {
  const scheduled = WEBHOOK_DELAYS_MS[attempts - 1];
  if (scheduled === undefined) return null;
  const asked = Math.min(Math.max(retryAfterMs ?? 0, 0), RETRY_AFTER_MAX_MS);
  return Math.round(Math.max(scheduled * (0.8 + random() * 0.4), asked));
}
