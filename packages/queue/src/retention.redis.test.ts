import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobRecord } from '@lector/jobs';
import { addSegment } from './records.fixture.js';
import { createSegmentIndex } from './segment-index.js';
import { sweeperRig, type SweeperRig } from './sweeper.fixture.js';

let rig: SweeperRig;
beforeEach(() => {
  rig = sweeperRig();
});
afterEach(() => rig.closeAll());

describe('old jobs', () => {
  it('are removed in one round however many they are', async () => {
    for (let nth = 0; nth < 25; nth += 1) await rig.finishedAt(rig.nowMs - 1_000_001);
    expect((await rig.sweep(rig.sweeper({}, { batch: 4 })))?.jobsRemoved).toBe(25);
  });

  it('are removed with their objects, and young and open ones are kept', async () => {
    const old = await rig.finishedAt(rig.nowMs - 1_000_001);
    const young = await rig.finishedAt(rig.nowMs - 999_000);
    const open = await rig.admittedAt(1000);
    const deleted: string[] = [];
    const sweeper = rig.sweeper({ deleteObjects: ({ id }) => Promise.resolve(deleted.push(id)).then(() => {}) });
    expect((await rig.sweep(sweeper))?.jobsRemoved).toBe(1);
    expect(deleted).toEqual([old.id]);
    expect(await rig.store.get(old.id)).toBeNull();
    expect(await rig.store.events(old.id, null)).toEqual([]);
    expect(await rig.store.get(young.id)).not.toBeNull();
    expect(await rig.store.get(open.id)).not.toBeNull();
    const { records } = await rig.store.list('default', { status: 'completed', limit: 10, cursor: null });
    expect(records.map(({ id }) => id)).toEqual([young.id]);
    const left = await rig.client.keys(`${rig.prefix}:*${old.id}*`);
    expect(left).toEqual([]);
  });

  it('stay until their objects could be deleted, without holding up others', async () => {
    const stubborn = await rig.finishedAt(rig.nowMs - 2_000_000);
    const other = await rig.finishedAt(rig.nowMs - 1_500_000);
    let storageDown = true;
    const deleteObjects = ({ id }: JobRecord) =>
      storageDown && id === stubborn.id ? Promise.reject(new Error('storage')) : Promise.resolve();
    const onError = vi.fn();
    const sweeper = rig.sweeper({ deleteObjects, onError }, { batch: 1 });
    expect((await rig.sweep(sweeper))?.jobsRemoved).toBe(1);
    expect(onError).toHaveBeenCalledTimes(1);
    expect(await rig.store.get(other.id)).toBeNull();
    expect((await rig.sweep(sweeper))?.jobsRemoved).toBe(0);
    expect(onError).toHaveBeenCalledTimes(1);
    storageDown = false;
    rig.nowMs += 600_001;
    expect((await rig.sweep(sweeper))?.jobsRemoved).toBe(1);
    expect(await rig.store.get(stubborn.id)).toBeNull();
  });
});

describe('old segments', () => {
  it('leave the index and are deleted, and used ones stay', async () => {
    const index = createSegmentIndex(rig);
    await addSegment(rig, 'a', { key: 'old', atMs: rig.nowMs - 600_000 });
    await addSegment(rig, 'a', { key: 'used', atMs: rig.nowMs - 600_000 });
    await index.touch('a', 'used', rig.nowMs - 1000);
    await addSegment(rig, 'b', { key: 'old', atMs: rig.nowMs - 600_000 });
    const deleted: string[] = [];
    const sweeper = rig.sweeper({
      deleteSegment: (tenant, key) => Promise.resolve(deleted.push(`${tenant}/${key}`)).then(() => {}),
    });
    expect((await rig.sweep(sweeper))?.segmentsDeleted).toBe(2);
    expect(deleted.toSorted()).toEqual(['a/old', 'b/old']);
    expect(await index.touch('a', 'old', rig.nowMs)).toBe(false);
    expect(await index.touch('a', 'used', rig.nowMs)).toBe(true);
    await rig.sweep(sweeper);
    expect(await rig.client.smembers(rig.keys.segmentTenants)).toEqual(['a']);
  });

  it('are not forgotten when their deletion fails, nor deleted once they were rendered again', async () => {
    const index = createSegmentIndex(rig);
    await addSegment(rig, 'a', { key: 'fails', atMs: rig.nowMs - 600_000 });
    await addSegment(rig, 'a', { key: 'again', atMs: rig.nowMs - 600_000 });
    const failing = rig.sweeper({ deleteSegment: () => Promise.reject(new Error('storage')) });
    expect((await rig.sweep(failing))?.segmentsDeleted).toBe(0);
    rig.nowMs += 600_000;
    await addSegment(rig, 'a', { key: 'again', atMs: rig.nowMs });
    const deleted: string[] = [];
    const working = rig.sweeper({ deleteSegment: (_, key) => Promise.resolve(deleted.push(key)).then(() => {}) });
    expect((await rig.sweep(working))?.segmentsDeleted).toBe(1);
    expect(deleted).toEqual(['fails']);
    expect(await index.touch('a', 'again', rig.nowMs)).toBe(true);
  });

  it('go in one round however many there are, and one that fails is tried once in it', async () => {
    for (const tenant of ['a', 'b']) {
      for (let nth = 0; nth < 7; nth += 1)
        await addSegment(rig, tenant, { key: `key-${nth}`, atMs: rig.nowMs - 600_000 });
    }
    await addSegment(rig, 'c', { key: 'key-0', atMs: rig.nowMs - 600_000 });
    const tried: string[] = [];
    const deleteSegment = (tenant: string, key: string) => {
      tried.push(`${tenant}/${key}`);
      return tenant === 'a' && key === 'key-0' ? Promise.reject(new Error('storage')) : Promise.resolve();
    };
    const report = await rig.sweep(rig.sweeper({ deleteSegment }, { batch: 2 }));
    expect(report?.segmentsDeleted).toBe(14);
    expect(new Set(tried).size).toBe(15);
    expect(tried).toHaveLength(15);
  });
});
