import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storeRig, type StoreRig } from './job-store.fixture.js';
import { createOldestWaiting } from './oldest-waiting.js';
import { aFinish, cancelledError } from './records.fixture.js';

let rig: StoreRig;
let oldest: () => Promise<number | null>;
beforeEach(() => {
  rig = storeRig();
  oldest = createOldestWaiting(rig);
});
afterEach(() => rig.close());

describe('the oldest job that waits', () => {
  it('is nobody where nothing waits', async () => {
    expect(await oldest()).toBeNull();
  });

  it('is the first accepted, of any tenant and lane, until it starts', async () => {
    const first = await rig.admitted({ createdAtMs: 1_000, tenant: 'a', lane: 'bulk' });
    const second = await rig.admitted({ createdAtMs: 2_000, tenant: 'b', lane: 'interactive' });
    expect(await oldest()).toBe(1_000);
    await rig.started(first.id);
    expect(await oldest()).toBe(2_000);
    await rig.started(second.id);
    expect(await oldest()).toBeNull();
  });

  it('is one handed back again, by when it was accepted', async () => {
    const { id } = await rig.admitted({ createdAtMs: 1_000 });
    const { fence } = await rig.started(id);
    await rig.admitted({ createdAtMs: 5_000 });
    expect(await oldest()).toBe(5_000);
    await rig.store.handBack(id, fence, { countAttempt: false, nowMs: 6_000 });
    expect(await oldest()).toBe(1_000);
  });

  it('is none that has ended, however it ended', async () => {
    const cancelled = await rig.admitted({ createdAtMs: 1_000 });
    const completed = await rig.admitted({ createdAtMs: 2_000 });
    await rig.store.cancel(cancelled.id, { event: null, error: cancelledError, nowMs: 3_000 });
    const { fence } = await rig.started(completed.id);
    await rig.store.finish(aFinish(completed, fence));
    expect(await oldest()).toBeNull();
  });

  it('waits until it starts, also when it is set aside in between', async () => {
    const { id } = await rig.admitted({ createdAtMs: 1_000 });
    await rig.started(id);
    const again = await rig.store.start(id, { maxAttempts: 3, nowMs: 2_000 });
    expect(again.kind).toBe('set_aside');
    expect(await oldest()).toBe(1_000);
  });
});
