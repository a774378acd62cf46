import { LectorError, toLectorError } from '@lector/contract';
import { isTerminal, type JobEvent, type JobNotifier, type JobRecord, type JobStore } from '@lector/jobs';
import { watchJob } from '../job-changes.js';

/** A finished segment, as its job tells of it. */
export interface SegmentRef {
  readonly contentKey: string;
  /** Silence after it. */
  readonly pauseMs: number;
  /** Silence before it. */
  readonly leadMs: number;
}

export interface FeedDeps {
  readonly store: Pick<JobStore, 'get' | 'events'>;
  readonly notifier: Pick<JobNotifier, 'subscribe'>;
  /** How often the job is looked at although nobody told of a change. */
  readonly lookMs: number;
  /** Longest wait for the next segment. */
  readonly patienceMs: number;
}

/** What is known of the job so far. */
interface Known {
  /** At most as many as a text has characters. */
  readonly found: Map<number, SegmentRef>;
  /** 0 until the text is planned. */
  total: number;
  /** Why there will be no more; null while there may be. */
  end: LectorError | null;
}

/**
 * The segments of a job in their order, each as soon as it and all before it are done; ends after the last one. Units of a
 * long job finish in any order. What the job tells is collected beside the reader: its stream is trimmed, and a reader
 * held up by a slow listener must not lose what it has not come to yet.
 * @throws LectorError what the job failed with, `cancelled`, `timed_out`; `cancelled` too when `signal` fires
 */
export async function* segmentsInOrder(
  deps: FeedDeps,
  { id, signal }: { readonly id: string; readonly signal: AbortSignal },
): AsyncGenerator<SegmentRef> {
  const known: Known = { found: new Map(), total: 0, end: null };
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  let wake = () => {};
  const collecting = collect(deps, id, known, { stop, onNews: () => wake() });
  try {
    for (let index = 0; known.total === 0 || index < known.total; index += 1) {
      yield await soon(index);
    }
  } finally {
    over.abort();
    await collecting;
  }

  async function soon(index: number): Promise<SegmentRef> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      wake();
    }, deps.patienceMs);
    try {
      for (;;) {
        const next = known.found.get(index);
        if (next !== undefined) return next;
        if (signal.aborted) throw new LectorError('cancelled', 'nobody waits for the audio any more');
        if (known.end !== null) throw known.end;
        if (late) throw tooLate(id, index, deps.patienceMs);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Reads until every segment is known, the job has ended, or nobody listens. Never rejects: `known.end` says why. */
async function collect(
  deps: FeedDeps,
  id: string,
  known: Known,
  { stop, onNews }: { readonly stop: AbortSignal; readonly onNews: () => void },
): Promise<void> {
  // Before the first look, so that no change falls between the two.
  const changes = watchJob(deps.notifier, id);
  let position: string | null = null;
  try {
    while (!stop.aborted) {
      const look = await duringOutage(() => readJob(deps.store, id, position));
      if (look !== null) {
        const { record, events } = look;
        position = events.at(-1)?.id ?? position;
        known.total = record.progress.segmentsTotal;
        for (const { index, ref } of events.flatMap(segmentOf)) known.found.set(index, ref);
        if (known.total > 0 && known.found.size === known.total) return;
        if (isTerminal(record.status)) throw endOf(record);
        onNews();
      }
      await changes.next(deps.lookMs, stop);
    }
  } catch (error) {
    known.end = toLectorError(error);
  } finally {
    changes.close();
    onNews();
  }
}

/** The record first: what ended it is then among the events. */
async function readJob(
  store: FeedDeps['store'],
  id: string,
  after: string | null,
): Promise<{ readonly record: JobRecord; readonly events: readonly JobEvent[] }> {
  const record = await store.get(id);
  if (record === null) throw new LectorError('job_without_audio', `the job is gone [job=${id}]`);
  return { record, events: await store.events(id, after) };
}

/** null while the queue is away: the job goes on, and so does its listener once the queue is back. */
async function duringOutage<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof LectorError && error.code === 'queue_unavailable') return null;
    throw error;
  }
}

function segmentOf({ type, data, segment }: JobEvent): { readonly index: number; readonly ref: SegmentRef }[] {
  if (type !== 'job.segment' || segment === undefined) return [];
  const { index, lead_ms: leadMs = 0 } = JSON.parse(data) as { readonly index: number; readonly lead_ms?: number };
  return [{ index, ref: { contentKey: segment.contentKey, pauseMs: segment.pauseMs, leadMs } }];
}

function tooLate(id: string, segment: number, patienceMs: number): LectorError {
  const facts = `[job=${id}, segment=${segment}, seconds=${patienceMs / 1000}]`;
  return new LectorError(
    'timed_out',
    `the next segment was not finished in the time allowed and the job was cancelled; POST /v1/jobs has no such limit ${facts}`,
  );
}

function endOf({ id, status, error }: JobRecord): LectorError {
  if (error !== null) return new LectorError(error.code, `${error.detail} [job=${id}]`);
  // Completed, and its stream no longer holds every segment.
  return new LectorError(
    'job_without_audio',
    `segments of the job can no longer be found [job=${id}, status=${status}]`,
  );
}
