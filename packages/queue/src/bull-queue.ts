import { Queue, type JobsOptions } from 'bullmq';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';

export interface BullQueueDeps {
  readonly client: RedisClient;
  readonly prefix: string;
  readonly onError: (error: Error) => void;
}

/** States in which BullMQ still does something with a job. */
const ALIVE: readonly string[] = ['waiting', 'prioritized', 'delayed', 'active', 'waiting-children'];

/**
 * A BullMQ queue for adding jobs. Its two `skip` settings make it usable from the first moment: without them it waits
 * for Redis at creation, and one created during an outage would stay broken for ever. They skip a version check that
 * `checkRedis` does better.
 */
export function openQueue(name: string, { client, prefix, onError }: BullQueueDeps): Queue {
  const queue = new Queue(name, {
    connection: client,
    prefix: redisKeys(prefix).queues,
    skipWaitingForReady: true,
    skipVersionCheck: true,
    skipMetasUpdate: true,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
  });
  queue.on('error', onError);
  return queue;
}

/** Whether the queue will hand this job to a worker, or has. */
export async function isHeld(queue: Queue, id: string): Promise<boolean> {
  return ALIVE.includes(await queue.getJobState(id));
}

/** Adds a job under an id of ours; one that is held already stays as it is. */
export async function addOnce(queue: Queue, id: string, data: object, options: JobsOptions = {}): Promise<void> {
  // BullMQ ignores an id it knows in any state, finished included: such a leftover has to go first.
  if (!(await isHeld(queue, id))) await queue.remove(id);
  await addNew(queue, id, data, options);
}

/** Adds a job under an id that nobody has used; one that is held already stays as it is. */
export async function addNew(queue: Queue, id: string, data: object, options: JobsOptions = {}): Promise<void> {
  await queue.add('job', data, { ...options, jobId: id });
}
