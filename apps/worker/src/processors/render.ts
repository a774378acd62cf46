import { contentType, fileExtension, isWritable } from '@lector/audio';
import { LectorError, type JobResult } from '@lector/contract';
import type { JobRecord, JobStore, RecordProgress } from '@lector/jobs';
import { audioKey } from '@lector/storage';
import type { Frontend, Plan, Segment } from '@lector/text';
import { createAudioFile } from './audio-file.js';
import { languageRuns } from './language-runs.js';
import { planOnce } from './plan-once.js';
import { renderSegment, type FinishedSegment, type SegmentDeps } from './render-segment.js';
import { speechOf } from './speech.js';

export interface RenderDeps extends SegmentDeps {
  readonly store: Pick<JobStore, 'progress'>;
  /** Loaded on first need: a job whose plan is stored does without. */
  readonly frontend: () => Promise<Frontend>;
}

export interface RenderSignals {
  /** The job is no longer this worker's: stop at once, write nothing. */
  readonly abort: AbortSignal;
  /** This worker is to stop: finish the segment in progress. */
  readonly draining: AbortSignal;
}

export interface Rendering {
  readonly result: JobResult;
  readonly progress: RecordProgress;
}

/** Why a rendering stopped before its end although nothing failed. */
export class RenderStopped extends Error {
  override readonly name = 'RenderStopped';
  constructor(readonly why: 'cancelled' | 'superseded' | 'drain') {
    super(why);
  }
}

/**
 * The story of one job: plan, render segment by segment, encode, upload. The caller starts and finishes the record;
 * everything here may be repeated by another worker at any point and comes to the same audio.
 *
 * @throws RenderStopped when the job was cancelled, taken over, or this worker drains
 * @throws LectorError when it failed
 */
export async function render(
  record: JobRecord,
  fence: number,
  deps: RenderDeps,
  signals: RenderSignals,
): Promise<Rendering> {
  const { format } = record.request;
  if (!isWritable(format)) throw new LectorError('format_unavailable', `this worker does not write ${format}`);
  const plan = await planOnce(record, deps, signals.abort);
  const audio = await createAudioFile(format, deps.inference.sampleRate);
  try {
    const tally = new Tally(plan);
    await report(null);
    for (const segment of plan.segments) {
      if (signals.draining.aborted) throw new RenderStopped('drain');
      const speech = speechOf(segment, record.request, deps.model);
      const finished = await renderSegment(speech, record.tenant, deps, signals.abort);
      await audio.append(finished.stored.pcm, segment.pauseMs);
      tally.add(segment, finished);
      await report({ segment, finished });
    }
    const { path, bytes, sha256 } = await audio.finish();
    const key = audioKey(record.id, fence, fileExtension(format));
    await deps.objects.putFile(key, path, { contentType: contentType(format), bytes, signal: signals.abort });
    return {
      progress: tally.progress(audio.seconds),
      result: {
        audio: {
          url: `/v1/jobs/${record.id}/audio`,
          url_expires_at: null,
          key,
          format,
          bytes,
          sha256,
          duration_seconds: audio.seconds,
          sample_rate: deps.inference.sampleRate,
        },
        spans: languageRuns(plan),
        needs_review: tally.needsReview,
        rtf: tally.realTimeFactor,
        cached: tally.rendered === 0,
      },
    };

    async function report(done: { segment: Segment; finished: FinishedSegment } | null): Promise<void> {
      const outcome = await deps.store.progress(record.id, fence, {
        progress: tally.progress(audio.seconds),
        segment: done && {
          index: done.segment.index,
          start: done.segment.start,
          end: done.segment.end,
          audioSeconds: done.finished.stored.header.samples / deps.inference.sampleRate,
          cached: done.finished.cached,
        },
        nowMs: deps.now(),
      });
      if (outcome === 'cancel_requested') throw new RenderStopped('cancelled');
      if (outcome !== 'ok') throw new RenderStopped('superseded');
    }
  } finally {
    await audio.remove();
  }
}

/** What has been done so far. */
class Tally {
  rendered = 0;
  readonly needsReview: JobResult['needs_review'] = [];
  private done = 0;
  private renderedSeconds = 0;
  private inferenceMs = 0;

  constructor(private readonly plan: Plan) {}

  add(segment: Segment, { stored: { header }, cached, inferenceMs }: FinishedSegment): void {
    this.done += 1;
    for (const reason of header.findings) {
      this.needsReview.push({ segment: segment.index, start: segment.start, end: segment.end, reason });
    }
    if (cached) return;
    this.rendered += 1;
    this.renderedSeconds += header.samples / header.sampleRate;
    this.inferenceMs += inferenceMs;
  }

  get realTimeFactor(): number | null {
    return this.renderedSeconds === 0 ? null : this.inferenceMs / 1000 / this.renderedSeconds;
  }

  progress(audioSeconds: number): RecordProgress {
    return { segmentsDone: this.done, segmentsTotal: this.plan.segments.length, audioSeconds };
  }
}
