import { LIMITS, storeRig } from './job-store.fixture.js';
import { aFinish, aProgress, cancelledError } from './records.fixture.js';
import { describe, expect, it } from 'vitest';
import { entriesOf } from '@lector/jobs';

const rig = storeRig();
const AT = { nowMs: 3000 };

/** A job of five units, of which two may wait at a time. */
async function split() {
  const record = await rig.admitted();
  const { fence } = await rig.started(record.id);
  const first = await rig.store.split(record.id, fence, { units: 5, window: 2, ...AT });
  return { record, id: record.id, spent: fence, fence: fence + 1, first };
}

describe('split', () => {
  it('gives out the first units; the job stays running, its fence is spent and its attempt given back', async () => {
    const { record, id, spent, fence, first } = await split();
    expect(first).toEqual({ kind: 'ok', units: [0, 1] });
    expect(await rig.store.get(id)).toMatchObject({ status: 'running', stage: 'units', fence, attempts: 0 });
    expect(await rig.store.finish(aFinish(record, spent))).toBe('fenced');
    expect(await rig.store.split(id, spent, { units: 5, window: 2, ...AT })).toEqual(first);
    expect(await rig.store.start(id, LIMITS)).toEqual({ kind: 'split' });
  });

  it('is refused where the job is cancelled or somebody else’s', async () => {
    const { id } = await rig.admitted();
    const { fence } = await rig.started(id);
    await rig.store.cancel(id, { event: null, error: cancelledError, ...AT });
    expect(await rig.store.split(id, fence, { units: 2, window: 2, ...AT })).toEqual({ kind: 'cancel_requested' });
    expect(await rig.store.split(id, fence - 1, { units: 2, window: 2, ...AT })).toEqual({ kind: 'fenced' });
    expect(await rig.store.split('job_none', 1, { units: 2, window: 2, ...AT })).toEqual({ kind: 'missing' });
  });
});

describe('a unit', () => {
  it('brings the next one when it is done, and the last one brings the assembling', async () => {
    const { id, fence } = await split();
    const done = async (unit: number) => {
      expect(await rig.store.startUnit(id, unit, LIMITS)).toMatchObject({ kind: 'started', fence, attempt: 1 });
      return rig.store.finishUnit(id, fence, unit, { window: 2, ...AT });
    };
    expect(await done(1)).toEqual({ kind: 'ok', units: [2] });
    expect(await rig.store.openUnits(id)).toEqual([0, 2]);
    expect(await done(0)).toEqual({ kind: 'ok', units: [3] });
    expect(await done(2)).toEqual({ kind: 'ok', units: [4] });
    expect(await done(3)).toEqual({ kind: 'ok', units: [] });
    expect(await done(4)).toEqual({ kind: 'assemble' });
    // The answer was lost: told again it is the same.
    expect(await rig.store.finishUnit(id, fence, 4, { window: 2, ...AT })).toEqual({ kind: 'assemble' });
    const record = await rig.store.get(id);
    expect(record).toMatchObject({ status: 'running', stage: 'assembly' });
    expect(await entriesOf(record!, rig.store)).toMatchObject([{ id, work: { kind: 'assembly' } }]);
    expect(await rig.store.start(id, LIMITS)).toMatchObject({
      kind: 'started',
      fence: fence + 1,
      record: { attempts: 1 },
    });
    expect(await rig.store.finish(aFinish(record!, fence + 1))).toBe('ok');
    expect(await rig.client.exists(rig.keys.jobUnits(id), rig.keys.jobUnitsDone(id), rig.keys.jobSegments(id))).toBe(0);
  });

  it('names all that is left to queue when it is told twice', async () => {
    const { id, fence } = await split();
    await rig.store.startUnit(id, 0, LIMITS);
    await rig.store.finishUnit(id, fence, 0, { window: 2, ...AT });
    expect(await rig.store.startUnit(id, 0, LIMITS)).toMatchObject({ kind: 'done', fence });
    expect(await rig.store.finishUnit(id, fence, 0, { window: 2, ...AT })).toEqual({ kind: 'ok', units: [1, 2] });
  });

  it('opens the window wider when workers join, and never closes it on what was given out', async () => {
    const { id, fence } = await split();
    await rig.store.startUnit(id, 0, LIMITS);
    expect(await rig.store.finishUnit(id, fence, 0, { window: 4, ...AT })).toEqual({ kind: 'ok', units: [2, 3, 4] });
    await rig.store.startUnit(id, 1, LIMITS);
    expect(await rig.store.finishUnit(id, fence, 1, { window: 1, ...AT })).toEqual({ kind: 'ok', units: [] });
  });

  it('is set aside once when its worker died without a word, unless it had got further, and gives up after three', async () => {
    const { id, fence } = await split();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(await rig.store.startUnit(id, 0, LIMITS)).toMatchObject({ kind: 'started', attempt });
      if (attempt < 3) expect(await rig.store.startUnit(id, 0, LIMITS)).toMatchObject({ kind: 'set_aside', attempt });
    }
    expect(await rig.store.startUnit(id, 0, LIMITS)).toMatchObject({ kind: 'attempts_exhausted', fence });
    await rig.store.startUnit(id, 1, LIMITS);
    expect(await rig.store.progress(id, fence, aProgress({ index: 7 }, { unit: 1 }))).toBe('ok');
    expect(await rig.store.startUnit(id, 1, LIMITS)).toMatchObject({ kind: 'started', attempt: 2 });
  });

  it('gives its attempt back when it is handed back, and adds up what it waits', async () => {
    const { id, fence } = await split();
    await rig.store.startUnit(id, 0, LIMITS);
    const wait = { countAttempt: false, delayMs: 1500 };
    expect(await rig.store.handBackUnit(id, fence, 0, wait)).toBe('ok');
    expect(await rig.store.handBackUnit(id, fence, 0, wait)).toBe('ok');
    expect(await rig.store.unitTries(id, 0)).toEqual({ attempts: 0, waitedMs: 1500 });
    await rig.store.startUnit(id, 0, LIMITS);
    await rig.store.handBackUnit(id, fence, 0, { countAttempt: true, delayMs: 0 });
    expect(await rig.store.unitTries(id, 0)).toEqual({ attempts: 1, waitedMs: 1500 });
  });

  it('counts its segments for the job, each once', async () => {
    const { id, fence } = await split();
    for (const index of [3, 0, 3]) await rig.store.progress(id, fence, aProgress({ index }, { unit: 0 }));
    expect(await rig.store.get(id)).toMatchObject({
      progress: { segmentsDone: 2, segmentsTotal: 4 },
      rendering: { segments: 3 },
    });
  });

  it('may fail the job, and others are told that it is over', async () => {
    const { record, id, fence } = await split();
    await rig.store.startUnit(id, 0, LIMITS);
    expect(await rig.store.finish(aFinish(record, fence, 'failed'))).toBe('ok');
    expect(await rig.store.startUnit(id, 1, LIMITS)).toEqual({ kind: 'over' });
    expect(await rig.store.progress(id, fence, aProgress({}))).toBe('terminal');
    expect(await rig.store.finishUnit(id, fence, 0, { window: 2, ...AT })).toEqual({ kind: 'terminal' });
  });
});

describe('cancelling a split job', () => {
  it('ends it at once, although units are at work: they find it ended at their next write', async () => {
    const { id, fence } = await split();
    await rig.store.startUnit(id, 0, LIMITS);
    const cancel = { event: null, error: cancelledError, ...AT };
    expect(await rig.store.cancel(id, cancel)).toEqual({ kind: 'cancelled' });
    expect(await rig.store.progress(id, fence, aProgress({}))).toBe('terminal');
  });

  it('asks the assembler to stop', async () => {
    const { id, fence } = await split();
    for (let unit = 0; unit < 5; unit += 1) await rig.store.finishUnit(id, fence, unit, { window: 2, ...AT });
    await rig.started(id);
    expect(await rig.store.cancel(id, { event: null, error: cancelledError, ...AT })).toEqual({ kind: 'requested' });
  });
});
