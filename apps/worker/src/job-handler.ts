import { LectorError, toLectorError } from '@lector/contract';
import {
  countedAttempts,
  decideRetry,
  entriesOf,
  setAsideMs,
  unitWindow,
  type JobRecord,
  type JobStore,
} from '@lector/jobs';
import type { Logger } from '@lector/process-kit';
import { watchCancel } from './cancel-watch.js';
import { cancel, fail, finish, goOn, type HandlerAnswer, type JobEndDeps } from './job-end.js';
import type { Rendering } from './processors/render.js';
import { RenderStopped, type RenderSignals } from './processors/render-range.js';
import type { Throughput } from './throughput.js';

export interface JobHandlerDeps extends JobEndDeps {
  readonly store: Pick<JobStore, 'start' | 'handBack' | 'finish' | 'get' | 'split' | 'openUnits'>;
  readonly render: (record: JobRecord, fence: number, signals: RenderSignals) => Promise<Rendering>;
  readonly logger: Logger;
  readonly random: () => number;
  readonly maxAttempts: number;
  /** Of all live workers of the pack together. */
  readonly liveSlots: () => number;
  readonly throughput: Pick<Throughput, 'add'>;
}

/**
 * Takes one job from START to its end, to its units, or hands it back. The record decides throughout: a job that ended
 * meanwhile is left alone, a cancelled one is closed without rendering, one that may have killed its worker lets others go
 * first, one that kept killing them is failed here.
 */
export async function handleJob(
  id: string,
  deps: JobHandlerDeps,
  signals: Omit<RenderSignals, 'cancelled'>,
): Promise<HandlerAnswer> {
  const started = await deps.store.start(id, { maxAttempts: deps.maxAttempts, nowMs: deps.now() });
  if (started.kind === 'missing' || started.kind === 'terminal') return 'done';
  if (started.kind === 'split') return await queueUnits();
  if (started.kind === 'set_aside') {
    const delayMs = setAsideMs(countedAttempts(started.record), deps.random);
    const { attempts } = started.record;
    deps.logger.warn(
      { job: id, requestId: started.record.requestId, attempts, delayMs },
      'its last worker died without a word; others go first',
    );
    return { delayMs };
  }
  const { record, fence } = started;
  const startedMs = deps.now();
  const log = deps.logger.child({ job: id, requestId: record.requestId, fence, attempt: record.attempts });
  const held = { record, fence, log };
  if (started.kind === 'cancel_requested') return await cancel(held, deps);
  if (started.kind === 'attempts_exhausted') {
    return await fail(
      held,
      new LectorError('attempts_exhausted', `its worker died or failed ${deps.maxAttempts} times`),
      deps,
    );
  }

  const unwanted = watchCancel(id, { store: deps.store });
  try {
    log.info('started');
    const rendering = await deps.render(record, fence, { ...signals, cancelled: unwanted.signal });
    if (rendering.kind === 'long') return await split(rendering.units);
    const { result } = rendering;
    // Only what was rendered in one go measures speed: a resumed job, or one from the store, spoke less than its text.
    if (record.stage === null && record.attempts === 1 && !result.cached) {
      deps.throughput.add(record.characters, deps.now() - startedMs);
    }
    return await finish(held, { status: 'completed', result, error: null }, deps);
  } catch (thrown) {
    if (thrown instanceof RenderStopped) return await stopped(thrown);
    // Whatever went wrong, nobody waits for it any more: also a model that hung and was given up for that reason.
    if (unwanted.signal.aborted) return await cancel(held, deps);
    // The lock is lost, after an outage most likely: that is no fault of the job, so its attempt is given back. Where
    // another worker has started it meanwhile the fence refuses this.
    if (signals.abort.aborted) return await handBack('lost the lock');
    return await failed(toLectorError(thrown));
  } finally {
    unwanted.stop();
  }

  /** An entry too many; or the worker that split the job died before it had queued the units. */
  async function queueUnits(): Promise<HandlerAnswer> {
    const current = await deps.store.get(id);
    if (current !== null) {
      for (const entry of await entriesOf(current, deps.store)) await deps.transport.enqueue(entry);
    }
    return 'done';
  }

  async function split(units: number): Promise<HandlerAnswer> {
    const window = unitWindow(deps.liveSlots());
    const next = await deps.store.split(id, fence, { units, window, nowMs: deps.now() });
    log.info({ units, window, answer: next.kind }, 'split into units');
    return await goOn(held, next, deps);
  }

  async function stopped({ why }: RenderStopped): Promise<HandlerAnswer> {
    if (why === 'cancelled') return await cancel(held, deps);
    if (why === 'superseded') {
      log.warn('another worker has taken this job over; this result is dropped');
      return 'done';
    }
    return await handBack('draining');
  }

  async function handBack(why: string): Promise<HandlerAnswer> {
    const answer = await deps.store.handBack(id, fence, { countAttempt: false, nowMs: deps.now() });
    log.info({ why, answer }, 'handed back');
    if (answer === 'cancel_requested') return await cancel(held, deps);
    return answer === 'ok' ? { delayMs: 0 } : 'done';
  }

  async function failed(error: LectorError): Promise<HandlerAnswer> {
    // As it is now: what this attempt rendered has forgiven those before it, and the waiting too.
    const current = (await deps.store.get(id)) ?? record;
    const decision = decideRetry({
      error,
      attempts: countedAttempts(current),
      maxAttempts: deps.maxAttempts,
      waitedMs: current.waitedMs ?? 0,
      random: deps.random,
    });
    if (decision.kind === 'fail') {
      log.error({ err: error }, 'failed');
      return await fail(held, error, deps);
    }
    log.warn({ err: error, ...decision }, 'will be tried again');
    const { countAttempt, delayMs } = decision;
    const answer = await deps.store.handBack(id, fence, { countAttempt, delayMs, nowMs: deps.now() });
    return answer === 'cancel_requested' ? await cancel(held, deps) : { delayMs };
  }
}
