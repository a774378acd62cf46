import { webhookDelay, type OwedEvent } from '@lector/jobs';
import { addOnce, isHeld, openQueue, type BullQueueDeps } from './bull-queue.js';
import type { RedisClient } from './connection.js';
import { createConsumer, type Consumer, type ConsumerSettings, type HandlerAnswer } from './consumer.js';
import type { DeliveryLog } from './delivery-log.js';
import { onRedis } from './redis-errors.js';

/**
 * Deliveries are a BullMQ queue of their own. A job there is named after its event, so an event is queued once however
 * often the relay hands it over; the body and the number of attempts are in the delivery log. At least once: a process
 * killed between the receiver's 200 and the log sends the same bytes under the same id again.
 */
const QUEUE = 'webhooks';

export interface WebhookQueue {
  /** Adding an event again while it is there changes nothing. */
  add(eventId: string): Promise<void>;
  /** Whether the queue will hand this event to a worker, or has. */
  holds(eventId: string): Promise<boolean>;
  close(): Promise<void>;
}

export function createWebhookQueue(deps: BullQueueDeps): WebhookQueue {
  const queue = openQueue(QUEUE, deps);
  return {
    add: (eventId) => onRedis(`queue a webhook [event=${eventId}]`, () => addOnce(queue, eventId, { id: eventId })),
    holds: (eventId) => onRedis(`look for a webhook in its queue [event=${eventId}]`, () => isHeld(queue, eventId)),
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
  /** Not to be tried again: 410, a target that may not be called. */
  | { readonly kind: 'refused'; readonly outcome: string; readonly statusCode: number | null };

export interface WebhookConsumerDeps {
  /** A client of kind `worker`. */
  readonly connection: RedisClient;
  readonly prefix: string;
  readonly concurrency: number;
  readonly log: DeliveryLog;
  /** One attempt, 1 being the first; finishes it even while draining. It reports failures and throws only its own. */
  readonly deliver: (event: OwedEvent, attempt: number) => Promise<DeliveryReport>;
  readonly settings: ConsumerSettings;
  readonly onError: (error: Error) => void;
  readonly now: () => number;
  readonly random: () => number;
}

export function createWebhookConsumer(deps: WebhookConsumerDeps): Consumer {
  return createConsumer({
    ...deps,
    queue: QUEUE,
    handler: ({ id }) => attemptDelivery(id, deps),
    onLockLost: () => {},
  });
}

async function attemptDelivery(eventId: string, deps: WebhookConsumerDeps): Promise<HandlerAnswer> {
  const { log, now, random } = deps;
  const delivery = await log.get(eventId);
  // Expired, or ended before this job was brought back.
  if (delivery?.status !== 'pending') return 'done';
  const attempts = delivery.attempts + 1;
  const report = await deps.deliver(delivery.event, attempts);
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
