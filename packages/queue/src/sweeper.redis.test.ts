import { entryOf } from '@lector/jobs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sweeperRig, type SweeperRig } from './sweeper.fixture.js';

let rig: SweeperRig;
beforeEach(() => {
  rig = sweeperRig();
});
afterEach(() => rig.closeAll());

describe('rounds', () => {
  it('forget relays that are gone', async () => {
    await rig.finishedAt(rig.nowMs);
    await rig.client.xgroup('CREATE', rig.keys.outbox, 'relay', '0');
    await rig.client.xgroup('CREATECONSUMER', rig.keys.outbox, 'relay', 'killed');
    const sweeper = rig.sweeper({}, { relayGoneMs: 50 });
    await vi.waitFor(async () => expect((await rig.sweep(sweeper))?.relaysForgotten).toBe(1), 5000);
  });

  it('are done by one process at a time', async () => {
    const slow = { everyMs: 60_000 };
    const reports = await Promise.all([1, 2, 3, 4].map(() => rig.sweeper({}, slow).sweep()));
    expect(reports.filter((report) => report !== null)).toHaveLength(1);
  });

  it('follow each other by themselves until closed', async () => {
    const first = await rig.admittedAt(rig.nowMs - 100_000);
    const sweeper = rig.sweeper();
    sweeper.start();
    await vi.waitFor(async () => expect(await rig.transport.holds(entryOf(first, { kind: 'job' }))).toBe(true), 5000);
    const second = await rig.admittedAt(rig.nowMs - 100_000);
    await vi.waitFor(async () => expect(await rig.transport.holds(entryOf(second, { kind: 'job' }))).toBe(true), 5000);
    await sweeper.close({ deadlineMs: 1000 });
  });
});
