import type { Logger } from '@lector/process-kit';
import {
  createDeliveryLog,
  createOutboxRelay,
  createWebhookConsumer,
  createWebhookQueue,
  type ConsumerSettings,
  type DeliveryLog,
  type RedisClient,
  type WebhookQueue,
} from '@lector/queue';
import { attemptDelivery } from './delivery/attempt.js';
import { deliverWebhook } from './processors/deliver-webhook.js';

/** Webhooks sent at a time: they wait for receivers, not for cores, and a few that hang must not delay the others. */
const CONCURRENCY = 32;
const RELAY_CLOSE_MS = 1_000;
/** One attempt lasts 15 s at most. */
const DELIVERY_CLOSE_MS = 16_000;

/** The way of an event from the outbox to its receiver, wired. */
export interface Deliveries {
  readonly queue: WebhookQueue;
  readonly log: DeliveryLog;
  /** Lets attempts in progress end. */
  close(): Promise<void>;
}

export function startDeliveries(deps: {
  /** A client of kind `worker`. */
  readonly connection: RedisClient;
  readonly prefix: string;
  /** Unique among the relays of all workers. */
  readonly id: string;
  readonly settings: ConsumerSettings;
  readonly allowCidrs: readonly string[];
  readonly logger: Logger;
  readonly onError: (error: Error) => void;
  readonly now: () => number;
  readonly random: () => number;
}): Deliveries {
  const { connection, prefix, id, settings, allowCidrs, logger, onError, now, random } = deps;
  const log = createDeliveryLog({ client: connection, prefix });
  const queue = createWebhookQueue({ client: connection, prefix, onError });
  const relay = createOutboxRelay({ connection, prefix, consumer: id, log, queue, onError });
  const consumer = createWebhookConsumer({
    connection,
    prefix,
    concurrency: CONCURRENCY,
    log,
    deliver: (event, attempt) =>
      deliverWebhook(event, attempt, {
        attempt: (delivery) => attemptDelivery(delivery, { allowCidrs }, { now }),
        logger,
      }),
    settings,
    onError,
    now,
    random,
  });
  relay.start();
  return {
    queue,
    log,
    async close() {
      await relay.close({ deadlineMs: RELAY_CLOSE_MS });
      await consumer.close({ deadlineMs: DELIVERY_CLOSE_MS });
    },
  };
}
