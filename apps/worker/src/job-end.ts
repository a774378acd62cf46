import { LectorError, type JobError } from '@lector/contract';
import {
  entryOf,
  eventLinks,
  jobEvent,
  wantsEvent,
  type Finish,
  type JobRecord,
  type JobStore,
  type JobTransport,
  type NextUnits,
  type TerminalStatus,
} from '@lector/jobs';
import type { Logger } from '@lector/process-kit';

/** What the transport is to do with an entry afterwards: forget it, or bring it again after a while. */
export type HandlerAnswer = 'done' | { readonly delayMs: number };

export interface JobEndDeps {
  readonly store: Pick<JobStore, 'finish'>;
  readonly transport: Pick<JobTransport, 'enqueue'>;
  readonly now: () => number;
  /** Where clients reach the API; empty where links are to be paths. */
  readonly publicUrl: string;
  /** Told of every job that this worker brought to its end. */
  readonly onEnded: (record: JobRecord, status: TerminalStatus, nowMs: number) => void;
}

/** A job held under a fence, and how its holder can let go of it: the same for whole jobs and for units. */
export interface Held {
  readonly record: JobRecord;
  readonly fence: number;
  readonly log: Logger;
}

/** The job's end, told to its webhook by the same script. */
export async function finish(
  { record, fence, log }: Held,
  outcome: Pick<Finish, 'result' | 'error'> & { readonly status: TerminalStatus },
  deps: JobEndDeps,
): Promise<HandlerAnswer> {
  const nowMs = deps.now();
  const event = wantsEvent(record, outcome.status)
    ? jobEvent(record, { ...outcome, finishedAtMs: nowMs, links: eventLinks(record, deps.publicUrl) })
    : null;
  const answer = await deps.store.finish({ record, fence, ...outcome, nowMs, event });
  // A cancel that came in after the last segment wins: nobody wants this audio any more.
  if (answer === 'cancel_requested' && outcome.status !== 'cancelled') return cancel({ record, fence, log }, deps);
  if (answer === 'ok') {
    log.info({ status: outcome.status }, 'ended');
    deps.onEnded(record, outcome.status, nowMs);
  } else log.warn({ answer, status: outcome.status }, 'the end of this attempt was refused');
  return 'done';
}

export function fail(held: Held, error: LectorError, deps: JobEndDeps): Promise<HandlerAnswer> {
  return finish(held, { status: 'failed', result: null, error: jobError(error) }, deps);
}

export function cancel(held: Held, deps: JobEndDeps): Promise<HandlerAnswer> {
  const error = new LectorError('cancelled', 'cancelled on request');
  return finish(held, { status: 'cancelled', result: null, error: jobError(error) }, deps);
}

/** Queues what a split job needs next, or learns that it is not this worker's any more. */
export async function goOn(held: Held, next: NextUnits, deps: JobEndDeps): Promise<HandlerAnswer> {
  const { record, log } = held;
  if (next.kind === 'cancel_requested') return cancel(held, deps);
  if (next.kind === 'assemble') await deps.transport.enqueue(entryOf(record, { kind: 'assembly' }));
  else if (next.kind === 'ok') {
    for (const unit of next.units) await deps.transport.enqueue(entryOf(record, { kind: 'unit', unit }));
  } else log.warn({ answer: next.kind }, 'this job has gone on or ended without this worker');
  return 'done';
}

function jobError(error: LectorError): JobError {
  return { code: error.code, title: error.title, detail: error.message, retryable: error.retryable };
}
