import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRedis } from './connection.js';
import { createJobStore } from './job-store.js';
import { storeRig, type StoreRig } from './job-store.fixture.js';
import { aFinish, aResult } from './records.fixture.js';

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

  it('has no page after one that holds the rest exactly', async () => {
    const tenant = 'exact';
    for (let made = 0; made < 4; made += 1) await rig.admitted({ tenant });
    const page = (limit: number, cursor: string | null) => rig.store.list(tenant, { status: null, limit, cursor });
    expect(await page(4, null)).toMatchObject({ records: { length: 4 }, cursor: null });
    const first = await page(2, null);
    expect(first).toMatchObject({ records: { length: 2 }, cursor: expect.any(String) });
    expect(await page(2, first.cursor)).toMatchObject({ records: { length: 2 }, cursor: null });
  });

  it('leaves the long lists of a result where they are, and gives everything else', async () => {
    const tenant = 'long';
    const record = await rig.admitted({ tenant });
    const { fence } = await rig.started(record.id);
    const finish = aFinish(record, fence);
    const spans = Array.from({ length: 5000 }, (_, at) => ({ start: at, end: at + 1, language: 'zh' as const }));
    await rig.store.finish({ ...finish, result: { ...aResult, spans } });
    const whole = await rig.store.get(record.id);
    expect(whole?.result).toEqual({ ...aResult, spans });

    const readBefore = rig.client.stream.bytesRead;
    const { records } = await rig.store.list(tenant, { status: null, limit: 1, cursor: null });
    expect(rig.client.stream.bytesRead - readBefore).toBeLessThan(5_000);
    const { spans: _spans, needs_review: _needsReview, ...short } = aResult;
    expect(records).toEqual([{ ...whole, result: short }]);
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
