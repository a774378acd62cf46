import type { JobResult } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { jobEvent, segmentEventData, wantsEvent } from './event.js';
import { jobLinks } from './views.js';

const links = jobLinks('job_a', '');
const request = { voice: 'default', language: 'auto', speed: 1, format: 'wav', metadata: { order: '7' } } as const;
const result: JobResult = {
  audio: {
    url: 'u',
    url_expires_at: null,
    key: 'k',
    format: 'wav',
    bytes: 10,
    sha256: 's',
    duration_seconds: 2.5,
    sample_rate: 24_000,
  },
  spans: Array.from({ length: 4000 }, (_, index) => ({ start: index, end: index + 1, language: 'en' as const })),
  needs_review: [],
  rtf: 1,
  segments_rendered: 1,
  cached: false,
};

describe('jobEvent', () => {
  it('tells what a receiver needs and stays small whatever the job was', () => {
    const event = jobEvent(
      { id: 'job_a', request },
      { status: 'completed', result, error: null, finishedAtMs: 1000, links },
    );
    expect(event).toMatchObject({ id: 'evt_a', type: 'job.completed', jobId: 'job_a' });
    expect(event.body.length).toBeLessThan(1000);
    expect(JSON.parse(event.body)).toEqual({
      type: 'job.completed',
      timestamp: '1970-01-01T00:00:01.000Z',
      data: {
        id: 'job_a',
        status: 'completed',
        metadata: { order: '7' },
        result: {
          audio: { key: 'k', format: 'wav', bytes: 10, sha256: 's', duration_seconds: 2.5, sample_rate: 24_000 },
        },
        error: null,
        links: { self: '/v1/jobs/job_a', events: '/v1/jobs/job_a/events', audio: '/v1/jobs/job_a/audio' },
      },
    });
  });

  it('has no result for a job that failed', () => {
    const error = { code: 'engine_failed', title: 't', detail: 'd', retryable: true } as const;
    const event = jobEvent({ id: 'job_a', request }, { status: 'failed', result: null, error, finishedAtMs: 0, links });
    expect(JSON.parse(event.body)).toMatchObject({ type: 'job.failed', data: { result: null, error } });
  });
});

describe('wantsEvent', () => {
  it('is true for every end unless the webhook names some', () => {
    const url = 'https://a.example/';
    expect(wantsEvent({ request }, 'completed')).toBe(false);
    expect(wantsEvent({ request: { ...request, webhook: { url } } }, 'cancelled')).toBe(true);
    const failedOnly = { ...request, webhook: { url, events: ['job.failed' as const] } };
    expect(wantsEvent({ request: failedOnly }, 'failed')).toBe(true);
    expect(wantsEvent({ request: failedOnly }, 'completed')).toBe(false);
  });
});

describe('lines of the event stream', () => {
  it('speak the words of the contract', () => {
    const own = { pauseMs: 300, contentKey: 'c0ffee', tenant: 'a', inferenceMs: 0 };
    expect(JSON.parse(segmentEventData({ index: 0, start: 0, end: 5, audioSeconds: 2, cached: true, ...own }))).toEqual(
      {
        index: 0,
        start: 0,
        end: 5,
        audio_seconds: 2,
        cached: true,
      },
    );
  });
});
