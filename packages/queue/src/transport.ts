import { priorityOf, type JobTransport } from '@lector/jobs';
import { Queue } from 'bullmq';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { onRedis } from './redis-errors.js';

export interface QueueDepth {
  /** Jobs nobody runs: waiting for a worker or for their time. */
  readonly waiting: number;
  readonly active: number;
}

export interface RedisTransport extends JobTransport {
  /** Whether the queue will hand this job to a worker, or has. */
  holds(job: { readonly id: string; readonly pack: string }): Promise<boolean>;
  depth(pack: string): Promise<QueueDepth>;
  close(): Promise<void>;
}

export interface TransportDeps {
  readonly client: RedisClient;
  readonly prefix: string;
  readonly onError: (error: Error) => void;
}

/** States in which BullMQ still does something with a job. */
const ALIVE: readonly string[] = ['waiting', 'prioritized', 'delayed', 'active', 'waiting-children'];

/**
 * One BullMQ queue per pack. A BullMQ job carries nothing but the id: state, text and attempts are in our record, so a
 * job may be lost here and added again at any time.
 */
export function createTransport({ client, prefix, onError }: TransportDeps): RedisTransport {
  const queues = new Map<string, Queue>();

  function queueOf(pack: string): Queue {
    let queue = queues.get(pack);
    if (queue === undefined) {
      queue = openQueue(pack, { client, prefix, onError });
      queues.set(pack, queue);
    }
    return queue;
  }

  async function holds({ id, pack }: { id: string; pack: string }): Promise<boolean> {
    return ALIVE.includes(await queueOf(pack).getJobState(id));
  }

  return {
    enqueue: ({ id, pack, lane }) =>
      onRedis(`put the job into its queue [job=${id}, queue=${pack}]`, async () => {
        const queue = queueOf(pack);
        // BullMQ ignores an id it knows in any state, finished included: such a leftover has to go first.
        if (!(await holds({ id, pack }))) await queue.remove(id);
        await queue.add('job', { id }, { jobId: id, priority: priorityOf(lane) });
      }),

    remove: ({ id, pack }) =>
      onRedis(`take the job out of its queue [job=${id}, queue=${pack}]`, async () => {
        // 0 for an active one, which stays: its worker is told through the record.
        await queueOf(pack).remove(id);
      }),

    holds: (job) => onRedis(`look for the job in its queue [job=${job.id}]`, () => holds(job)),

    depth: (pack) =>
      onRedis(`count the jobs of a queue [queue=${pack}]`, async () => {
        const counts = await queueOf(pack).getJobCounts('wait', 'prioritized', 'delayed', 'active');
        const { wait = 0, prioritized = 0, delayed = 0, active = 0 } = counts;
        return { waiting: wait + prioritized + delayed, active };
      }),

    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      queues.clear();
    },
  };
}

/**
 * A BullMQ queue for adding jobs. Its two `skip` settings make it usable from the first moment: without them it waits
 * for Redis at creation, and one created during an outage would stay broken for ever. They skip a version check that
 * `checkRedis` does better.
 */
export function openQueue(name: string, { client, prefix, onError }: TransportDeps): Queue {
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
