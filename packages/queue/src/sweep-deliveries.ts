import type { RedisClient } from './connection.js';
import type { DeliveryLog } from './delivery-log.js';
import { redisKeys } from './keys.js';
import { sweepAll, takeDue, type SweepLimits } from './sweep-batches.js';
import type { WebhookQueue } from './webhook-queue.js';

export interface SweepDeliveriesDeps {
  readonly client: RedisClient;
  readonly prefix: string;
  readonly log: Pick<DeliveryLog, 'get'>;
  readonly webhooks: Pick<WebhookQueue, 'holds' | 'add'>;
  readonly now: () => number;
  readonly onError: (error: Error) => void;
}

/**
 * Puts deliveries back into their queue that should have been tried by now and which the queue no longer knows: it lost
 * data, or the outbox did before a relay had read it.
 * @returns ids of the events added again
 */
export async function sweepDeliveries(
  { client, prefix, log, webhooks, now, onError }: SweepDeliveriesDeps,
  { staleMs, ...limits }: SweepLimits & { readonly staleMs: number },
): Promise<readonly string[]> {
  const { deliveries } = redisKeys(prefix);

  async function repair(eventId: string): Promise<boolean> {
    const delivery = await log.get(eventId);
    if (delivery?.status !== 'pending') {
      await client.zrem(deliveries, eventId);
      return false;
    }
    if (await webhooks.holds(eventId)) return false;
    await webhooks.add(eventId);
    return true;
  }

  const step = {
    take: (most: number) => takeDue(client, deliveries, { dueMs: now() - staleMs, laterMs: now(), most }),
    handle: repair,
    failure: (eventId: string) => `could not look after a delivery [event=${eventId}]`,
    onError,
  };
  return sweepAll(step, limits);
}
