import { webhookDelay, type OutboxEvent } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { createConsumer, type Consumer, type ConsumerSettings, type HandlerAnswer } from './consumer.js';
import type { DeliveryLog } from './delivery-log.js';
import { onRedis } from './redis-errors.js';
import { openQueue } from './transport.js';

/**
 * Deliveries are a BullMQ queue of their own. A job there is named after its event, so an event is queued once however
 * often the relay hands it over; the body and the number of attempts are in the delivery log. At least once: a process
 * killed between the receiver's 200 and the log sends the same bytes under the same id again.
 */
const QUEUE = 'webhooks';

export interface WebhookQueue {
  add(delivery: { readonly eventId: string; readonly jobId: string }): Promise<void>;
  close(): Promise<void>;
}

export function createWebhookQueue(deps: {
  readonly client: RedisClient;
  readonly prefix: string;
  readonly onError: (error: Error) => void;
}): WebhookQueue {
  const queue = openQueue(QUEUE, deps);
  return {
    add: ({ eventId, jobId }) =>
      onRedis(`queue a webhook [event=${eventId}]`, async () => {
        await queue.add('delivery', { eventId, jobId }, { jobId: eventId });
      }),
    close: () => queue.close(),
  };
}

/** How one attempt ended. */
export type DeliveryReport =
  | { readonly kind: 'delivered'; readonly statusCode: number }
  /** To be tried again by the schedule; `retryAfterMs` is what the receiver asked for. */
  | {
      readonly kind: 'failed';
      readonly outcome: string;
      readonly statusCode: number | null;
      readonly retryAfterMs: number | null;
    }
  /** Not to be tried again: 410, a target that may not be called, a job without webhook. */
  | { readonly kind: 'refused'; readonly outcome: string; readonly statusCode: number | null };

export interface WebhookConsumerDeps {
  /** A client of kind `worker`. */
  readonly connection: RedisClient;
  readonly prefix: string;
  readonly concurrency: number;
  readonly log: DeliveryLog;
  /** One attempt, 1 being the first; finishes it even while draining. It reports failures and throws only its own. */
  readonly deliver: (event: OutboxEvent, attempt: number) => Promise<DeliveryReport>;
  readonly settings?: ConsumerSettings;
  readonly onError: (error: Error) => void;
  readonly now: () => number;
  readonly random: () => number;
}

export function createWebhookConsumer(deps: WebhookConsumerDeps): Consumer {
  return createConsumer({
    ...deps,
    pack: QUEUE,
    handler: ({ id }) => attemptDelivery(id, deps),
    onLockLost: () => {},
  });
}

async function attemptDelivery(eventId: string, deps: WebhookConsumerDeps): Promise<HandlerAnswer> {
  const { log, now, random } = deps;
  const [event, entry] = await Promise.all([log.event(eventId), log.entry(eventId)]);
  // Expired, or ended before this job was brought back.
  if (event === null || (entry !== null && entry.status !== 'pending')) return 'done';
  const attempts = (entry?.attempts ?? 0) + 1;
  const report = await deps.deliver(event, attempts);
  const made = { attempts, atMs: now(), statusCode: report.statusCode, nextAttemptAtMs: null };
  if (report.kind === 'delivered') {
    await log.record(eventId, { ...made, status: 'delivered', outcome: 'delivered' });
    return 'done';
  }
  const delayMs =
    report.kind === 'failed' ? webhookDelay(attempts, { retryAfterMs: report.retryAfterMs, random }) : null;
  if (delayMs === null) {
    await log.record(eventId, { ...made, status: report.kind, outcome: report.outcome });
    return 'done';
  }
  const nextAttemptAtMs = made.atMs + delayMs;
  await log.record(eventId, { ...made, status: 'pending', outcome: report.outcome, nextAttemptAtMs });
  return { delayMs };
}
