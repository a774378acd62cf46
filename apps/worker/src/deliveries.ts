import type { JobRecord, JobStore, OwedEvent } from '@lector/jobs';
import type { Logger, Tracing } from '@lector/process-kit';
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
import { attemptDelivery, type AttemptOutcome, type Delivery } from './delivery/attempt.js';
import { deliverWebhook } from './processors/deliver-webhook.js';
import type { WorkerMetrics } from './worker-metrics.js';

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
  /** Knows the trace of the request that is told of. */
  readonly store: Pick<JobStore, 'get'>;
  readonly metrics: Pick<WorkerMetrics, 'webhookDeliveries'>;
  readonly tracing: Tracing;
  readonly onError: (error: Error) => void;
  readonly now: () => number;
  readonly random: () => number;
}): Deliveries {
  const { connection, prefix, id, settings, allowCidrs, logger, onError, now, random } = deps;
  const { store, metrics, tracing } = deps;
  const send = (delivery: Delivery) => attemptDelivery(delivery, { allowCidrs }, { now });

  async function observed(
    event: OwedEvent,
    record: JobRecord | null,
    attempt: number,
    sending: () => Promise<AttemptOutcome>,
  ): Promise<AttemptOutcome> {
    const attributes = { 'lector.job': event.jobId, 'lector.attempt': attempt };
    return tracing.span('webhook', { kind: 'client', parent: record?.traceparent, attributes }, async (span) => {
      const outcome = await sending();
      metrics.webhookDeliveries.add(1, { outcome: outcome.kind });
      if (outcome.kind !== 'delivered') span.fail(outcome.kind);
      return outcome;
    });
  }

  const log = createDeliveryLog({ client: connection, prefix });
  const queue = createWebhookQueue({ client: connection, prefix, onError });
  const relay = createOutboxRelay({ connection, prefix, consumer: id, log, queue, onError });
  const consumer = createWebhookConsumer({
    connection,
    prefix,
    concurrency: CONCURRENCY,
    log,
    deliver: async (event, attempt) => {
      // A record that is gone, or cannot be read now, only leaves log and trace without the request they belong to.
      const record = await store.get(event.jobId).catch(() => null);
      return deliverWebhook(event, attempt, {
        attempt: (delivery) => observed(event, record, attempt, () => send(delivery)),
        logger: record?.requestId === undefined ? logger : logger.child({ requestId: record.requestId }),
      });
    },
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
