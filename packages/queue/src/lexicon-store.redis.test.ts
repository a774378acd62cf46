import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LEXICON_VERSIONS_KEPT, LEXICONS_MAX } from '@lector/contract';
import { CONTENT_GRACE_MS, type LexiconContent, type LexiconStore } from '@lector/jobs';
import { createLexiconStore } from './lexicon-store.js';
import { aFinish, aRecord } from './records.fixture.js';
import { sweeperRig, type SweeperRig } from './sweeper.fixture.js';

let rig: SweeperRig;
let lexicons: LexiconStore;
beforeEach(() => {
  rig = sweeperRig();
  lexicons = createLexiconStore({ ...rig, retentionMs: 60_000 });
});
afterEach(() => rig.closeAll());

function content(word: string, atMs = rig.nowMs): LexiconContent {
  return { key: `lexicons/a/${word}.json`, sha256: `sha-${word}`, updatedAtMs: atMs, entriesCount: 1 };
}

/** As the API does it: reserved, stored (here nowhere), put. */
async function put(word: string, { id = 'names', expected = null as number | null, tenant = 'a' } = {}) {
  const made = content(word);
  await lexicons.reserve(made.key, rig.nowMs);
  return lexicons.put(tenant, id, made, expected);
}

/** One round of the sweeper: which contents it deletes. */
async function swept(): Promise<string[]> {
  const deleted: string[] = [];
  const deleteContent = (key: string) => Promise.resolve(deleted.push(key)).then(() => {});
  await rig.sweep(rig.sweeper({ deleteContent }));
  return deleted.map((key) => key.replace(/^lexicons\/a\/(.*)\.json$/, '$1')).toSorted();
}

/** A job that names what a word's content says. */
function reading(...words: string[]) {
  const uses = words.map((word) => ({ name: `names@1`, ...content(word) }));
  return aRecord({ tenant: 'a', lexicons: uses.map(({ name, key, sha256 }) => ({ name, key, sha256 })) });
}

describe('a lexicon', () => {
  it('is there from its first version on, and gets another with every other content', async () => {
    expect(await lexicons.get('a', 'names')).toBeNull();
    expect(await put('one')).toMatchObject({ kind: 'created' });
    rig.nowMs += 5;
    const second = { ...content('two'), language: 'zh', description: 'People' } as const;
    await lexicons.reserve(second.key, rig.nowMs);
    expect(await lexicons.put('a', 'names', second, null)).toMatchObject({ kind: 'changed' });
    expect(await lexicons.get('a', 'names')).toEqual({
      id: 'names',
      createdAtMs: 10_000_000,
      versions: [
        { version: 2, ...second },
        { version: 1, ...content('one', 10_000_000) },
      ],
    });
  });

  it('stays as it is when it is told the same', async () => {
    await put('one');
    const again = { ...content('one'), key: 'lexicons/a/elsewhere.json' };
    await lexicons.reserve(again.key, rig.nowMs);
    const { versions } = await expectKind(lexicons.put('a', 'names', again, null), 'same');
    expect(versions.map(({ version, key }) => [version, key])).toEqual([[1, content('one').key]]);
  });

  it('answers a command that is sent twice the same twice', async () => {
    await put('one');
    expect(await lexicons.put('a', 'names', content('one'), 0)).toMatchObject({ kind: 'created' });
    await put('two');
    rig.nowMs += 1;
    expect(await lexicons.put('a', 'names', content('two'), 1)).toMatchObject({ kind: 'changed' });
    expect((await lexicons.get('a', 'names'))?.versions).toHaveLength(2);
  });

  it('is changed by one of two who saw the same version', async () => {
    await put('one');
    const outcomes = await Promise.all(['two', 'three'].map((word) => put(word, { expected: 1 })));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'refused']);
    expect((await lexicons.get('a', 'names'))?.versions).toHaveLength(2);
  });

  it('is told to each of many who change it at once as that one left it', async () => {
    await put('one');
    const words = ['two', 'three', 'four', 'five'];
    const outcomes = await Promise.all(words.map((word) => expectKind(put(word), 'changed')));
    expect(outcomes.map(({ versions }) => versions[0].sha256)).toEqual(words.map((word) => content(word).sha256));
  });

  it('is made by one of two who saw none', async () => {
    const outcomes = await Promise.all(['one', 'two'].map((word) => put(word, { expected: 0 })));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['created', 'refused']);
  });

  it('belongs to its tenant alone', async () => {
    await put('one');
    expect(await lexicons.get('b', 'names')).toBeNull();
    expect(await lexicons.delete('b', 'names', { expected: null, nowMs: rig.nowMs })).toBe('missing');
    expect((await lexicons.list('b', { limit: 10, cursor: null })).records).toEqual([]);
  });

  it('goes on counting where one of its name was deleted a while ago', async () => {
    await put('one');
    expect(await lexicons.delete('a', 'names', { expected: 2, nowMs: rig.nowMs })).toBe('refused');
    expect(await lexicons.delete('a', 'names', { expected: 1, nowMs: rig.nowMs })).toBe('deleted');
    expect(await lexicons.get('a', 'names')).toBeNull();
    expect(await lexicons.delete('a', 'names', { expected: null, nowMs: rig.nowMs })).toBe('missing');
    expect(await rig.client.pttl(rig.keys.lexicon('a', 'names'))).toBeGreaterThan(50_000);
    const { versions } = await expectKind(put('two', { expected: 0 }), 'created');
    expect(versions.map(({ version }) => version)).toEqual([2]);
    expect(await rig.client.pttl(rig.keys.lexicon('a', 'names'))).toBe(-1);
  });

  it('is refused where its tenant has as many as it may', async () => {
    const names = Array.from({ length: LEXICONS_MAX }, (_, nth) => ['0', `l${nth}`]).flat();
    await rig.client.zadd(rig.keys.lexiconNames('a'), ...names);
    expect(await put('one')).toEqual({ kind: 'full' });
    expect(await put('one', { tenant: 'b' })).toMatchObject({ kind: 'created' });
  });

  it.each(['Names', 'a b', '-a', '5.job_a'])('list begins at no place called %j', async (cursor) => {
    await expect(lexicons.list('a', { limit: 1, cursor })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('is listed once, page by page, by its name', async () => {
    for (const id of ['b', 'a-1', 'c', 'a']) await put(`in-${id}`, { id });
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await lexicons.list('a', { limit: 3, cursor });
      ids.push(...page.records.map(({ id }) => id));
      ({ cursor } = page);
    } while (cursor !== null);
    expect(ids).toEqual(['a', 'a-1', 'b', 'c']);
  });
});

describe('what a lexicon says', () => {
  it('is deleted where nobody came to name it, and not before', async () => {
    await lexicons.reserve(content('left').key, rig.nowMs);
    rig.nowMs += CONTENT_GRACE_MS - 1;
    expect(await swept()).toEqual([]);
    rig.nowMs += 1;
    expect(await swept()).toEqual(['left']);
    expect(await lexicons.put('a', 'names', content('left'), null)).toEqual({ kind: 'expired' });
    expect(await swept()).toEqual([]);
  });

  it('stays as long as one of the last versions says it', async () => {
    for (let nth = 1; nth <= LEXICON_VERSIONS_KEPT + 2; nth += 1) await put(`v${nth}`);
    const versions = (await lexicons.get('a', 'names'))?.versions ?? [];
    expect(versions.map(({ version }) => version)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    rig.nowMs += CONTENT_GRACE_MS;
    expect(await swept()).toEqual(['v1', 'v2']);
  });

  it('stays for a job that names it until the job is removed, whatever becomes of the lexicon', async () => {
    await put('one');
    const [job, other] = [reading('one', 'one'), reading('one')];
    for (const record of [job, other]) await rig.store.admit({ record, idempotency: null });
    await put('two');
    await lexicons.delete('a', 'names', { expected: null, nowMs: rig.nowMs });
    rig.nowMs += CONTENT_GRACE_MS;
    expect(await swept()).toEqual(['two']);
    for (const record of [job, other]) {
      const { fence } = await rig.started(record.id);
      await rig.store.finish(aFinish(record, fence, 'completed', rig.nowMs));
      rig.nowMs += 1_000_001;
      // The sweeper removes the job first, and then what only that one held.
      expect(await swept()).toEqual(record === other ? ['one'] : []);
    }
    expect(await rig.client.keys(`${rig.prefix}:contents*`)).toEqual([]);
  });

  it('is not held twice by a submission that is sent twice or replayed', async () => {
    await put('one');
    const record = reading('one');
    const idempotency = { key: 'k', fingerprint: 'f', ttlMs: 1000 };
    await rig.store.admit({ record, idempotency });
    await rig.store.admit({ record, idempotency });
    expect(await rig.store.admit({ record: reading('one'), idempotency })).toMatchObject({ kind: 'replayed' });
    expect(await rig.client.hgetall(`${rig.prefix}:contents-held`)).toEqual({ [content('one').key]: '2' });
  });

  it('comes back with the record of the job', async () => {
    await put('one');
    const record = reading('one');
    await rig.store.admit({ record, idempotency: null });
    expect((await rig.store.get(record.id))?.lexicons).toEqual(record.lexicons);
    expect((await rig.started(record.id)).record.lexicons).toEqual(record.lexicons);
  });

  it('may be named by a submission under way while the lexicon is deleted, and not once it is gone', async () => {
    await put('one');
    await lexicons.delete('a', 'names', { expected: null, nowMs: rig.nowMs });
    const late = reading('one');
    expect(await rig.store.admit({ record: late, idempotency: null })).toMatchObject({ kind: 'created' });
    const tooLate = reading('never');
    expect(await rig.store.admit({ record: tooLate, idempotency: null })).toEqual({ kind: 'lexicon_gone' });
    expect(await rig.store.get(tooLate.id)).toBeNull();
    rig.nowMs += CONTENT_GRACE_MS;
    expect(await swept()).toEqual([]);
  });

  it('is tried again where its object could not be deleted', async () => {
    await lexicons.reserve(content('stuck').key, 0);
    const deleteContent = vi.fn(() => Promise.reject(new Error('storage')));
    await rig.sweep(rig.sweeper({ deleteContent }));
    await rig.sweep(rig.sweeper({ deleteContent }));
    expect(deleteContent).toHaveBeenCalledTimes(1);
    rig.nowMs += 600_000;
    expect(await swept()).toEqual(['stuck']);
  });
});

async function expectKind(outcome: ReturnType<LexiconStore['put']>, kind: 'created' | 'changed' | 'same') {
  const made = await outcome;
  if (made.kind !== kind) throw new Error(`${made.kind} instead of ${kind}`);
  return made.record;
}
