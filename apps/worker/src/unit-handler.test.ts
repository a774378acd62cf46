import { describe, expect, it } from 'vitest';
import { LectorError } from '@lector/contract';
import type { Finish, JobRecord, JobStore, NextUnits, QueueEntry, StartUnitOutcome } from '@lector/jobs';
import { createLogger } from '@lector/process-kit';
import { RenderStopped } from './processors/render-range.js';
import { handleUnit, type UnitHandlerDeps } from './unit-handler.js';

const record = { id: 'job_a', pack: 'tone', lane: 'bulk', request: {}, status: 'running' } as unknown as JobRecord;
const idle = new AbortController().signal;

/** Runs the handler on unit 2 over a store that answers as told and remembers what it was asked to write. */
async function handle(given: {
  start?: StartUnitOutcome;
  render?: UnitHandlerDeps['renderUnit'];
  next?: NextUnits;
  tries?: { attempts: number; waitedMs: number };
  abort?: AbortSignal;
}) {
  const [finishes, handBacks, done]: [Finish[], object[], number[]] = [[], [], []];
  const [queued, speeds]: [QueueEntry['work'][], number[]] = [[], []];
  const store: Partial<JobStore> = {
    get: async () => record,
    startUnit: async () => given.start ?? { kind: 'started', record, fence: 5, attempt: 1 },
    handBackUnit: async (_id, _fence, _unit, options) => (handBacks.push(options), 'ok'),
    finishUnit: async (_id, _fence, unit) => (done.push(unit), given.next ?? { kind: 'ok', units: [6] }),
    unitTries: async () => given.tries ?? { attempts: 1, waitedMs: 0 },
    finish: async (finish) => (finishes.push(finish), 'ok'),
  };
  const deps = {
    store,
    transport: { enqueue: async ({ work }: QueueEntry) => void queued.push(work) },
    logger: createLogger({ name: 'test', level: 'silent' }),
    random: () => 0.5,
    now: () => 1_000,
    maxAttempts: 3,
    publicUrl: '',
    liveSlots: () => 1,
    onEnded: () => {},
    throughput: { add: (characters: number) => void speeds.push(characters) },
    renderUnit: given.render ?? (async () => ({ characters: 40 })),
  } as unknown as UnitHandlerDeps;
  const answer = await handleUnit({ id: 'job_a', unit: 2 }, deps, { abort: given.abort ?? idle, draining: idle });
  return { answer, finishes, handBacks, done, queued, speeds };
}
const failing = (error: Error) => () => Promise.reject(error);
const nothing = { finishes: [], handBacks: [], done: [], queued: [], speeds: [] };

describe('handleUnit', () => {
  it('renders the unit, tells so, and queues what comes next', async () => {
    expect(await handle({})).toEqual({
      ...nothing,
      answer: 'done',
      done: [2],
      queued: [{ kind: 'unit', unit: 6 }],
      speeds: [40],
    });
  });

  it('queues the assembling after the last unit', async () => {
    expect(await handle({ next: { kind: 'assemble' } })).toMatchObject({ queued: [{ kind: 'assembly' }] });
  });

  it('tells again of a unit that somebody has done, without rendering it', async () => {
    const render = failing(new Error('must not render'));
    expect(await handle({ start: { kind: 'done', record, fence: 5 }, render })).toMatchObject({ done: [2] });
  });

  it('leaves a unit alone whose job has ended', async () => {
    expect(await handle({ start: { kind: 'over' } })).toEqual({ ...nothing, answer: 'done' });
    expect(await handle({ render: failing(new RenderStopped('superseded')) })).toEqual({ ...nothing, answer: 'done' });
  });

  it('lets others go first when its last worker died without a word', async () => {
    const start: StartUnitOutcome = { kind: 'set_aside', record, attempt: 2 };
    expect(await handle({ start })).toEqual({ ...nothing, answer: { delayMs: 4_000 } });
  });

  it('is handed back without using an attempt when the worker drains, the lock is lost or the store is away', async () => {
    const free = [{ countAttempt: false, delayMs: 0 }];
    expect(await handle({ render: failing(new RenderStopped('drain')) })).toMatchObject({ handBacks: free });
    const lost = { render: failing(new Error('aborted')), abort: AbortSignal.abort() };
    expect(await handle(lost)).toMatchObject({ handBacks: free, answer: { delayMs: 0 } });
    const away = await handle({ render: failing(new LectorError('storage_unavailable', 'away')) });
    expect(away).toMatchObject({ answer: { delayMs: 1_000 }, handBacks: [{ countAttempt: false, delayMs: 1_000 }] });
  });

  it('is tried again when the model fails, and ends its job when it failed too often or for good', async () => {
    const render = failing(new LectorError('engine_failed', 'x'));
    expect(await handle({ render })).toMatchObject({ handBacks: [{ countAttempt: true }], finishes: [] });
    const last = await handle({ render, tries: { attempts: 3, waitedMs: 0 } });
    expect(last.finishes).toMatchObject([
      { record: { id: 'job_a' }, fence: 5, status: 'failed', error: { code: 'engine_failed' } },
    ]);
    const bad = await handle({ render: failing(new LectorError('engine_bad_output', 'noise')) });
    expect(bad.finishes).toMatchObject([{ status: 'failed', error: { code: 'engine_bad_output' } }]);
  });

  it('ends its job when its workers kept dying', async () => {
    const { finishes } = await handle({ start: { kind: 'attempts_exhausted', record, fence: 5 } });
    expect(finishes).toMatchObject([{ status: 'failed', error: { code: 'attempts_exhausted' } }]);
  });
});
