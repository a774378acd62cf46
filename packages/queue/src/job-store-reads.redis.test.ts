import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRedis } from './connection.js';
import { createJobStore } from './job-store.js';
import { storeRig, type StoreRig } from './job-store.fixture.js';
import { aFinish } from './records.fixture.js';

let rig: StoreRig;
beforeAll(() => {
  rig = storeRig();
});
afterAll(() => rig.close());

describe('list', () => {
  it('gives every job once, newest first, across pages and equal times', async () => {
    const tenant = 'pages';
    const times = [5000, 5000, 5000, 7000, 1000, 5000, 9000];
    const made = await Promise.all(times.map((createdAtMs) => rig.admitted({ tenant, createdAtMs })));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await rig.store.list(tenant, { status: null, limit: 2, cursor });
      seen.push(...page.records.map(({ id }) => id));
      ({ cursor } = page);
    } while (cursor !== null);
    const expected = made
      .toSorted((one, other) => other.createdAtMs - one.createdAtMs || (one.id < other.id ? 1 : -1))
      .map(({ id }) => id);
    expect(seen).toEqual(expected);
  });

  it('filters by status and follows a job from one to the next', async () => {
    const tenant = 'filter';
    const record = await rig.admitted({ tenant });
    await rig.admitted({ tenant });
    const idsOf = async (status: 'queued' | 'running' | 'completed') =>
      (await rig.store.list(tenant, { status, limit: 10, cursor: null })).records.map(({ id }) => id);
    const { fence } = await rig.started(record.id);
    expect(await idsOf('running')).toEqual([record.id]);
    expect(await idsOf('queued')).not.toContain(record.id);
    await rig.store.finish(aFinish(record, fence));
    expect(await idsOf('completed')).toEqual([record.id]);
    expect(await idsOf('running')).toEqual([]);
  });

  it('shows no tenant the jobs of another', async () => {
    await rig.admitted({ tenant: 'mine' });
    expect((await rig.store.list('yours', { status: null, limit: 10, cursor: null })).records).toEqual([]);
  });

  it('refuses a cursor it never gave', async () => {
    const query = { status: null, limit: 10, cursor: 'x; DROP' } as const;
    await expect(rig.store.list('mine', query)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

describe('a Redis that cannot serve', () => {
  it('is queue_unavailable, soon', async () => {
    const dead = connectRedis('producer', { url: 'redis://127.0.0.1:1', name: 'test' }, () => {});
    const cut = createJobStore({ client: dead, prefix: rig.prefix, publicUrl: '', retentionMs: 1 });
    await expect(cut.get('job_a')).rejects.toMatchObject({ code: 'queue_unavailable', retryable: true });
    dead.disconnect();
  });
});
