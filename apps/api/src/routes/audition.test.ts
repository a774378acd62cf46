import { describe, expect, it } from 'vitest';
import { AUDIO, problemOf, result, startRig, until } from '../test-rig/rig.js';

const ENTRIES = [{ graphemes: ['Qin'], alias: 'chin' }];

describe('POST /v1/lexicons:audition', () => {
  it('answers with the audio of a job that holds the entries', async () => {
    const rig = await startRig();
    await rig.client.lexicons.put('names', { entries: [{ graphemes: ['Nguyen'], alias: 'win' }] });
    const asked = rig.post('/v1/lexicons:audition', {
      text: 'Qin met Nguyen.',
      entries: ENTRIES,
      lexicons: ['names'],
      voice: 'english',
      emoji: 'name',
    });
    const id = await until(() => rig.queued[0]);
    const record = rig.store.record(id);
    expect(record).toMatchObject({ lane: 'interactive', request: { voice: 'english', format: 'wav', emoji: 'name' } });
    // What is tried comes first: it is to be heard in place of what a lexicon says.
    expect(record.lexicons?.map(({ name }) => name)).toEqual(['audition', 'names@1']);
    const [tried] = record.lexicons ?? [];
    expect(rig.lexicons.reserved).toContain(tried?.key);
    expect(JSON.parse(new TextDecoder().decode(rig.objects.get(tried?.key ?? '')))).toEqual({ entries: ENTRIES });
    rig.objects.set('k', AUDIO);
    rig.store.end(id, 'completed', { result: result('k') });
    const answer = await asked;
    expect([answer.headers.get('content-type'), answer.headers.get('x-job-id')]).toEqual(['audio/wav', id]);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(AUDIO);
    expect(await rig.client.lexicons.list()).toMatchObject({ lexicons: [{ id: 'names' }] });
  });

  it('cancels the job of a client that hangs up', async () => {
    const rig = await startRig();
    const leaving = new AbortController();
    const asked = rig.client.lexicons.audition({ text: 'Qin', entries: ENTRIES }, { signal: leaving.signal });
    asked.catch(() => undefined);
    const id = await until(() => rig.queued[0]);
    leaving.abort();
    await until(() => rig.store.record(id).status === 'cancelled');
  });

  it.each([
    [
      'a reading that is none',
      { entries: [{ graphemes: ['重庆'], phoneme: 'xx9', alphabet: 'x-pinyin' }] },
      'invalid_lexicon',
      '/entries/0/phoneme',
    ],
    [
      'more entries than one listens to',
      { entries: Array.from({ length: 101 }, () => ENTRIES[0]) },
      'invalid_request',
      '/entries',
    ],
    ['a voice that is none', { voice: 'nobody' }, 'unknown_voice', '/voice'],
    ['a text that is too long', { text: 'a'.repeat(4097) }, 'text_too_long', '/text'],
  ])('refuses %s', async (_what, body, code, pointer) => {
    const rig = await startRig();
    const problem = await problemOf(
      await rig.post('/v1/lexicons:audition', { text: 'Qin', entries: ENTRIES, ...body }),
    );
    expect([problem.code, problem.errors?.[0]?.pointer]).toEqual([code, pointer]);
  });
});
