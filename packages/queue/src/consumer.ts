import { DelayedError, Worker, type Job, type WorkerOptions } from 'bullmq';
import type { RedisClient } from './connection.js';
import { within } from './deadline.js';
import { isRedisReachable } from './health.js';
import { redisKeys } from './keys.js';

/**
 * Takes jobs from one queue and holds their locks while the handler works.
 *
 * What BullMQ decides elsewhere is decided in our record here: attempts (so stalls are unlimited and a job never
 * "fails" in BullMQ), results, and who may write (the fence). BullMQ is left with three things: waking a worker, keeping
 * a job from two workers most of the time, and bringing it back when a worker dies.
 *
 * The handler's signal is aborted with reason `lock_lost` (somebody else may have the job by now: stop, write nothing
 * that is not fenced) or `drain` (this process ends: hand back, and answer `{ delayMs: 0 }`).
 */
export type AbortReason = 'lock_lost' | 'drain';

/** `done`: forget the job. `delayMs`: it comes back then, at the head of its lane when 0. */
export type HandlerAnswer = 'done' | { readonly delayMs: number };

/** What an entry of the queue carries. */
export interface EntryData {
  readonly id: string;
  /** Only for a unit of the job. */
  readonly unit?: number;
  /** W3C trace context, where the job is traced. */
  readonly traceparent?: string;
}

export type JobHandler = (entry: EntryData, token: string, signal: AbortSignal) => Promise<HandlerAnswer>;

export interface ConsumerSettings {
  /** A worker silent for this long loses its jobs; 30 to 60 s, so that a busy machine does not lose them for nothing. */
  readonly lockMs: number;
  /** How often lost jobs are looked for; one is back after at most `lockMs` and twice this. */
  readonly stalledMs: number;
}

export interface ConsumerDeps {
  /** A client of kind `worker`. The consumer makes two connections of its own from it and leaves this one alone. */
  readonly connection: RedisClient;
  readonly prefix: string;
  readonly queue: string;
  readonly concurrency: number;
  readonly handler: JobHandler;
  readonly settings: ConsumerSettings;
  readonly onLockLost: (id: string) => void;
  readonly onError: (error: Error) => void;
  readonly now: () => number;
}

export interface Consumer {
  /**
   * Fetches no more, tells the handlers to hand back and waits for them until the deadline. true when all came back.
   * Never hangs: after the deadline connections are cut, and what was not handed back returns as a lost job.
   */
  close(options: { readonly deadlineMs: number }): Promise<boolean>;
  /**
   * Whether the loop is alive: it got an answer, renewed a lock or ended a job within that time, by `now`. `stuck`
   * means that Redis answers and the loop still does not move: end the process.
   */
  probe(options: { readonly maxSilentMs: number }): Promise<'alive' | 'redis_down' | 'stuck'>;
}

/** How long a fetch waits for work; also how soon a lost wake-up is made good. */
const FETCH_WAIT_SECONDS = 2;
/** A handler that throws instead of answering has a fault; its job comes back, but not at once and for ever. */
const FAULT_DELAY_MS = 5_000;

export function createConsumer(deps: ConsumerDeps): Consumer {
  const { prefix, queue, handler, onError, now } = deps;
  // Its own, so that cutting it at a deadline takes nothing away from others in this process.
  const connection = deps.connection.duplicate();
  connection.on('error', onError);
  const { lockMs, stalledMs } = deps.settings;
  let draining = false;
  let lastProgressMs = now();
  const progressed = () => {
    lastProgressMs = now();
  };

  /** All three parameters must be declared: BullMQ passes a signal only to processors whose `length` is 3. */
  async function process(job: Job, token: string | undefined, signal: AbortSignal | undefined): Promise<void> {
    const id = job.id ?? '';
    if (token === undefined || signal === undefined) throw new Error('BullMQ gave a job without token or signal');
    let answer: HandlerAnswer = { delayMs: 0 };
    // A fetch already under way when draining began may still bring a job.
    if (!draining) {
      try {
        answer = await handler(job.data as EntryData, token, signal);
      } catch (error) {
        onError(new Error(`the handler threw [job=${id}]`, { cause: error }));
        answer = { delayMs: FAULT_DELAY_MS };
      } finally {
        progressed();
      }
    }
    // The job is not ours any more, whatever the answer is; touching it would only fail.
    if (signal.reason === ('lock_lost' satisfies AbortReason)) throw new DelayedError();
    if (answer !== 'done') await putBack(job, token, answer.delayMs);
  }

  /** Always throws `DelayedError`, which tells BullMQ that the job is no longer its business. */
  async function putBack(job: Job, token: string, delayMs: number): Promise<never> {
    try {
      if (delayMs > 0) {
        await job.moveToDelayed(now() + delayMs, token);
      } else {
        await job.moveToWait(token);
        // BullMQ leaves out the marker that wakes idle workers on this one move; they would sleep until their next look.
        await connection.zadd(`${redisKeys(prefix).queues}:${queue}:marker`, 0, '0');
      }
    } catch (error) {
      // The lock is gone, or Redis is: the job returns as a lost one, or is somebody else's already.
      onError(new Error(`could not put the job back [job=${job.id ?? ''}]`, { cause: error }));
    }
    throw new DelayedError();
  }

  const worker = new ProbedWorker(
    queue,
    (job, token, signal) => process(job, token, signal),
    {
      connection,
      prefix: redisKeys(prefix).queues,
      concurrency: deps.concurrency,
      lockDuration: lockMs,
      stalledInterval: stalledMs,
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      drainDelay: FETCH_WAIT_SECONDS,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    },
    progressed,
  );
  worker.on('error', onError);
  worker.on('locksRenewed', progressed);
  worker.on('lockRenewalFailed', (ids: string[]) => {
    for (const id of ids) {
      worker.cancelJob(id, 'lock_lost' satisfies AbortReason);
      deps.onLockLost(id);
    }
  });

  async function close(deadlineMs: number): Promise<boolean> {
    draining = true;
    const closing = worker.close().then(() => true);
    worker.cancelAllJobs('drain' satisfies AbortReason);
    const inTime = await within(closing, deadlineMs, false);
    if (!inTime) {
      closing.catch(onError);
      worker
        .getBackend()
        .blockingClient?.then((client) => client.disconnect())
        .catch(onError);
    }
    connection.disconnect();
    return inTime;
  }

  let closed: Promise<boolean> | null = null;
  return {
    close: ({ deadlineMs }) => (closed ??= close(deadlineMs)),
    async probe({ maxSilentMs }) {
      if (now() - lastProgressMs <= maxSilentMs) return 'alive';
      return (await isRedisReachable(connection)) ? 'stuck' : 'redis_down';
    },
  };
}

/** Reports every answered fetch. BullMQ emits nothing while idle, and once hung there for ever without an error. */
class ProbedWorker extends Worker {
  constructor(
    name: string,
    processor: (job: Job, token: string | undefined, signal: AbortSignal | undefined) => Promise<void>,
    options: WorkerOptions,
    private readonly onFetch: () => void,
  ) {
    super(name, processor, options);
  }

  protected override async moveToActive(token: string, name?: string): Promise<Job> {
    const job = await super.moveToActive(token, name);
    this.onFetch();
    return job;
  }
}
