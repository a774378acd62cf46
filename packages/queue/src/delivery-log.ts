import { WEBHOOK_EVENT_TTL_MS, type OwedEvent } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { onRedis } from './redis-errors.js';

/** `refused`: not sent again although it failed (410, a forbidden target). `failed`: no attempt is left. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'refused';

export interface Delivery {
  readonly event: OwedEvent;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly lastAttemptAtMs: number | null;
  /** null when there will be none, and before the first. */
  readonly nextAttemptAtMs: number | null;
  readonly lastStatusCode: number | null;
  /** In a few words, never the receiver's own. */
  readonly lastOutcome: string | null;
}

export interface AttemptEntry {
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly atMs: number;
  readonly nextAttemptAtMs: number | null;
  readonly statusCode: number | null;
  readonly outcome: string;
}

/**
 * Webhooks owed and what became of each. FINISH and CANCEL write a delivery together with the state it tells of; it
 * lives by itself from then on, longer than the longest schedule, whether its job's record is still kept or not.
 */
export interface DeliveryLog {
  /** null once expired. */
  get(eventId: string): Promise<Delivery | null>;
  record(eventId: string, attempt: AttemptEntry): Promise<void>;
}

export function createDeliveryLog({ client, prefix }: { client: RedisClient; prefix: string }): DeliveryLog {
  const keys = redisKeys(prefix);
  return {
    get: (eventId) =>
      onRedis(`read a delivery [event=${eventId}]`, async () =>
        decodeDelivery(await client.hgetall(keys.delivery(eventId))),
      ),

    record: (eventId, { status, attempts, atMs, nextAttemptAtMs, statusCode, outcome }) =>
      onRedis(`record an attempt [event=${eventId}]`, async () => {
        const key = keys.delivery(eventId);
        const attempt = client
          .multi()
          .hset(key, {
            status,
            attempts,
            lastAttemptAtMs: atMs,
            nextAttemptAtMs: nextAttemptAtMs ?? '',
            lastStatusCode: statusCode ?? '',
            lastOutcome: outcome,
          })
          .pexpire(key, WEBHOOK_EVENT_TTL_MS);
        // The sweeper looks for those that are due and have not been delivered.
        if (status === 'pending') attempt.zadd(keys.deliveries, nextAttemptAtMs ?? atMs, eventId);
        else attempt.zrem(keys.deliveries, eventId);
        await attempt.exec();
      }),
  };
}

function decodeDelivery(fields: Readonly<Record<string, string>>): Delivery | null {
  const { id, jobId, type, body, url, secret, status } = fields;
  // A part alone is what an attempt left behind that ended after the delivery had expired.
  if (id === undefined || jobId === undefined || type === undefined || body === undefined) return null;
  const numberOf = (field: string) => (fields[field] ? Number(fields[field]) : null);
  return {
    event: { id, jobId, type: type as OwedEvent['type'], body, url: url ?? '', secret: secret ?? '' },
    status: status as DeliveryStatus,
    attempts: numberOf('attempts') ?? 0,
    lastAttemptAtMs: numberOf('lastAttemptAtMs'),
    nextAttemptAtMs: numberOf('nextAttemptAtMs'),
    lastStatusCode: numberOf('lastStatusCode'),
    lastOutcome: fields['lastOutcome'] ?? null,
  };
}
