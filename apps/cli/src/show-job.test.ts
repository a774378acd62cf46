import type { Job } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { failureOf, showJob } from './show-job.js';

const queued: Job = {
  id: 'job_1',
  kind: 'speech',
  status: 'queued',
  lane: 'bulk',
  progress: { segments_done: 0, segments_total: 0, audio_seconds: 0, percent: 0, eta_seconds: null },
  created_at: '2026-11-22T12:00:00.000Z',
  started_at: null,
  finished_at: null,
  attempts: 0,
  request: { voice: 'lena', format: 'mp3' },
  result: null,
  error: null,
  metadata: {},
};
const result: NonNullable<Job['result']> = {
  audio: {
    url: '/v1/jobs/job_1/audio',
    url_expires_at: null,
    key: 'k',
    format: 'mp3',
    bytes: 1_600_000,
    sha256: 'abc',
    duration_seconds: 75,
    sample_rate: 24_000,
  },
  spans: [],
  needs_review: [],
  segments_rendered: 3,
  rtf: 0.5,
  cached: false,
};

describe('a job for people', () => {
  it('leaves out what there is not yet', () => {
    expect(showJob(queued).split('\n')).toEqual([
      'job       job_1',
      'status    queued',
      'lane      bulk',
      'voice     lena, mp3',
      'progress  not begun',
      'created   2026-11-22T12:00:00.000Z',
      'attempts  0',
    ]);
  });

  it('says how far it is', () => {
    const progress = { segments_done: 1, segments_total: 3, audio_seconds: 25, percent: 33.4, eta_seconds: 90 };
    const shown = showJob({ ...queued, status: 'running', progress });
    expect(shown).toContain('33 %, 1 of 3 segments, 0:25 of audio, 1:30 to go');
  });

  it('shows what came of it, and no more than five places to listen to', () => {
    const needs_review = Array.from({ length: 7 }, (_, start) => ({
      segment: 0,
      start,
      end: start + 1,
      reason: 'no_reading',
    }));
    const shown = showJob({ ...queued, result: { ...result, needs_review }, metadata: { title: 'A book' } });
    expect(shown).toContain('1:15, 24000 Hz, 1.6 MB');
    const short = { ...result, audio: result.audio && { ...result.audio, bytes: 38_444 } };
    expect(showJob({ ...queued, result: short })).toContain('24000 Hz, 39 kB');
    expect(shown).toContain('0–1 no_reading, ');
    expect(shown).toContain('4–5 no_reading and 2 more (--json)');
    expect(shown).toMatch(/^title +A book$/m);
  });

  it('says why there is no audio', () => {
    const error = {
      code: 'engine_failed',
      title: 'The model failed',
      detail: 'out of memory',
      retryable: true,
    } as const;
    expect(showJob({ ...queued, status: 'failed', error })).toContain(
      'The model failed: out of memory [engine_failed]',
    );
    expect(failureOf({ status: 'cancelled', error: null })).toBe('the job was cancelled');
  });
});
