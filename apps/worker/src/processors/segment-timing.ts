import {
  findSilences,
  sentenceTimings,
  type SegmentPlace,
  type SentenceTiming,
  type StoredSegment,
} from '@lector/audio';
import type { EngineModel, Speech } from '@lector/engines';
import type { Segment } from '@lector/text';

/**
 * When the sentences of a finished segment are heard, and their words. Pure: made from the plan and the stored segment
 * alone, so it comes out the same whether the segment was rendered now, before a crash, or for another job.
 */
export function segmentTimings(
  segment: Segment,
  speech: Speech,
  { header, pcm }: StoredSegment,
  model: Pick<EngineModel, 'wordTimes'>,
  place: SegmentPlace,
): readonly SentenceTiming[] {
  const { durations, samplesPerFrame, sampleRate, samples } = header;
  const words = segment.spans.map((span) => span.words);
  const times = model.wordTimes(speech, words, {
    durations,
    samplesPerFrame,
    sampleRate,
    seconds: samples / sampleRate,
    silences: findSilences(pcm, sampleRate),
  });
  return sentenceTimings(segment, times, place);
}
