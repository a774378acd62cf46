import type { JobStore, JobTransport } from '@lector/jobs';
import type { Tracing } from '@lector/process-kit';

/** Spans for the two steps that make a job exist and get it going; they belong to the trace its record names. */
export function tracedStore(store: JobStore, tracing: Tracing): JobStore {
  return {
    ...store,
    admit: (admission) => {
      const { id, lane, characters, traceparent } = admission.record;
      const attributes = { 'lector.job': id, 'lector.lane': lane, 'lector.characters': characters };
      return tracing.span('admit', { kind: 'client', parent: traceparent, attributes }, () => store.admit(admission));
    },
  };
}

export function tracedTransport<T extends JobTransport>(transport: T, tracing: Tracing): T {
  return {
    ...transport,
    enqueue: (entry, how) => {
      const attributes = { 'lector.job': entry.id, 'lector.work': entry.work.kind };
      const span = { kind: 'producer', parent: entry.traceparent, attributes } as const;
      return tracing.span('enqueue', span, () => transport.enqueue(entry, how));
    },
  };
}
