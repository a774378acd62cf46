import type { JobResult } from '@lector/contract';

/** What a worker says of a job it has made: one span of English, and audio at 24 kHz that nobody has listened to. */
export function jobResult(audio: {
  readonly key: string;
  readonly format: 'wav' | 'pcm';
  readonly bytes: number;
  readonly sha256: string;
  readonly duration_seconds: number;
}): JobResult {
  return {
    audio: { url: '', url_expires_at: null, sample_rate: 24_000, ...audio },
    spans: [{ start: 0, end: 5, language: 'en' }],
    needs_review: [],
    rtf: 0.3,
    segments_rendered: 1,
    cached: false,
  };
}
