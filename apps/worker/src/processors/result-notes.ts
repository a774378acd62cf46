import type { JobResult } from '@lector/contract';
import { MAX_RESULT_SPANS, MAX_REVIEW_NOTES, type RecordRendering } from '@lector/jobs';
import type { DoneSegment } from './render-range.js';

/** What a result says about its text, gathered segment by segment; as long as a record may hold, however long the text is. */
export class ResultNotes {
  /** The languages in order: neighbouring spans of one language are one run, pauses between them included. */
  readonly spans: JobResult['spans'] = [];
  readonly needsReview: JobResult['needs_review'] = [];
  /** Over all attempts and units. */
  rendering: RecordRendering;

  /** @param before what the record says at START: this attempt alone adds to it from then on */
  constructor(
    before: RecordRendering,
    private readonly tempo: number,
    /** Whether the model cannot speak a segment as slowly or fast as its markup asks. */
    private readonly isLimited: (segment: DoneSegment['segment']) => boolean,
  ) {
    this.rendering = before;
  }

  add({ segment, finished }: DoneSegment): void {
    if (!finished.cached) this.count(finished);
    for (const { start, end, language } of segment.spans) {
      const last = this.spans.at(-1);
      if (last?.language === language) last.end = end;
      else if (this.spans.length < MAX_RESULT_SPANS) this.spans.push({ start, end, language });
    }
    const { index, start, end, unread = [] } = segment;
    for (const note of unread) this.review({ segment: index, ...note });
    if (this.isLimited(segment)) this.review({ segment: index, start, end, reason: 'rate_limited' });
    for (const reason of finished.stored.header.findings) this.review({ segment: index, start, end, reason });
  }

  /** As PROGRESS counts it, so that the result says what the record does. */
  private count({ stored, inferenceMs }: DoneSegment['finished']): void {
    const { samples, sampleRate } = stored.header;
    const { segments, audioSeconds, inferenceSeconds } = this.rendering;
    this.rendering = {
      segments: segments + 1,
      audioSeconds: audioSeconds + Math.round((samples / sampleRate / this.tempo) * 1000) / 1000,
      inferenceSeconds: inferenceSeconds + Math.round(inferenceMs) / 1000,
    };
  }

  private review(note: JobResult['needs_review'][number]): void {
    if (this.needsReview.length < MAX_REVIEW_NOTES) this.needsReview.push(note);
  }
}
