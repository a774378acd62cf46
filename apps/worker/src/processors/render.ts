import { WAV_MAX_DATA_BYTES } from '@lector/audio';
import { LectorError, type JobResult } from '@lector/contract';
import { splitSpeed } from '@lector/engines';
import type { JobRecord, JobStore } from '@lector/jobs';
import { ChapterMarks } from './chapter-marks.js';
import { createPcmFile } from './pcm-file.js';
import { planOnce, type PlanDeps } from './plan-once.js';
import { renderRange, type RangeDeps, type RenderSignals } from './render-range.js';
import { ResultNotes } from './result-notes.js';
import { speedOf } from './speech.js';
import { storeSpeech, type SpeechFileDeps } from './speech-file.js';
import type { StoredPlan } from './stored-plan.js';
import { createTimingsFile } from './timings-file.js';

export interface RenderDeps extends RangeDeps, PlanDeps, SpeechFileDeps {
  readonly objects: PlanDeps['objects'];
  readonly store: Pick<JobStore, 'progress'>;
}

export type Rendering =
  | { readonly kind: 'rendered'; readonly result: JobResult }
  /** Too long for one go: it is to be split into so many units. */
  | { readonly kind: 'long'; readonly units: number };

/**
 * The story of one job: plan, render segment by segment, encode, upload. A long one goes it twice: once to its plan, and
 * again when its units are done and every segment is in the store. The caller starts and finishes the record; everything
 * here may be repeated by another worker at any point and comes to the same audio.
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
  const plan = await planOnce(record, deps, signals.abort);
  checkFits(record, plan, deps.inference.sampleRate);
  if (record.stage === null && plan.units.length > 1) return { kind: 'long', units: plan.units.length };

  const { sampleRate } = deps.inference;
  const { tempo } = splitSpeed(record.request.speed, deps.model.speed);
  const { timings: level = 'none' } = record.request;
  const pcm = createPcmFile(sampleRate);
  const timings = level === 'none' ? null : createTimingsFile(record, level, deps.model);
  try {
    const notes = new ResultNotes(
      record.rendering,
      tempo,
      (segment) => speedOf(segment, record.request, deps.model).limited,
    );
    const chapters = new ChapterMarks(plan.chapters);
    const range = { first: 0, count: plan.segmentCount };
    for await (const done of renderRange({ record, fence, plan, range, unit: null }, deps, signals)) {
      await pcm.pause(done.segment.leadMs ?? 0);
      chapters.add(done.segment, pcm.samples);
      await timings?.add(done, pcm.samples / sampleRate);
      await pcm.append(done.finished.stored.pcm, done.segment.pauseMs);
      notes.add(done);
    }
    const { marks } = chapters;
    const audio = await storeSpeech(pcm, { record, fence, chapters: marks, tempo }, deps, signals.abort);
    const told = await timings?.store(fence, deps.objects, signals.abort);
    const { rendering } = notes;
    const starts = marks.map(({ title, start, startSample }) => ({
      title,
      start,
      start_seconds: startSample / sampleRate / tempo,
    }));
    return {
      kind: 'rendered',
      result: {
        audio,
        ...(told === undefined ? {} : { timings: told }),
        ...(starts.length === 0 ? {} : { chapters: starts }),
        spans: notes.spans,
        needs_review: notes.needsReview,
        segments_rendered: rendering.segments,
        rtf: rendering.audioSeconds === 0 ? null : rendering.inferenceSeconds / rendering.audioSeconds,
        cached: rendering.segments === 0,
      },
    };
  } finally {
    await Promise.all([pcm.remove(), timings?.remove()]);
  }
}

/** A WAV file ends at 4 GB, a day of speech. Better said now than after a day of work. */
function checkFits({ request }: JobRecord, { seconds }: StoredPlan, modelRate: number): void {
  const bytes = seconds * (request.sample_rate ?? modelRate) * 2;
  if (request.format !== 'wav' || bytes <= WAV_MAX_DATA_BYTES) return;
  throw new LectorError(
    'format_unavailable',
    `so much speech does not fit into a WAV file, use another format [hours=${(seconds / 3600).toFixed(1)}]`,
  );
}
