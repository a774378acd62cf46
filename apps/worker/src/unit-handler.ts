import { LectorError, toLectorError } from '@lector/contract';
import { decideRetry, setAsideMs, unitWindow, type JobRecord, type JobStore } from '@lector/jobs';
import type { Logger } from '@lector/process-kit';
import { watchCancel } from './cancel-watch.js';
import { fail, goOn, type HandlerAnswer, type JobEndDeps } from './job-end.js';
import { RenderStopped, type RenderSignals } from './processors/render-range.js';
import type { Throughput } from './throughput.js';

export interface UnitHandlerDeps extends JobEndDeps {
  readonly store: Pick<JobStore, 'startUnit' | 'handBackUnit' | 'finishUnit' | 'unitTries' | 'finish' | 'get'>;
  readonly renderUnit: (
    record: JobRecord,
    fence: number,
    unit: number,
    signals: RenderSignals,
  ) => Promise<{ readonly characters: number | null }>;
  readonly logger: Logger;
  readonly random: () => number;
  readonly maxAttempts: number;
  /** Of all live workers of the pack together. */
  readonly liveSlots: () => number;
  readonly throughput: Pick<Throughput, 'add'>;
}

/**
 * Takes one unit of a split job from UNIT START to UNIT DONE, or hands it back. A unit that cannot be rendered ends its
 * job; the job's other units find it ended at their next write. A cancel ends a split job at once, so a unit is never
 * asked to end its job as cancelled.
 */
export async function handleUnit(
  { id, unit }: { readonly id: string; readonly unit: number },
  deps: UnitHandlerDeps,
  signals: Omit<RenderSignals, 'cancelled'>,
): Promise<HandlerAnswer> {
  const { store } = deps;
  const started = await store.startUnit(id, unit, { maxAttempts: deps.maxAttempts, nowMs: deps.now() });
  if (started.kind === 'over') return 'done';
  if (started.kind === 'set_aside') {
    const delayMs = setAsideMs(started.attempt, deps.random);
    const { requestId } = started.record;
    deps.logger.warn({ job: id, requestId, unit, delayMs }, 'its last worker died without a word; others go first');
    return { delayMs };
  }
  const { record, fence } = started;
  const log = deps.logger.child({ job: id, requestId: record.requestId, unit, fence });
  const held = { record, fence, log };
  if (started.kind === 'done') return await done();
  if (started.kind === 'attempts_exhausted') {
    const error = new LectorError('attempts_exhausted', `its worker died or failed ${deps.maxAttempts} times`);
    return await fail(held, error, deps);
  }

  const startedMs = deps.now();
  const unwanted = watchCancel(id, { store });
  try {
    const { characters } = await deps.renderUnit(record, fence, unit, { ...signals, cancelled: unwanted.signal });
    if (characters !== null) deps.throughput.add(characters, deps.now() - startedMs);
    log.info({ ms: deps.now() - startedMs }, 'unit done');
    return await done();
  } catch (thrown) {
    if (thrown instanceof RenderStopped) {
      if (thrown.why === 'drain') return await handBack('draining', { countAttempt: false, delayMs: 0 });
      log.info({ why: thrown.why }, 'its job has ended');
      return 'done';
    }
    if (unwanted.signal.aborted) return 'done';
    if (signals.abort.aborted) return await handBack('lost the lock', { countAttempt: false, delayMs: 0 });
    return await failed(toLectorError(thrown));
  } finally {
    unwanted.stop();
  }

  async function done(): Promise<HandlerAnswer> {
    const options = { window: unitWindow(deps.liveSlots()), nowMs: deps.now() };
    return await goOn(held, await store.finishUnit(id, fence, unit, options), deps);
  }

  async function handBack(
    why: string,
    options: { readonly countAttempt: boolean; readonly delayMs: number },
  ): Promise<HandlerAnswer> {
    const answer = await store.handBackUnit(id, fence, unit, options);
    log.info({ why, answer }, 'handed back');
    return answer === 'ok' ? { delayMs: options.delayMs } : 'done';
  }

  async function failed(error: LectorError): Promise<HandlerAnswer> {
    const tries = await store.unitTries(id, unit);
    const decision = decideRetry({ error, ...tries, maxAttempts: deps.maxAttempts, random: deps.random });
    if (decision.kind === 'fail') {
      log.error({ err: error }, 'failed');
      return await fail(held, error, deps);
    }
    log.warn({ err: error, ...decision }, 'will be tried again');
    return await handBack('will be tried again', decision);
  }
}
