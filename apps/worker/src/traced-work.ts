import type { JobStore } from '@lector/jobs';
import type { Tracing } from '@lector/process-kit';
import type { EntryData } from '@lector/queue';
import type { HandlerAnswer } from './job-end.js';

/** Where the work on a job is visible in its trace; `plan`, `segment` and `upload` are opened where they happen. */

/** One entry of a queue, from START to its end, in the trace of the request that submitted the job. */
export function tracedEntry(
  name: 'job' | 'unit' | 'assembly',
  { id, unit, traceparent }: EntryData,
  tracing: Tracing,
  handle: () => Promise<HandlerAnswer>,
): Promise<HandlerAnswer> {
  const attributes = { 'lector.job': id, ...(unit === undefined ? {} : { 'lector.unit': unit }) };
  return tracing.span(name, { kind: 'consumer', parent: traceparent, attributes }, async (span) => {
    const answer = await handle();
    span.set({ 'lector.comes_back': answer !== 'done' });
    return answer;
  });
}

export function tracedEnds(store: JobStore, tracing: Tracing): JobStore {
  return {
    ...store,
    finish: (finish) =>
      tracing.span('finish', { kind: 'client', attributes: { 'lector.status': finish.status } }, async (span) => {
        const outcome = await store.finish(finish);
        span.set({ 'lector.outcome': outcome });
        if (finish.error !== null) span.fail(finish.error.code);
        return outcome;
      }),
  };
}
