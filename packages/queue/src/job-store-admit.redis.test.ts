import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeRig, type StoreRig } from './job-store.fixture.js';
import { aRecord } from './records.fixture.js';

let rig: StoreRig;
beforeAll(() => {
  rig = storeRig();
});
afterAll(() => rig.close());

describe('admit', () => {
  it('stores the whole record', async () => {
    const record = aRecord({ webhookSecret: 'whsec_x', webhookSecretMade: true, retryOf: 'job_b' });
    expect(await rig.store.admit({ record, idempotency: null })).toEqual({ kind: 'created', record });
    expect(await rig.store.get(record.id)).toEqual(record);
  });

  it('answers with the first job when a key comes again with the same request', async () => {
    const idempotency = { key: 'order 7 – ü', fingerprint: 'f1', ttlMs: 60_000 };
    const first = aRecord();
    await rig.store.admit({ record: first, idempotency });
    expect(await rig.store.admit({ record: aRecord(), idempotency })).toEqual({ kind: 'replayed', record: first });
  });

  it('tells which job a key has made, to its tenant alone', async () => {
    const record = aRecord({ tenant: 'asking' });
    await rig.store.admit({ record, idempotency: { key: 'k7', fingerprint: 'f1', ttlMs: 60_000 } });
    expect(await rig.store.madeWith('asking', 'k7')).toEqual({ record, fingerprint: 'f1' });
    expect(await rig.store.madeWith('asking', 'k8')).toBeNull();
    expect(await rig.store.madeWith('another', 'k7')).toBeNull();
  });

  it('refuses a key that comes with another request', async () => {
    const claim = { key: 'k2', ttlMs: 60_000 };
    await rig.store.admit({ record: aRecord(), idempotency: { ...claim, fingerprint: 'f1' } });
    const other = aRecord();
    expect(await rig.store.admit({ record: other, idempotency: { ...claim, fingerprint: 'f2' } })).toEqual({
      kind: 'key_reused',
    });
    expect(await rig.store.get(other.id)).toBeNull();
  });

  it('keeps the keys of tenants apart', async () => {
    const idempotency = { key: 'same', fingerprint: 'f', ttlMs: 60_000 };
    await rig.store.admit({ record: aRecord({ tenant: 'a' }), idempotency });
    expect(await rig.store.admit({ record: aRecord({ tenant: 'b' }), idempotency })).toMatchObject({ kind: 'created' });
  });

  it('makes one job of fifty requests with one key at once', async () => {
    const idempotency = { key: 'storm', fingerprint: 'f', ttlMs: 60_000 };
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => rig.store.admit({ record: aRecord({ tenant: 'storm' }), idempotency })),
    );
    const ids = new Set(outcomes.map((outcome) => ('record' in outcome ? outcome.record.id : '')));
    expect(outcomes.filter(({ kind }) => kind === 'created')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'replayed')).toHaveLength(49);
    expect(ids.size).toBe(1);
    expect(await rig.client.zcard(rig.keys.listing('storm', 'all'))).toBe(1);
  });

  it('is created once when the same admission is sent twice', async () => {
    const idempotency = { key: 'resent', fingerprint: 'f', ttlMs: 60_000 };
    const record = aRecord();
    await rig.store.admit({ record, idempotency });
    expect(await rig.store.admit({ record, idempotency })).toEqual({ kind: 'created', record });
    await rig.started(record.id);
    const late = await rig.store.admit({ record, idempotency });
    expect(late).toMatchObject({ kind: 'created', record: { id: record.id, status: 'running', fence: 1 } });
  });

  it('lets go of a key when its time is over', async () => {
    const idempotency = { key: 'short', fingerprint: 'f', ttlMs: 60_000 };
    await rig.store.admit({ record: aRecord(), idempotency });
    const ttl = await rig.client.pttl(rig.keys.idempotency('default', 'short'));
    expect(ttl).toBeGreaterThan(59_000);
    expect(ttl).toBeLessThanOrEqual(60_000);
  });
});
