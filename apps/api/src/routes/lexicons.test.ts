import { describe, expect, it } from 'vitest';
import {
  LectorError,
  LEXICON_MAX_BYTES,
  LexiconDocument,
  LexiconList,
  LexiconView,
  lexiconTag,
  PLS_CONTENT_TYPE,
} from '@lector/contract';
import { problemOf, startRig, type Rig } from '../test-rig/rig.js';

const says = (word: string, alias: string) => ({ entries: [{ graphemes: [word], alias }] });

function put(rig: Rig, id: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${rig.url}/v1/lexicons/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
const get = (rig: Rig, id: string, headers: Record<string, string> = {}) =>
  fetch(`${rig.url}/v1/lexicons/${id}`, { headers });

async function refused(answer: Promise<Response>) {
  const { status, code, errors = [] } = await problemOf(await answer);
  return [status, code, ...errors.map(({ pointer }) => pointer)];
}

describe('PUT /v1/lexicons/{id}', () => {
  it('makes a lexicon, and its next version where it says something else', async () => {
    const rig = await startRig();
    const first = await put(rig, 'names', { language: 'en', description: 'People', ...says('Qin', 'chin') });
    expect(first.status).toBe(201);
    const view = LexiconView.parse(await first.json());
    expect(view).toMatchObject({ id: 'names', version: 1, entries_count: 1, language: 'en', description: 'People' });
    expect(first.headers.get('etag')).toBe(lexiconTag(view));

    const same = await put(rig, 'names', { ...says('Qin', 'chin'), description: 'People', language: 'en' });
    expect([same.status, await same.json()]).toEqual([200, view]);

    const second = await put(rig, 'names', says('Qin', 'chinn'));
    expect(second.status).toBe(200);
    expect(LexiconView.parse(await second.json())).toMatchObject({ version: 2, created_at: view.created_at });
    expect(second.headers.get('etag')).not.toBe(first.headers.get('etag'));
  });

  it('stores what it says before a record names it, under a name that was reserved', async () => {
    const rig = await startRig();
    await put(rig, 'names', says('Qin', 'chin'));
    const [key = ''] = rig.lexicons.reserved;
    expect([...rig.objects.keys()]).toEqual([key]);
    expect(rig.lexicons.records.get('default/names')?.versions[0].key).toBe(key);
  });

  it('changes the version its condition names, and no other', async () => {
    const rig = await startRig();
    expect(await refused(put(rig, 'names', says('a', 'b'), { 'if-match': '"1-0"' }))).toEqual([412, 'lexicon_changed']);
    const first = (await put(rig, 'names', says('a', 'b'), { 'if-none-match': '*' })).headers.get('etag') ?? '';
    expect(await refused(put(rig, 'names', says('a', 'c'), { 'if-none-match': '*' }))).toEqual([
      412,
      'lexicon_changed',
    ]);
    expect((await put(rig, 'names', says('a', 'c'), { 'if-match': first })).status).toBe(200);
    expect(await refused(put(rig, 'names', says('a', 'd'), { 'if-match': first }))).toEqual([412, 'lexicon_changed']);
    // What it would change it to holds already: the condition is refused all the same.
    expect(await refused(put(rig, 'names', says('a', 'c'), { 'if-match': first }))).toEqual([412, 'lexicon_changed']);
    expect((await put(rig, 'names', says('a', 'e'), { 'if-match': '*' })).status).toBe(200);
  });

  it.each([
    ['no entries', { entries: [] }, 400, 'invalid_request', ['/entries']],
    ['no reading', { entries: [{ graphemes: ['a'] }] }, 400, 'invalid_request', ['/entries/0/phoneme']],
    [
      'two readings',
      { entries: [{ graphemes: ['a'], alias: 'b', phoneme: 'a', alphabet: 'ipa' }] },
      400,
      'invalid_request',
      ['/entries/0/phoneme'],
    ],
    [
      'a reading in no notation',
      { entries: [{ graphemes: ['a'], phoneme: 'a' }] },
      400,
      'invalid_request',
      ['/entries/0/alphabet'],
    ],
    ['a word with space around it', says(' a', 'b'), 400, 'invalid_request', ['/entries/0/graphemes/0']],
    ['a field nobody knows', { ...says('a', 'b'), colour: 'red' }, 400, 'invalid_request', ['/colour']],
    [
      'a reading that is none',
      { entries: [{ graphemes: ['重庆'], phoneme: 'xx9', alphabet: 'x-pinyin' }] },
      422,
      'invalid_lexicon',
      ['/entries/0/phoneme'],
    ],
    ['no JSON', '{', 400, 'malformed_json', []],
  ])('refuses %s', async (_what, body, status, code, pointers) => {
    const rig = await startRig();
    expect(await refused(put(rig, 'names', body))).toEqual([status, code, ...pointers]);
    expect([...rig.objects]).toEqual([]);
  });

  it('takes the largest lexicon there may be, and no larger body', async () => {
    const rig = await startRig();
    const entries = Array.from({ length: 10_000 }, (_, nth) => ({
      graphemes: [`word${nth}`, `Word-${nth}`],
      phoneme: 'chóng qìng',
      alphabet: 'x-pinyin',
      case: 'exact',
    }));
    expect((await put(rig, 'names', { entries })).status).toBe(201);
    expect(await refused(put(rig, 'names', { entries: [...entries, entries[0]] }))).toEqual([
      400,
      'invalid_request',
      '/entries',
    ]);
    expect(await refused(put(rig, 'names', ' '.repeat(LEXICON_MAX_BYTES + 1)))).toEqual([413, 'body_too_large']);
  });

  it.each(['Names', 'a%20b', '-a', 'a'.repeat(65), 'names@1'])('refuses the name %s', async (id) => {
    const rig = await startRig();
    expect(await refused(put(rig, id, says('a', 'b')))).toEqual([400, 'invalid_request']);
    expect(await refused(get(rig, id))).toEqual([404, 'not_found']);
  });

  it('reads PLS, and no other kind of body', async () => {
    const rig = await startRig();
    const pls =
      '<lexicon version="1.0" alphabet="ipa" xml:lang="en" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">' +
      '<lexeme><grapheme>Qin</grapheme><alias>chin</alias></lexeme></lexicon>';
    expect((await put(rig, 'names', pls, { 'content-type': `${PLS_CONTENT_TYPE}; charset=utf-8` })).status).toBe(201);
    const { entries } = LexiconDocument.parse(await (await get(rig, 'names')).json());
    expect(entries).toMatchObject([{ graphemes: ['Qin'], alias: 'chin' }]);
    const back = await get(rig, 'names', { accept: PLS_CONTENT_TYPE });
    expect(back.headers.get('content-type')).toContain(PLS_CONTENT_TYPE);
    expect(await back.text()).toContain('<alias>chin</alias>');
    expect(await refused(put(rig, 'names', '<lexicon', { 'content-type': PLS_CONTENT_TYPE }))).toEqual([
      422,
      'invalid_lexicon',
      '',
    ]);
    expect(await refused(put(rig, 'names', pls, { 'content-type': 'application/xml' }))).toEqual([
      415,
      'unsupported_media_type',
    ]);
  });

  it('leaves nothing half where Redis or the object store is away', async () => {
    const rig = await startRig();
    await put(rig, 'names', says('a', 'b'));
    rig.deps.objects.put = () => Promise.reject(new LectorError('storage_unavailable', 'away'));
    expect(await refused(put(rig, 'names', says('a', 'c')))).toEqual([503, 'storage_unavailable']);
    rig.lexicons.down = true;
    expect(await refused(put(rig, 'names', says('a', 'c')))).toEqual([503, 'queue_unavailable']);
    rig.lexicons.down = false;
    expect(LexiconDocument.parse(await (await get(rig, 'names')).json())).toMatchObject({
      version: 1,
      ...says('a', 'b'),
    });
  });
});

describe('GET and DELETE /v1/lexicons', () => {
  it('show any version that is kept, once', async () => {
    const rig = await startRig();
    for (const alias of ['b', 'c']) await put(rig, 'names', says('a', alias));
    expect(LexiconDocument.parse(await (await get(rig, 'names?version=1')).json())).toMatchObject(says('a', 'b'));
    const now = await get(rig, 'names');
    expect(LexiconDocument.parse(await now.json())).toMatchObject({ version: 2, ...says('a', 'c') });
    const tag = now.headers.get('etag') ?? '';
    expect((await get(rig, 'names', { 'if-none-match': tag })).status).toBe(304);
    expect(await refused(get(rig, 'names?version=3'))).toEqual([404, 'not_found']);
    expect(await refused(get(rig, 'names?version=0'))).toEqual([400, 'invalid_request', '/version']);
  });

  it('list them page by page', async () => {
    const rig = await startRig();
    for (const id of ['c', 'a', 'b']) await put(rig, id, says('a', 'b'));
    const page = LexiconList.parse(await (await fetch(`${rig.url}/v1/lexicons?limit=2`)).json());
    expect(page.lexicons.map(({ id }) => id)).toEqual(['a', 'b']);
    const rest = await fetch(`${rig.url}/v1/lexicons?cursor=${page.next_cursor}`);
    expect(LexiconList.parse(await rest.json())).toMatchObject({ lexicons: [{ id: 'c' }], next_cursor: null });
  });

  it('delete one once, and only the version a condition names', async () => {
    const rig = await startRig();
    const remove = (headers: Record<string, string> = {}) =>
      fetch(`${rig.url}/v1/lexicons/names`, { method: 'DELETE', headers });
    const tag = (await put(rig, 'names', says('a', 'b'))).headers.get('etag') ?? '';
    await put(rig, 'names', says('a', 'c'));
    expect(await refused(remove({ 'if-match': tag }))).toEqual([412, 'lexicon_changed']);
    expect((await remove()).status).toBe(204);
    expect(await refused(remove())).toEqual([404, 'not_found']);
    expect(await refused(get(rig, 'names'))).toEqual([404, 'not_found']);
  });

  it('know nothing of the lexicons of others', async () => {
    const keys = [
      { name: 'alice', key: 'alice-key-of-the-test' },
      { name: 'bob', key: 'bob-key-of-the-test-' },
    ];
    const rig = await startRig({ settings: { auth: { kind: 'keys', keys } } });
    const [alice, bob] = [{ 'x-api-key': keys[0]?.key ?? '' }, { 'x-api-key': keys[1]?.key ?? '' }];
    await put(rig, 'names', says('a', 'b'), alice);
    expect(await refused(get(rig, 'names', bob))).toEqual([404, 'not_found']);
    const body = { text: 'Hello', lexicons: ['names'] };
    expect(await refused(rig.post('/v1/jobs', body, bob))).toEqual([422, 'unknown_lexicon', '/lexicons/0']);
    expect((await rig.post('/v1/jobs', body, alice)).status).toBe(202);
  });
});
