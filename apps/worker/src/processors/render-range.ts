import type { JobRecord, JobStore, SegmentDone, UnitRange } from '@lector/jobs';
import { splitSpeed } from '@lector/engines';
import type { Tracing } from '@lector/process-kit';
import type { Segment } from '@lector/text';
import { renderSegment, type FinishedSegment, type SegmentDeps } from './render-segment.js';
import { speechOf } from './speech.js';
import type { StoredPlan } from './stored-plan.js';

export interface RenderSignals {
  /** The job is no longer this worker's: stop at once, write nothing. */
  readonly abort: AbortSignal;
  /** This worker is to stop: finish the segment in progress. */
  readonly draining: AbortSignal;
  /** The client wants the job no more: the model has a little longer to finish the segment in progress. */
  readonly cancelled: AbortSignal;
}

export interface RangeDeps extends SegmentDeps {
  readonly store: Pick<JobStore, 'progress'>;
  readonly span: Tracing['span'];
}

/** What is rendered, and for whom. */
export interface RangeOf {
  readonly record: JobRecord;
  readonly fence: number;
  readonly plan: StoredPlan;
  readonly range: UnitRange;
  /** The unit the range is; null where the job is rendered whole. */
  readonly unit: number | null;
}

export interface DoneSegment {
  readonly segment: Segment;
  readonly finished: FinishedSegment;
}

/** Why a rendering stopped before its end although nothing failed. */
export class RenderStopped extends Error {
  override readonly name = 'RenderStopped';
  constructor(readonly why: 'cancelled' | 'superseded' | 'drain') {
    super(why);
  }
}

/** While segments come from the store, the record hears of it this often, so that nobody takes the job for lost. */
const SIGN_OF_LIFE_MS = 5_000;

/**
 * Renders the segments of a range in order, tells each as progress, which makes it known to whoever asks for it next, and
 * yields it. A job that is being assembled has told its segments before: it only gives signs of life.
 *
 * @throws RenderStopped when the job was cancelled, taken over, or this worker drains
 * @throws LectorError when it failed
 */
export async function* renderRange(
  { record, fence, plan, range, unit }: RangeOf,
  deps: RangeDeps,
  signals: RenderSignals,
): AsyncGenerator<DoneSegment> {
  const { tempo } = splitSpeed(record.request.speed, deps.model.speed);
  const assembling = record.stage === 'assembly';
  const urgent = record.lane === 'interactive';
  let toldMs = deps.now();
  // Asked together with the look for the first segment; nothing is rendered before it is answered.
  const allowed = tell(null, plan.unkept);
  // Where the plan cannot be read or the worker drains, nobody waits for it.
  allowed.catch(() => undefined);
  for await (const segment of plan.read(range, signals.abort)) {
    if (signals.draining.aborted) throw new RenderStopped('drain');
    const speech = speechOf(segment, record.request, deps.model);
    const rendering = () =>
      renderSegment(speech, segment.gain ?? 1, record.tenant, deps, { ...signals, allowed, urgent });
    // Those of a book were seen when they were rendered; thousands once more would only push others out.
    const finished = assembling ? await rendering() : await seen(segment.index, rendering);
    if (!assembling || !finished.cached) await tell(segmentDone(segment, finished, record.tenant, tempo));
    else if (deps.now() - toldMs > SIGN_OF_LIFE_MS) await tell(null);
    yield { segment, finished };
  }
  await allowed;

  function seen(index: number, rendering: () => Promise<FinishedSegment>): Promise<FinishedSegment> {
    return deps.span('segment', { attributes: { 'lector.segment': index } }, async (span) => {
      const finished = await rendering();
      span.set({ 'lector.cached': finished.cached });
      return finished;
    });
  }

  async function tell(segment: SegmentDone | null, keep: string | null = null): Promise<void> {
    toldMs = deps.now();
    const update = {
      segmentsTotal: plan.segmentCount,
      segment,
      unit,
      ...(keep === null ? {} : { plan: keep }),
      nowMs: toldMs,
    };
    const outcome = await deps.store.progress(record.id, fence, update);
    if (outcome === 'cancel_requested') throw new RenderStopped('cancelled');
    if (outcome !== 'ok') throw new RenderStopped('superseded');
  }
}

function segmentDone(segment: Segment, finished: FinishedSegment, tenant: string, tempo: number): SegmentDone {
  const { index, start, end, pauseMs, leadMs } = segment;
  const { stored, contentKey, cached, inferenceMs } = finished;
  const lead = leadMs === undefined ? {} : { leadMs: leadMs / tempo };
  const audioSeconds = stored.header.samples / stored.header.sampleRate / tempo;
  const place = { index, start, end, pauseMs: pauseMs / tempo, ...lead };
  return { ...place, audioSeconds, contentKey, tenant, cached, inferenceMs };
}
