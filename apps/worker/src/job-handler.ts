import { LectorError, toLectorError, type JobError } from '@lector/contract';
import {
  decideRetry,
  jobEvent,
  jobLinks,
  wantsEvent,
  type Finish,
  type JobRecord,
  type JobStore,
  type TerminalStatus,
} from '@lector/jobs';
import type { Logger } from '@lector/process-kit';
import type { Throughput } from './throughput.js';
import { RenderStopped, type RenderSignals, type Rendering } from './processors/render.js';

/** What the transport is to do with the job afterwards: forget it, or bring it again after a while. */
export type HandlerAnswer = 'done' | { readonly delayMs: number };

export interface JobHandlerDeps {
  readonly store: Pick<JobStore, 'start' | 'handBack' | 'finish' | 'get'>;
  readonly render: (record: JobRecord, fence: number, signals: RenderSignals) => Promise<Rendering>;
  readonly now: () => number;
  readonly logger: Logger;
  readonly random: () => number;
  readonly maxAttempts: number;
  /** Where clients reach the API; empty where links are to be paths. */
  readonly publicUrl: string;
  readonly throughput: Pick<Throughput, 'add'>;
}

/**
 * Takes one job from START to its end, or hands it back. The record decides throughout: a job that ended meanwhile is
 * left alone, a cancelled one is closed without rendering, one that kept killing its workers is failed here.
 */
export async function handleJob(id: string, deps: JobHandlerDeps, signals: RenderSignals): Promise<HandlerAnswer> {
  const started = await deps.store.start(id, { maxAttempts: deps.maxAttempts, nowMs: deps.now() });
  if (started.kind === 'missing' || started.kind === 'terminal') return 'done';
  const { record, fence } = started;
  const startedMs = deps.now();
  const log = deps.logger.child({ job: id, fence, attempt: record.attempts });
  if (started.kind === 'cancel_requested') return await end('cancelled', cancelled());
  if (started.kind === 'attempts_exhausted') {
    const error = new LectorError('attempts_exhausted', `its worker died or failed ${deps.maxAttempts} times`);
    return await end('failed', error);
  }

  try {
    log.info('started');
    const { result, progress } = await deps.render(record, fence, signals);
    // Only whole jobs measure speed: a resumed one, or one from the store, spoke less than its text.
    if (record.attempts === 1 && !result.cached) deps.throughput.add(record.characters, deps.now() - startedMs);
    return await finish({ status: 'completed', result, error: null, progress });
  } catch (thrown) {
    if (thrown instanceof RenderStopped) return await stopped(thrown);
    // The lock is lost, after an outage most likely: that is no fault of the job, so its attempt is given back. Where
    // another worker has started it meanwhile the fence refuses this.
    if (signals.abort.aborted) return await handBack('lost the lock');
    return await failed(toLectorError(thrown));
  }

  async function stopped({ why }: RenderStopped): Promise<HandlerAnswer> {
    if (why === 'cancelled') return await end('cancelled', cancelled());
    if (why === 'superseded') {
      log.warn('another worker has taken this job over; this result is dropped');
      return 'done';
    }
    return await handBack('draining');
  }

  async function handBack(why: string): Promise<HandlerAnswer> {
    const answer = await deps.store.handBack(id, fence, { countAttempt: false, nowMs: deps.now() });
    log.info({ why, answer }, 'handed back');
    if (answer === 'cancel_requested') return await end('cancelled', cancelled());
    return answer === 'ok' ? { delayMs: 0 } : 'done';
  }

  async function failed(error: LectorError): Promise<HandlerAnswer> {
    const decision = decideRetry({
      error,
      attempts: record.attempts,
      maxAttempts: deps.maxAttempts,
      waitedMs: record.waitedMs ?? 0,
      random: deps.random,
    });
    if (decision.kind === 'fail') {
      log.error({ err: error }, 'failed');
      return await end('failed', error);
    }
    log.warn({ err: error, ...decision }, 'will be tried again');
    const { countAttempt, delayMs } = decision;
    const answer = await deps.store.handBack(id, fence, { countAttempt, delayMs, nowMs: deps.now() });
    return answer === 'cancel_requested' ? await end('cancelled', cancelled()) : { delayMs };
  }

  async function end(status: 'failed' | 'cancelled', error: LectorError): Promise<HandlerAnswer> {
    // How far it came is what the record says by now, not what it said at START.
    const { progress } = (await deps.store.get(id)) ?? record;
    return await finish({ status, result: null, error: jobError(error), progress });
  }

  async function finish(
    outcome: Pick<Finish, 'result' | 'error' | 'progress'> & { readonly status: TerminalStatus },
  ): Promise<HandlerAnswer> {
    const nowMs = deps.now();
    const event = wantsEvent(record, outcome.status)
      ? jobEvent(record, { ...outcome, finishedAtMs: nowMs, links: jobLinks(id, deps.publicUrl) })
      : null;
    const answer = await deps.store.finish({ id, fence, ...outcome, nowMs, event });
    // A cancel that came in after the last segment wins: nobody wants this audio any more.
    if (answer === 'cancel_requested' && outcome.status !== 'cancelled') return await end('cancelled', cancelled());
    if (answer === 'ok') log.info({ status: outcome.status }, 'ended');
    else log.warn({ answer, status: outcome.status }, 'the end of this attempt was refused');
    return 'done';
  }
}

function cancelled(): LectorError {
  return new LectorError('cancelled', 'cancelled on request');
}

function jobError(error: LectorError): JobError {
  return { code: error.code, title: error.title, detail: error.message, retryable: error.retryable };
}
