import { priorityOf, type JobTransport, type QueueEntry } from '@lector/jobs';
import type { Queue } from 'bullmq';
import { addNew, addOnce, isHeld, openQueue, type BullQueueDeps } from './bull-queue.js';
import type { EntryData } from './consumer.js';
import { onRedis } from './redis-errors.js';

export interface RedisTransport extends JobTransport {
  /** Whether the queue will hand this entry to a worker, or has. */
  holds(entry: QueueEntry): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Two BullMQ queues per pack: one for what needs the model, one for assembling, which must not keep the model from
 * others. An entry carries nothing but the job's id and unit, and where it is traced the trace's: state, text and attempts are in our record, so an entry may
 * be lost here and added again at any time.
 */
export function createTransport(deps: BullQueueDeps): RedisTransport {
  const queues = new Map<string, Queue>();

  function queueOf(name: string): Queue {
    let queue = queues.get(name);
    if (queue === undefined) {
      queue = openQueue(name, deps);
      queues.set(name, queue);
    }
    return queue;
  }

  return {
    enqueue: (entry, { isNew } = { isNew: false }) =>
      onRedis(`put the job into its queue [job=${entry.id}, queue=${queueName(entry)}]`, () =>
        (isNew ? addNew : addOnce)(queueOf(queueName(entry)), entryId(entry), entryData(entry), {
          priority: priorityOf(entry.lane),
        }),
      ),

    remove: ({ id, pack }) =>
      onRedis(`take the job out of its queue [job=${id}, queue=${pack}]`, async () => {
        // 0 for an active one, which stays: its worker is told through the record.
        await queueOf(pack).remove(id);
      }),

    holds: (entry) =>
      onRedis(`look for the job in its queue [job=${entry.id}]`, () =>
        isHeld(queueOf(queueName(entry)), entryId(entry)),
      ),

    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      queues.clear();
    },
  };
}

/** Name of the queue for assembling the jobs of a pack. */
export function assemblyQueue(pack: string): string {
  return `assembly-${pack}`;
}

function queueName({ pack, work }: QueueEntry): string {
  return work.kind === 'assembly' ? assemblyQueue(pack) : pack;
}

/** BullMQ refuses a colon in an id. */
function entryId({ id, work }: QueueEntry): string {
  return work.kind === 'unit' ? `${id}-${work.unit}` : id;
}

function entryData({ id, work, traceparent }: QueueEntry): EntryData {
  return {
    id,
    ...(work.kind === 'unit' ? { unit: work.unit } : {}),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}
