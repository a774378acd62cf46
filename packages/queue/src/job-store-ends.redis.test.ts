import { terminalEventId } from '@lector/jobs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeliveryLog } from './delivery-log.js';
import { RETENTION_MS, storeRig, type StoreRig } from './job-store.fixture.js';
import { aFinish, anEvent, aRecord, aResult, cancelledError, aProgress } from './records.fixture.js';

let rig: StoreRig;
beforeAll(() => {
  rig = storeRig();
});
afterAll(() => rig.close());

describe('finish', () => {
  it('writes the state, the last event and the delivery owed in one step', async () => {
    const record = await rig.admitted();
    const { fence } = await rig.started(record.id);
    const finish = aFinish(record, fence);
    expect(await rig.store.finish(finish)).toBe('ok');
    expect(await rig.store.get(record.id)).toMatchObject({ status: 'completed', result: aResult, finishedAtMs: 5000 });
    const events = await rig.store.events(record.id, null);
    expect(events.map(({ type }) => type)).toEqual(['job.completed']);
    const told = JSON.parse(finish.event?.body ?? '') as { data: unknown };
    expect(JSON.parse(events[0]?.data ?? '')).toEqual(told.data);
    const event = anEvent(record, 'completed');
    expect(await rig.owed()).toContain(event.id);
    expect(await createDeliveryLog(rig).get(event.id)).toMatchObject({ event, status: 'pending', attempts: 0 });
    expect(await rig.client.zscore(rig.keys.deliveries, event.id)).toBe('5000');
    expect(await rig.client.zscore(rig.keys.open, record.id)).toBeNull();
    expect(await rig.client.pttl(rig.keys.jobEvents(record.id))).toBeGreaterThan(RETENTION_MS - 5000);
  });

  it('tells the stream the same when nobody asked for a webhook, and owes nothing', async () => {
    const record = await rig.admitted();
    const { fence } = await rig.started(record.id);
    await rig.store.finish({ ...aFinish(record, fence), event: null });
    const [event] = await rig.store.events(record.id, null);
    expect(JSON.parse(event?.data ?? '')).toMatchObject({
      id: record.id,
      status: 'completed',
      metadata: { order: '7' },
      result: { audio: { duration_seconds: 1.5 } },
      links: { self: `https://tts.example/v1/jobs/${record.id}` },
    });
    const eventId = terminalEventId(record.id);
    expect(await rig.owed()).not.toContain(eventId);
    expect(await createDeliveryLog(rig).get(eventId)).toBeNull();
    expect(await rig.client.zscore(rig.keys.deliveries, eventId)).toBeNull();
  });

  it('answers ok again to the same holder, whose first answer got lost', async () => {
    const record = await rig.admitted();
    const { fence } = await rig.started(record.id);
    expect(await rig.store.finish(aFinish(record, fence))).toBe('ok');
    expect(await rig.store.finish(aFinish(record, fence))).toBe('ok');
    expect(await rig.store.finish(aFinish(record, fence, 'failed'))).toBe('terminal');
    expect((await rig.owed()).filter((eventId) => eventId === terminalEventId(record.id))).toHaveLength(1);
  });

  it('does not complete a job whose cancel was promised', async () => {
    const record = await rig.admitted();
    const { fence } = await rig.started(record.id);
    await rig.store.cancel(record.id, { event: null, error: cancelledError, nowMs: 3000 });
    expect(await rig.store.finish(aFinish(record, fence))).toBe('cancel_requested');
    expect(await rig.store.finish(aFinish(record, fence, 'failed'))).toBe('cancel_requested');
    expect(await rig.store.get(record.id)).toMatchObject({ status: 'running', result: null });
    expect(await rig.store.finish(aFinish(record, fence, 'cancelled'))).toBe('ok');
  });

  it('is missing for a job that was never admitted', async () => {
    expect(await rig.store.finish(aFinish(aRecord(), 1))).toBe('missing');
  });
});

describe('cancel', () => {
  const cancel = (id: string) => rig.store.cancel(id, { event: null, error: cancelledError, nowMs: 4000 });

  it('ends a waiting job at once and tells its webhook', async () => {
    const record = await rig.admitted();
    const event = anEvent(record, 'cancelled', 4000);
    expect(await rig.store.cancel(record.id, { event, error: cancelledError, nowMs: 4000 })).toEqual({
      kind: 'cancelled',
    });
    expect(await rig.store.get(record.id)).toMatchObject({
      status: 'cancelled',
      error: cancelledError,
      finishedAtMs: 4000,
    });
    expect((await rig.store.events(record.id, null)).map(({ type }) => type)).toEqual(['job.cancelled']);
    expect((await rig.owed()).filter((eventId) => eventId === terminalEventId(record.id))).toHaveLength(1);
  });

  it('asks the worker of a running job, who learns of it at its next write', async () => {
    const record = await rig.admitted();
    const { fence } = await rig.started(record.id);
    expect(await cancel(record.id)).toEqual({ kind: 'requested' });
    expect(await rig.store.get(record.id)).toMatchObject({ status: 'running', cancelRequested: true });
    expect(await rig.store.progress(record.id, fence, aProgress(null))).toBe('cancel_requested');
  });

  it('ends a job that was handed back at once', async () => {
    const record = await rig.admitted();
    const { fence } = await rig.started(record.id);
    await rig.store.handBack(record.id, fence, { countAttempt: false, nowMs: 3000, delayMs: 60_000 });
    expect(await cancel(record.id)).toEqual({ kind: 'cancelled' });
  });

  it.each(['completed', 'failed', 'cancelled'] as const)('leaves a %s job as it is', async (status) => {
    const record = await rig.admitted();
    const { fence } = await rig.started(record.id);
    await rig.store.finish(aFinish(record, fence, status));
    const before = await rig.store.get(record.id);
    expect(await cancel(record.id)).toEqual({ kind: 'terminal', status });
    expect(await rig.store.get(record.id)).toEqual(before);
  });

  it('is missing for a job that is not there', async () => {
    expect(await cancel('job_none')).toEqual({ kind: 'missing' });
  });
});

describe('markAudioDeleted', () => {
  it('marks a finished job once and leaves open ones alone', async () => {
    const record = await rig.admitted();
    expect(await rig.store.markAudioDeleted(record.id, 6000)).toBeNull();
    const { fence } = await rig.started(record.id);
    await rig.store.finish(aFinish(record, fence));
    expect(await rig.store.markAudioDeleted(record.id, 6000)).toMatchObject({ audioDeletedAtMs: 6000 });
    expect(await rig.store.markAudioDeleted(record.id, 7000)).toMatchObject({ audioDeletedAtMs: 6000 });
    expect(await rig.store.markAudioDeleted('job_none', 1)).toBeNull();
  });
});
