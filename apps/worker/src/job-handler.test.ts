import { describe, expect, it } from 'vitest';
import { LectorError, type JobError, type JobResult } from '@lector/contract';
import type { FencedOutcome, Finish, JobRecord, JobStore, StartOutcome } from '@lector/jobs';
import { createLogger } from '@lector/process-kit';
import { handleJob, type JobHandlerDeps } from './job-handler.js';
import { RenderStopped } from './processors/render.js';

const record: JobRecord = {
  id: 'job_a',
  kind: 'speech',
  tenant: 'local',
  status: 'running',
  lane: 'bulk',
  pack: 'tone',
  fence: 3,
  attempts: 1,
  cancelRequested: false,
  createdAtMs: 0,
  updatedAtMs: 0,
  startedAtMs: 0,
  finishedAtMs: null,
  request: { voice: 'tone', language: 'auto', speed: 1, format: 'wav' },
  text: { inline: 'a' },
  characters: 1,
  progress: { segmentsDone: 0, segmentsTotal: 0, audioSeconds: 0 },
  result: null,
  error: null,
  retryOf: null,
  webhookSecret: null,
  webhookSecretMade: false,
  audioDeletedAtMs: null,
};
const done = {
  result: { spans: [] } as unknown as JobResult,
  progress: { segmentsDone: 1, segmentsTotal: 1, audioSeconds: 2 },
};

/** Runs the handler over a store that answers as told and remembers what it was asked to write. */
async function handle(given: {
  start?: StartOutcome;
  render?: () => Promise<typeof done>;
  handBack?: FencedOutcome;
  finish?: (finish: Finish) => FencedOutcome;
  abort?: AbortSignal;
}) {
  const finishes: Finish[] = [];
  const handBacks: object[] = [];
  const store: Partial<JobStore> = {
    get: async () => ({ ...record, progress: { segmentsDone: 4, segmentsTotal: 9, audioSeconds: 1 } }),
    start: async () => given.start ?? { kind: 'started', record, fence: 3 },
    handBack: async (_id, _fence, options) => (handBacks.push(options), given.handBack ?? 'ok'),
    finish: async (finish) => (finishes.push(finish), given.finish?.(finish) ?? 'ok'),
  };
  const deps = {
    store,
    logger: createLogger({ name: 'test', level: 'silent' }),
    random: () => 0.5,
    now: () => 1_000,
    maxAttempts: 3,
    publicUrl: '',
    throughput: { add: () => {} },
    render: given.render ?? (async () => done),
  } as unknown as JobHandlerDeps;
  const idle = new AbortController().signal;
  const answer = await handleJob('job_a', deps, { abort: given.abort ?? idle, draining: idle });
  return { answer, finishes, handBacks };
}
const failing = (error: Error) => () => Promise.reject(error);

describe('handleJob', () => {
  it('finishes a rendered job under the fence START handed out', async () => {
    const { answer, finishes } = await handle({});
    expect(answer).toBe('done');
    expect(finishes).toMatchObject([{ id: 'job_a', fence: 3, status: 'completed', progress: { segmentsDone: 1 } }]);
  });

  it('leaves a job alone that has ended or is gone', async () => {
    for (const start of [{ kind: 'missing' }, { kind: 'terminal', status: 'completed' }] as const) {
      expect(await handle({ start })).toEqual({ answer: 'done', finishes: [], handBacks: [] });
    }
  });

  it('ends a job that was cancelled before it started, without rendering', async () => {
    const { finishes } = await handle({
      start: { kind: 'cancel_requested', record, fence: 3 },
      render: failing(new Error('must not render')),
    });
    expect(finishes).toMatchObject([{ status: 'cancelled', error: { code: 'cancelled' } }]);
  });

  it('fails a job whose workers kept dying', async () => {
    const { finishes } = await handle({ start: { kind: 'attempts_exhausted', record, fence: 3 } });
    expect(finishes).toMatchObject([
      { status: 'failed', error: { code: 'attempts_exhausted' } satisfies Partial<JobError> },
    ]);
  });

  it('hands a job back unfinished and unpunished while draining', async () => {
    const { answer, handBacks, finishes } = await handle({ render: failing(new RenderStopped('drain')) });
    expect(answer).toEqual({ delayMs: 0 });
    expect(handBacks).toMatchObject([{ countAttempt: false }]);
    expect(finishes).toEqual([]);
  });

  it('writes nothing for a job another worker has taken over', async () => {
    expect(await handle({ render: failing(new RenderStopped('superseded')) })).toEqual({
      answer: 'done',
      finishes: [],
      handBacks: [],
    });
  });

  it('gives the attempt back when the lock was lost, unless another worker has started the job', async () => {
    const lost = { render: failing(new Error('aborted')), abort: AbortSignal.abort() };
    expect(await handle(lost)).toMatchObject({
      answer: { delayMs: 0 },
      finishes: [],
      handBacks: [{ countAttempt: false }],
    });
    expect(await handle({ ...lost, handBack: 'fenced' })).toMatchObject({ answer: 'done', finishes: [] });
  });

  it('brings a job back when the store is away, without using an attempt', async () => {
    const { answer, handBacks } = await handle({ render: failing(new LectorError('storage_unavailable', 'away')) });
    expect(answer).toMatchObject({ delayMs: expect.any(Number) });
    expect(handBacks).toMatchObject([{ countAttempt: false, delayMs: expect.any(Number) }]);
  });

  it('fails a job at once when trying again cannot help', async () => {
    const { finishes } = await handle({ render: failing(new LectorError('engine_bad_output', 'noise')) });
    expect(finishes).toMatchObject([
      // With the progress the record has by then.
      { status: 'failed', error: { code: 'engine_bad_output', retryable: false }, progress: { segmentsDone: 4 } },
    ]);
  });

  it('lets a cancel that came in after the last segment win', async () => {
    const { finishes } = await handle({ finish: ({ status }) => (status === 'completed' ? 'cancel_requested' : 'ok') });
    expect(finishes.map((finish) => finish.status)).toEqual(['completed', 'cancelled']);
  });

  it('ends a job as cancelled when the hand-back finds a cancel', async () => {
    const { answer, finishes } = await handle({
      render: failing(new RenderStopped('drain')),
      handBack: 'cancel_requested',
    });
    expect(answer).toBe('done');
    expect(finishes).toMatchObject([{ status: 'cancelled' }]);
  });
});
