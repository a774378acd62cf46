import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS, storeRig, type StoreRig } from './job-store.fixture.js';
import { aFinish, cancelledError, aProgress } from './records.fixture.js';
import { createSegmentIndex } from './segment-index.js';

let rig: StoreRig;
beforeAll(() => {
  rig = storeRig();
});
afterAll(() => rig.close());

describe('start', () => {
  it('hands out a higher fence each time and counts the attempt', async () => {
    const { id } = await rig.admitted();
    expect(await rig.store.start(id, LIMITS)).toMatchObject({
      kind: 'started',
      fence: 1,
      record: { status: 'running', fence: 1, attempts: 1, startedAtMs: 2000 },
    });
    await rig.store.handBack(id, 1, { countAttempt: true, nowMs: 2500 });
    expect(await rig.store.start(id, { ...LIMITS, nowMs: 3000 })).toMatchObject({
      kind: 'started',
      fence: 2,
      record: { attempts: 2, startedAtMs: 2000, updatedAtMs: 3000 },
    });
  });

  it('hands a plan told with progress to the next attempt, the first of two, until the job ends', async () => {
    const record = await rig.admitted();
    const first = await rig.started(record.id);
    expect(first.record).not.toHaveProperty('plan');
    const told = { ...aProgress({}), segment: null, plan: '{"version":2}' };
    await rig.store.progress(record.id, first.fence, told);
    await rig.store.progress(record.id, first.fence, { ...told, plan: 'another' });
    await rig.store.handBack(record.id, first.fence, { countAttempt: false, nowMs: 2500 });
    const second = await rig.started(record.id);
    expect(second.record.plan).toBe('{"version":2}');
    expect(second.record).toEqual(await rig.store.get(record.id));
    await rig.store.finish(aFinish(record, second.fence));
    expect(await rig.client.hexists(rig.keys.job(record.id), 'plan')).toBe(0);
  });

  it('keeps no plan of one whose fence is spent', async () => {
    const { id } = await rig.admitted();
    const { fence } = await rig.started(id);
    const told = { ...aProgress({}), segment: null, plan: 'late' };
    expect(await rig.store.progress(id, fence - 1, told)).toBe('fenced');
    expect(await rig.store.get(id)).not.toHaveProperty('plan');
  });

  it('sets a job aside once whose holder died without a word, which uses no attempt and spends the fence', async () => {
    const record = await rig.admitted();
    const { id } = record;
    for (let death = 1; death <= 2; death += 1) {
      const { fence } = await rig.started(id);
      expect(await rig.store.start(id, { ...LIMITS, nowMs: 3000 })).toMatchObject({
        kind: 'set_aside',
        record: { status: 'queued', attempts: death, fence: death, updatedAtMs: 3000, waitedMs: 0 },
      });
      expect(await rig.client.zscore(rig.keys.open, id)).toBe('3000');
      expect(await rig.store.handBack(id, fence, { countAttempt: false, nowMs: 3000 })).toBe('fenced');
      expect(await rig.store.finish(aFinish(record, fence))).toBe('fenced');
    }
    expect(await rig.started(id)).toMatchObject({ fence: 3, record: { attempts: 3 } });
  });

  it('cancels a job that was set aside at once', async () => {
    const { id } = await rig.admitted();
    await rig.started(id);
    expect(await rig.store.start(id, LIMITS)).toMatchObject({ kind: 'set_aside' });
    const cancel = { event: null, error: cancelledError, nowMs: 4000 };
    expect(await rig.store.cancel(id, cancel)).toEqual({ kind: 'cancelled' });
    expect(await rig.store.start(id, LIMITS)).toEqual({ kind: 'terminal', status: 'cancelled' });
  });

  it('starts a job at once whose dead holder had rendered something new, but not one that only repeated', async () => {
    const { id } = await rig.admitted();
    const first = await rig.started(id);
    await rig.store.progress(id, first.fence, aProgress({}));
    const second = await rig.store.start(id, LIMITS);
    expect(second).toMatchObject({ kind: 'started', fence: 2 });
    await rig.store.progress(id, 2, aProgress({ cached: true }));
    expect(await rig.store.start(id, LIMITS)).toMatchObject({ kind: 'set_aside' });
  });

  it('says so when no attempt is left, and lets the holder fail the job', async () => {
    const record = await rig.admitted();
    for (let attempt = 0; attempt < 3; attempt += 1) await rig.started(record.id);
    const outcome = await rig.store.start(record.id, LIMITS);
    expect(outcome).toMatchObject({ kind: 'attempts_exhausted', fence: 4, record: { attempts: 3 } });
    expect(await rig.store.finish(aFinish(record, 4, 'failed'))).toBe('ok');
  });

  it('forgives the attempts of a job that gets further: only those without progress count', async () => {
    const record = await rig.admitted();
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const { fence } = await rig.started(record.id);
      expect(await rig.store.progress(record.id, fence, aProgress({ index: attempt }))).toBe('ok');
    }
    // The attempt of the last progress and two more without any.
    for (let attempt = 5; attempt <= 6; attempt += 1) await rig.started(record.id);
    const outcome = await rig.store.start(record.id, LIMITS);
    expect(outcome).toMatchObject({ kind: 'attempts_exhausted', record: { attempts: 6, attemptsForgiven: 3 } });
  });

  it('does not start what is not there or has ended', async () => {
    expect(await rig.store.start('job_none', LIMITS)).toEqual({ kind: 'missing' });
    const record = await rig.admitted();
    const { fence } = await rig.started(record.id);
    await rig.store.finish(aFinish(record, fence));
    expect(await rig.store.start(record.id, LIMITS)).toEqual({ kind: 'terminal', status: 'completed' });
  });

  it('gives a job whose worker died after a cancel to somebody who ends it, without using an attempt', async () => {
    const record = await rig.admitted();
    await rig.started(record.id);
    await rig.store.cancel(record.id, { event: null, error: cancelledError, nowMs: 3000 });
    expect(await rig.store.start(record.id, LIMITS)).toMatchObject({
      kind: 'cancel_requested',
      fence: 2,
      record: { attempts: 1 },
    });
    expect(await rig.store.finish(aFinish(record, 2, 'cancelled'))).toBe('ok');
  });
});

describe('the fence', () => {
  it('turns a worker away that was thought dead and comes back', async () => {
    const record = await rig.admitted();
    const zombie = await rig.started(record.id);
    const successor = await rig.started(record.id);
    expect(await rig.store.progress(record.id, zombie.fence, aProgress({}))).toBe('fenced');
    expect(await rig.store.finish(aFinish(record, zombie.fence, 'failed'))).toBe('fenced');
    expect(await rig.store.handBack(record.id, zombie.fence, { countAttempt: false, nowMs: 3000 })).toBe('fenced');
    expect(await rig.store.get(record.id)).toMatchObject({
      status: 'running',
      fence: 2,
      progress: { segmentsDone: 0 },
    });
    expect(await rig.store.finish(aFinish(record, successor.fence))).toBe('ok');
    expect(await rig.store.finish(aFinish(record, zombie.fence, 'failed'))).toBe('terminal');
    expect(await rig.store.get(record.id)).toMatchObject({ status: 'completed', error: null });
  });

  it('is spent by handing the job back', async () => {
    const record = await rig.admitted();
    const { fence } = await rig.started(record.id);
    await rig.store.handBack(record.id, fence, { countAttempt: false, nowMs: 3000 });
    expect(await rig.store.finish(aFinish(record, fence))).toBe('fenced');
    expect(await rig.store.get(record.id)).toMatchObject({ status: 'queued' });
  });
});

describe('progress', () => {
  it('is told as a segment and as numbers, and keeps the job alive', async () => {
    const { id } = await rig.admitted();
    const { fence } = await rig.started(id);
    const update = aProgress({ audioSeconds: 2.25, pauseMs: 500 }, { nowMs: 7000 });
    expect(await rig.store.progress(id, fence, update)).toBe('ok');
    expect(await rig.store.get(id)).toMatchObject({
      progress: { segmentsDone: 1, segmentsTotal: 4, audioSeconds: 2.75 },
      rendering: { segments: 1, audioSeconds: 2.25, inferenceSeconds: 0.25 },
      updatedAtMs: 7000,
    });
    expect(await rig.client.zscore(rig.keys.open, id)).toBe('7000');
    const events = await rig.store.events(id, null);
    expect(events.map(({ type }) => type)).toEqual(['job.segment', 'job.progress']);
    expect(events.map(({ segment }) => segment)).toEqual([{ contentKey: 'c0ffee', pauseMs: 500 }, undefined]);
    expect(JSON.parse(events[0]?.data ?? '')).toMatchObject({ index: 0, audio_seconds: 2.25 });
    expect(JSON.parse(events[1]?.data ?? '')).toEqual({
      segments_done: 1,
      segments_total: 4,
      audio_seconds: 2.75,
      percent: 25,
    });
    expect(await rig.store.events(id, events[0]?.id ?? '')).toEqual([events[1]]);
  });

  it('counts a segment once that is told again after a crash, and what was rendered for it as often as it was', async () => {
    const { id } = await rig.admitted();
    const first = await rig.started(id);
    await rig.store.progress(id, first.fence, aProgress({ index: 1 }));
    const second = await rig.started(id);
    await rig.store.progress(id, second.fence, aProgress({ index: 1, cached: true, inferenceMs: 0 }));
    await rig.store.progress(id, second.fence, aProgress({ index: 2 }));
    expect(await rig.store.get(id)).toMatchObject({
      progress: { segmentsDone: 2, audioSeconds: 2 },
      rendering: { segments: 2, audioSeconds: 2, inferenceSeconds: 0.5 },
    });
    const told = (await rig.store.events(id, null)).filter(({ type }) => type === 'job.segment');
    expect(told.map(({ data }) => (JSON.parse(data) as { index: number }).index)).toEqual([1, 2]);
  });

  it('makes a rendered segment known, also that of a worker which has lost the job: it lies in the store', async () => {
    const index = createSegmentIndex(rig);
    const { id } = await rig.admitted({ tenant: 'index' });
    const zombie = await rig.started(id);
    const { fence } = await rig.started(id);
    const rendered = (contentKey: string, changes = {}) => aProgress({ tenant: 'index', contentKey, ...changes });
    expect(await rig.store.progress(id, zombie.fence, rendered('late'))).toBe('fenced');
    expect(await rig.store.progress(id, fence, rendered('own'))).toBe('ok');
    expect(await rig.store.progress(id, fence, rendered('found', { index: 1, cached: true }))).toBe('ok');
    const known = await Promise.all(['late', 'own', 'found'].map((key) => index.touch('index', key, 9000)));
    expect(known).toEqual([true, true, false]);
  });

  it('keeps the event stream bounded however long the job is', async () => {
    const { id } = await rig.admitted();
    const { fence } = await rig.started(id);
    const update = aProgress(null, { segmentsTotal: 9999 });
    await Promise.all(Array.from({ length: 1500 }, () => rig.store.progress(id, fence, update)));
    expect(await rig.client.xlen(rig.keys.jobEvents(id))).toBeLessThan(1200);
  });
});

describe('hand back', () => {
  it('gives the attempt back unless it is to count', async () => {
    const { id } = await rig.admitted();
    const first = await rig.started(id);
    expect(await rig.store.handBack(id, first.fence, { countAttempt: false, nowMs: 3000 })).toBe('ok');
    expect(await rig.store.get(id)).toMatchObject({ status: 'queued', attempts: 0, waitedMs: 0 });
    const second = await rig.started(id);
    expect(await rig.store.handBack(id, second.fence, { countAttempt: true, nowMs: 3000 })).toBe('ok');
    expect(await rig.store.get(id)).toMatchObject({ status: 'queued', attempts: 1 });
  });

  it('sums up what the job waited for dependencies until it renders something new', async () => {
    const { id } = await rig.admitted();
    const wait = { countAttempt: false, nowMs: 3000, delayMs: 1500 };
    await rig.store.handBack(id, (await rig.started(id)).fence, wait);
    await rig.store.handBack(id, (await rig.started(id)).fence, wait);
    expect(await rig.store.get(id)).toMatchObject({ waitedMs: 3000 });
    expect(await rig.client.zscore(rig.keys.open, id)).toBe('4500');
    const { fence } = await rig.started(id);
    await rig.store.progress(id, fence, aProgress({ cached: true }));
    expect(await rig.store.get(id)).toMatchObject({ waitedMs: 3000 });
    await rig.store.progress(id, fence, aProgress({}));
    expect(await rig.store.get(id)).toMatchObject({ waitedMs: 0 });
  });

  it('answers the same when it is sent twice', async () => {
    const { id } = await rig.admitted();
    const { fence } = await rig.started(id);
    const options = { countAttempt: false, nowMs: 3000, delayMs: 10 };
    expect(await rig.store.handBack(id, fence, options)).toBe('ok');
    expect(await rig.store.handBack(id, fence, options)).toBe('ok');
    expect(await rig.store.get(id)).toMatchObject({ attempts: 0, waitedMs: 10 });
  });

  it('is refused once a cancel was requested: the job is to end instead', async () => {
    const record = await rig.admitted();
    const { fence } = await rig.started(record.id);
    await rig.store.cancel(record.id, { event: null, error: cancelledError, nowMs: 3000 });
    expect(await rig.store.handBack(record.id, fence, { countAttempt: false, nowMs: 3000 })).toBe('cancel_requested');
    expect(await rig.store.finish(aFinish(record, fence, 'cancelled'))).toBe('ok');
  });
});
