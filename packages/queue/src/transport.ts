import { priorityOf, type JobTransport } from '@lector/jobs';
import type { Queue } from 'bullmq';
import { addOnce, isHeld, openQueue, type BullQueueDeps } from './bull-queue.js';
import { onRedis } from './redis-errors.js';

export interface RedisTransport extends JobTransport {
  /** Whether the queue will hand this job to a worker, or has. */
  holds(job: { readonly id: string; readonly pack: string }): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * One BullMQ queue per pack. A BullMQ job carries nothing but the id: state, text and attempts are in our record, so a
 * job may be lost here and added again at any time.
 */
export function createTransport(deps: BullQueueDeps): RedisTransport {
  const queues = new Map<string, Queue>();

  function queueOf(pack: string): Queue {
    let queue = queues.get(pack);
    if (queue === undefined) {
      queue = openQueue(pack, deps);
      queues.set(pack, queue);
    }
    return queue;
  }

  return {
    enqueue: ({ id, pack, lane }) =>
      onRedis(`put the job into its queue [job=${id}, queue=${pack}]`, () =>
        addOnce(queueOf(pack), id, { id }, { priority: priorityOf(lane) }),
      ),

    remove: ({ id, pack }) =>
      onRedis(`take the job out of its queue [job=${id}, queue=${pack}]`, async () => {
        // 0 for an active one, which stays: its worker is told through the record.
        await queueOf(pack).remove(id);
      }),

    holds: ({ id, pack }) => onRedis(`look for the job in its queue [job=${id}]`, () => isHeld(queueOf(pack), id)),

    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      queues.clear();
    },
  };
}
