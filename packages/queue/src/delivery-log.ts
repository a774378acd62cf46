import { WEBHOOK_EVENT_TTL_MS, type OutboxEvent } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { onRedis } from './redis-errors.js';

/** `refused`: not sent again although it failed (410, a forbidden target). `failed`: no attempt is left. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'refused';

export interface DeliveryEntry {
  readonly eventId: string;
  readonly jobId: string;
  readonly type: OutboxEvent['type'];
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly lastAttemptAtMs: number | null;
  /** null when there will be none. */
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

/** Events waiting for their webhook and what became of each; both expire after the longest schedule. */
export interface DeliveryLog {
  /** Keeps the event for all its attempts. Opening one again changes nothing. */
  open(event: OutboxEvent): Promise<DeliveryEntry>;
  /** The event as it was stored; null once expired. */
  event(eventId: string): Promise<OutboxEvent | null>;
  entry(eventId: string): Promise<DeliveryEntry | null>;
  record(eventId: string, attempt: AttemptEntry): Promise<void>;
  ofJob(jobId: string): Promise<readonly DeliveryEntry[]>;
}

export function createDeliveryLog({ client, prefix }: { client: RedisClient; prefix: string }): DeliveryLog {
  const keys = redisKeys(prefix);

  async function entry(eventId: string): Promise<DeliveryEntry | null> {
    const fields = await onRedis(`read a delivery [event=${eventId}]`, () => client.hgetall(keys.delivery(eventId)));
    return decodeEntry(fields);
  }

  return {
    entry,

    open: (event) =>
      onRedis(`keep an event [event=${event.id}]`, async () => {
        const delivery = keys.delivery(event.id);
        const ofJob = keys.jobDeliveries(event.jobId);
        const fields = { eventId: event.id, jobId: event.jobId, type: event.type };
        await client
          .multi()
          .hset(keys.event(event.id), { id: event.id, jobId: event.jobId, type: event.type, body: event.body })
          .pexpire(keys.event(event.id), WEBHOOK_EVENT_TTL_MS)
          .hset(delivery, fields)
          .hsetnx(delivery, 'status', 'pending')
          .pexpire(delivery, WEBHOOK_EVENT_TTL_MS)
          .sadd(ofJob, event.id)
          .pexpire(ofJob, WEBHOOK_EVENT_TTL_MS)
          .exec();
        return (await entry(event.id)) ?? { ...fields, ...UNTRIED };
      }),

    event: (eventId) =>
      onRedis(`read an event [event=${eventId}]`, async () => {
        const { id, jobId, type, body } = await client.hgetall(keys.event(eventId));
        if (id === undefined || jobId === undefined || type === undefined || body === undefined) return null;
        return { id, jobId, type: type as OutboxEvent['type'], body };
      }),

    record: (eventId, { status, attempts, atMs, nextAttemptAtMs, statusCode, outcome }) =>
      onRedis(`record an attempt [event=${eventId}]`, async () => {
        await client.hset(keys.delivery(eventId), {
          status,
          attempts,
          lastAttemptAtMs: atMs,
          nextAttemptAtMs: nextAttemptAtMs ?? '',
          lastStatusCode: statusCode ?? '',
          lastOutcome: outcome,
        });
        await client.pexpire(keys.delivery(eventId), WEBHOOK_EVENT_TTL_MS);
      }),

    ofJob: (jobId) =>
      onRedis(`list deliveries [job=${jobId}]`, async () => {
        const ids = await client.smembers(keys.jobDeliveries(jobId));
        const entries = await Promise.all(ids.toSorted().map(entry));
        return entries.filter((found) => found !== null);
      }),
  };
}

const UNTRIED = {
  status: 'pending',
  attempts: 0,
  lastAttemptAtMs: null,
  nextAttemptAtMs: null,
  lastStatusCode: null,
  lastOutcome: null,
} as const;

function decodeEntry(fields: Readonly<Record<string, string>>): DeliveryEntry | null {
  const { eventId, jobId, type, status } = fields;
  if (eventId === undefined || jobId === undefined || type === undefined) return null;
  const numberOf = (field: string) => (fields[field] ? Number(fields[field]) : null);
  return {
    eventId,
    jobId,
    type: type as OutboxEvent['type'],
    status: (status ?? 'pending') as DeliveryStatus,
    attempts: numberOf('attempts') ?? 0,
    lastAttemptAtMs: numberOf('lastAttemptAtMs'),
    nextAttemptAtMs: numberOf('nextAttemptAtMs'),
    lastStatusCode: numberOf('lastStatusCode'),
    lastOutcome: fields['lastOutcome'] ?? null,
  };
}
