import { Job, JobAccepted, type JobResult } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { NOTHING_DONE, type JobRecord } from './record.js';
import { eventLinks, jobAccepted, jobLinks, jobView } from './views.js';

const links = jobLinks('job_a', 'https://tts.example');

const result: JobResult = {
  audio: {
    url: '/v1/jobs/job_a/audio',
    url_expires_at: null,
    key: 'jobs/job_a/1/audio.wav',
    format: 'wav',
    bytes: 48_044,
    sha256: 'ab'.repeat(32),
    duration_seconds: 1,
    sample_rate: 24_000,
  },
  spans: [{ start: 0, end: 5, language: 'en' }],
  needs_review: [],
  rtf: 0.4,
  segments_rendered: 1,
  cached: false,
};

function record(changes: Partial<JobRecord> = {}): JobRecord {
  return {
    id: 'job_a',
    kind: 'speech',
    tenant: 'default',
    status: 'running',
    lane: 'bulk',
    pack: 'kokoro-82m',
    fence: 1,
    attempts: 1,
    cancelRequested: false,
    createdAtMs: 0,
    updatedAtMs: 2000,
    startedAtMs: 1000,
    finishedAtMs: null,
    request: { voice: 'default', language: 'auto', speed: 1, format: 'wav', metadata: { order: '7' } },
    text: { inline: 'Hello' },
    characters: 5,
    ...NOTHING_DONE,
    progress: { segmentsDone: 1, segmentsTotal: 3, audioSeconds: 1.5 },
    result: null,
    error: null,
    retryOf: null,
    webhookSecret: null,
    webhookSecretMade: false,
    audioDeletedAtMs: null,
    ...changes,
  };
}

describe('jobView', () => {
  it('is a job of the contract while running', () => {
    const view = jobView(record(), { links, etaSeconds: 12 });
    expect(Job.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      created_at: '1970-01-01T00:00:00.000Z',
      started_at: '1970-01-01T00:00:01.000Z',
      finished_at: null,
      progress: { segments_done: 1, segments_total: 3, audio_seconds: 1.5, percent: 33, eta_seconds: 12 },
      metadata: { order: '7' },
    });
  });

  it('leaves the text out unless asked for it', () => {
    expect(jobView(record(), { links }).request).not.toHaveProperty('text');
    expect(jobView(record(), { links, text: 'Hello' }).request).toMatchObject({ text: 'Hello' });
  });

  it('never shows a webhook secret', () => {
    const request = { ...record().request, webhook: { url: 'https://a.example/', secret: 'whsec_x' } };
    const view = jobView(record({ request, webhookSecret: 'whsec_x' }), { links });
    expect(JSON.stringify(view)).not.toContain('whsec_');
    expect(view.request['webhook']).toEqual({ url: 'https://a.example/' });
  });

  it('points at the API for audio', () => {
    const done = record({ status: 'completed', result, finishedAtMs: 3000 });
    expect(jobView(done, { links }).result?.audio?.url).toBe('https://tts.example/v1/jobs/job_a/audio');
  });

  it('says that the audio is gone once it was deleted', () => {
    const deleted = record({ status: 'completed', result, finishedAtMs: 3000, audioDeletedAtMs: 4000 });
    expect(jobView(deleted, { links }).result).toMatchObject({ audio: null, spans: result.spans });
  });

  it('is at 100 percent when completed and at 0 before the plan', () => {
    const done = record({
      status: 'completed',
      result,
      progress: { segmentsDone: 0, segmentsTotal: 0, audioSeconds: 0 },
    });
    expect(jobView(done, { links }).progress).toMatchObject({ percent: 100, eta_seconds: 0 });
    const waiting = record({ status: 'queued', progress: { segmentsDone: 0, segmentsTotal: 0, audioSeconds: 0 } });
    expect(jobView(waiting, { links }).progress).toMatchObject({ percent: 0, eta_seconds: null });
  });

  it('names the job it retries', () => {
    expect(jobView(record({ retryOf: 'job_z' }), { links }).retry_of).toBe('job_z');
    expect(jobView(record(), { links })).not.toHaveProperty('retry_of');
  });
});

describe('jobAccepted', () => {
  it('shows the webhook secret only where Lector made it', () => {
    const mine = jobAccepted(record({ webhookSecret: 'whsec_m', webhookSecretMade: true }), links);
    expect(JobAccepted.parse(mine)).toEqual(mine);
    expect(mine.webhook_secret).toBe('whsec_m');
    const theirs = jobAccepted(record({ webhookSecret: 'whsec_t' }), links);
    expect(theirs).not.toHaveProperty('webhook_secret');
  });

  it('stays the same whatever becomes of the job', () => {
    const first = jobAccepted(record({ status: 'queued', etaSeconds: 4 }), links);
    expect(first).toMatchObject({ status: 'queued', eta_seconds: 4 });
    expect(jobAccepted(record({ status: 'completed', etaSeconds: 4, attempts: 2 }), links)).toEqual(first);
  });
});

describe('eventLinks', () => {
  const taken = record({ apiUrl: 'http://127.0.0.1:8080' });

  it('begin where the job was taken, whatever the process that makes them knows', () => {
    for (const publicUrl of ['', 'http://0.0.0.0:8080']) {
      expect(eventLinks(taken, publicUrl)).toEqual(jobLinks(taken.id, 'http://127.0.0.1:8080'));
    }
  });

  it('begin with the public address for a record that does not say', () => {
    expect(eventLinks(record(), 'https://tts.example')).toEqual(jobLinks(taken.id, 'https://tts.example'));
    expect(eventLinks(record({ apiUrl: '' }), '').self).toBe(`/v1/jobs/${taken.id}`);
  });
});
