import { describe, expect, it, vi } from 'vitest';
import { LectorError, type JobError, type JobResult } from '@lector/contract';
import {
  NOTHING_DONE,
  type FencedOutcome,
  type Finish,
  type JobRecord,
  type JobStore,
  type NextUnits,
  type QueueEntry,
  type StartOutcome,
} from '@lector/jobs';
import { createLogger } from '@lector/process-kit';
import { handleJob, type JobHandlerDeps } from './job-handler.js';
import { RenderStopped } from './processors/render-range.js';

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
  ...NOTHING_DONE,
  result: null,
  error: null,
  retryOf: null,
  webhookSecret: null,
  webhookSecretMade: false,
  audioDeletedAtMs: null,
};
const done = { kind: 'rendered' as const, result: { spans: [] } as unknown as JobResult };

/** Runs the handler over a store that answers as told and remembers what it was asked to write. */
async function handle(given: {
  start?: StartOutcome;
  render?: JobHandlerDeps['render'];
  handBack?: FencedOutcome;
  finish?: (finish: Finish) => FencedOutcome;
  split?: NextUnits;
  abort?: AbortSignal;
  /** What the record says by the time it is read again. */
  now?: Partial<JobRecord>;
}) {
  const finishes: Finish[] = [];
  const handBacks: object[] = [];
  const queued: QueueEntry['work'][] = [];
  const store: Partial<JobStore> = {
    get: async () => ({ ...record, ...given.now }),
    split: async () => given.split ?? { kind: 'ok', units: [0, 1] },
    openUnits: async () => [4, 7],
    start: async () => given.start ?? { kind: 'started', record, fence: 3 },
    handBack: async (_id, _fence, options) => (handBacks.push(options), given.handBack ?? 'ok'),
    finish: async (finish) => (finishes.push(finish), given.finish?.(finish) ?? 'ok'),
  };
  const deps = {
    store,
    transport: { enqueue: async ({ work }: QueueEntry) => void queued.push(work) },
    liveSlots: () => 1,
    logger: createLogger({ name: 'test', level: 'silent' }),
    random: () => 0.5,
    now: () => 1_000,
    maxAttempts: 3,
    publicUrl: '',
    throughput: { add: () => {} },
    onEnded: () => {},
    render: given.render ?? (async () => done),
  } as unknown as JobHandlerDeps;
  const idle = new AbortController().signal;
  const answer = await handleJob('job_a', deps, { abort: given.abort ?? idle, draining: idle });
  return { answer, finishes, handBacks, queued };
}
const failing = (error: Error) => () => Promise.reject(error);

describe('handleJob', () => {
  it('finishes a rendered job under the fence START handed out', async () => {
    const { answer, finishes } = await handle({});
    expect(answer).toBe('done');
    expect(finishes).toMatchObject([{ record: { id: 'job_a' }, fence: 3, status: 'completed', result: done.result }]);
  });

  it('tells the webhook the addresses of the API that took the job', async () => {
    const request = { ...record.request, webhook: { url: 'https://example.com/hook' } };
    const taken = { ...record, request, apiUrl: 'http://10.0.0.7:8080' };
    const { finishes } = await handle({ start: { kind: 'started', record: taken, fence: 3 } });
    expect(JSON.parse(finishes[0]?.event?.body ?? '')).toMatchObject({
      data: { links: { self: 'http://10.0.0.7:8080/v1/jobs/job_a' } },
    });
  });

  it('leaves a job alone that has ended or is gone', async () => {
    for (const start of [{ kind: 'missing' }, { kind: 'terminal', status: 'completed' }] as const) {
      expect(await handle({ start })).toEqual({ answer: 'done', finishes: [], handBacks: [], queued: [] });
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
      queued: [],
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

  it.each([
    // An outage costs no attempt, a fault of the model does.
    ['disk_full', { countAttempt: false }],
    ['engine_failed', { countAttempt: true }],
  ] as const)('hands a job back after %s', async (code, expected) => {
    const { answer, handBacks } = await handle({ render: failing(new LectorError(code, 'x')) });
    expect(answer).toMatchObject({ delayMs: 1_000 });
    expect(handBacks).toMatchObject([expected]);
  });

  it('counts the attempts since the job last got further, when the model fails as when workers die', async () => {
    const third = { ...record, attempts: 3 };
    const start: StartOutcome = { kind: 'started', record: third, fence: 3 };
    const render = failing(new LectorError('engine_failed', 'x'));
    const further = await handle({ start, render, now: { attempts: 3, attemptsForgiven: 2 } });
    expect(further).toMatchObject({ finishes: [], handBacks: [{ countAttempt: true, delayMs: 1_000 }] });
    const stuck = await handle({ start, render, now: { attempts: 3, attemptsForgiven: 0 } });
    expect(stuck.finishes).toMatchObject([{ status: 'failed', error: { code: 'engine_failed' } }]);
  });

  it('measures its patience with an outage from where the job last got further', async () => {
    const start: StartOutcome = { kind: 'started', record: { ...record, waitedMs: 10 ** 9 }, fence: 3 };
    const render = failing(new LectorError('storage_unavailable', 'away'));
    expect(await handle({ start, render, now: { waitedMs: 0 } })).toMatchObject({
      finishes: [],
      answer: { delayMs: 1_000 },
    });
    const spent = await handle({ start, render, now: { waitedMs: 10 ** 9 } });
    expect(spent.finishes).toMatchObject([{ status: 'failed', error: { code: 'storage_unavailable' } }]);
  });

  it('lets others go first when the last worker of a job died without a word, longer each time', async () => {
    const aside = (attempts: number, attemptsForgiven: number) =>
      handle({ start: { kind: 'set_aside', record: { ...record, attempts, attemptsForgiven } } });
    expect(await aside(1, 0)).toMatchObject({ answer: { delayMs: 2_000 }, finishes: [], handBacks: [] });
    expect(await aside(2, 0)).toMatchObject({ answer: { delayMs: 4_000 } });
    expect(await aside(7, 6)).toMatchObject({ answer: { delayMs: 2_000 } });
  });

  it('ends a job as cancelled whose model hangs, once its record says that nobody wants it', async () => {
    vi.useFakeTimers();
    // As the inference client: a model that hangs is given up when nobody wants its audio any more.
    const hangs: JobHandlerDeps['render'] = (_record, _fence, { cancelled }) =>
      new Promise((_resolve, reject) => {
        cancelled.addEventListener('abort', () => reject(new LectorError('engine_hung', 'given up')));
      });
    const handling = handle({ render: hangs, now: { cancelRequested: true } });
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    expect(await handling).toMatchObject({ answer: 'done', handBacks: [], finishes: [{ status: 'cancelled' }] });
  });

  it('fails a job at once when trying again cannot help', async () => {
    const { finishes } = await handle({ render: failing(new LectorError('engine_bad_output', 'noise')) });
    expect(finishes).toMatchObject([{ status: 'failed', error: { code: 'engine_bad_output', retryable: false } }]);
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

describe('handleJob with a long job', () => {
  const render: JobHandlerDeps['render'] = async () => ({ kind: 'long', units: 9 });
  const unit = (number: number) => ({ kind: 'unit' as const, unit: number });

  it('splits it and queues its first units', async () => {
    expect(await handle({ render })).toEqual({
      answer: 'done',
      finishes: [],
      handBacks: [],
      queued: [unit(0), unit(1)],
    });
  });

  it('ends it as cancelled, or leaves it, as the record says', async () => {
    const cancelled = await handle({ render, split: { kind: 'cancel_requested' } });
    expect(cancelled.finishes).toMatchObject([{ status: 'cancelled' }]);
    expect(await handle({ render, split: { kind: 'fenced' } })).toMatchObject({ finishes: [], queued: [] });
  });

  it('queues its open units again when an entry too many finds it split', async () => {
    const again = await handle({ start: { kind: 'split' }, now: { stage: 'units' } });
    expect(again).toMatchObject({ answer: 'done', queued: [unit(4), unit(7)] });
  });
});
