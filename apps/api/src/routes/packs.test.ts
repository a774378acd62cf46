import { describe, expect, it } from 'vitest';
import { ModelList, SpeechVoiceList, unknownVoice, VoiceList } from '@lector/contract';
import type { EngineModel } from '@lector/engines';
import type { ServedPack } from '../served-packs.js';
import { backlogOf } from '../test-rig/backlog-of.js';
import { problemOf, startRig, until } from '../test-rig/rig.js';

/** Beside the rig's first pack, which is called `tone`: speaks Korean too, and times no more than sentences. */
const VOICES: EngineModel['voices'] = ['min', 'tone'].map((id) => ({
  id,
  name: id,
  gender: 'male',
  kind: 'preset',
  trainedOn: ['ko'],
  languages: [
    { language: 'ko', quality: 'native' },
    { language: 'en', quality: 'cross-lingual' },
  ],
}));
const MODEL: EngineModel = {
  revision: '1',
  sampleRate: 22_050,
  defaultVoice: 'min',
  voices: VOICES,
  voice: (asked) => {
    const voice = VOICES.find(({ id }) => id === (asked === 'default' ? 'min' : asked));
    if (voice === undefined) throw unknownVoice(asked, null);
    return voice;
  },
  speed: { min: 0.5, max: 2 },
  limit: { maxSize: 100, targetSize: 50, size: ({ spoken }) => spoken.length },
  encode: () => ({ family: 'other' }),
  expectedSeconds: () => 1,
  timings: { precision: 'estimated', finest: 'sentence' },
  wordTimes: () => ({ precision: 'estimated', spans: [] }),
};
const OTHER: ServedPack = { name: 'other', model: MODEL, languages: ['ko', 'en'] };

const rig = (options: Parameters<typeof startRig>[0] = {}) => startRig({ otherPacks: [OTHER], ...options });

describe('a deployment with several packs', () => {
  it('gives a job to the pack it names, or to the first, and notes which with the voice it means', async () => {
    const { client, store } = await rig();
    const plain = store.record((await client.jobs.create({ text: 'Hello' })).id);
    const other = store.record((await client.jobs.create({ text: '안녕하세요', pack: 'other' })).id);
    expect([plain.pack, plain.request.pack, plain.request.voice]).toEqual(['tone', 'tone', 'tone']);
    expect([other.pack, other.request.pack, other.request.voice]).toEqual(['other', 'other', 'min']);
  });

  it('refuses a pack it does not serve, with those it does', async () => {
    const { post } = await rig();
    for (const [path, body, pointer] of [
      ['/v1/jobs', { text: 'Hello', pack: 'third' }, '/pack'],
      ['/tts', { text: 'Hello', pack: 'third' }, '/pack'],
      ['/v1/text/explain', { text: 'Hello', pack: 'third' }, '/pack'],
      ['/v1/audio/speech', { model: 'third', input: 'Hello', voice: 'default' }, '/model'],
    ] as const) {
      const problem = await problemOf(await post(path, body));
      expect(problem).toMatchObject({ status: 422, code: 'unknown_pack', errors: [{ pointer }] });
      expect(problem.detail).toContain('available=tone, other');
    }
  });

  it('refuses a voice of another pack, and says whose it is', async () => {
    const { post } = await rig();
    const problem = await problemOf(await post('/v1/jobs', { text: 'Hello', voice: 'min' }));
    expect(problem).toMatchObject({ status: 422, code: 'unknown_voice', errors: [{ pointer: '/voice' }] });
    expect(problem.detail).toContain('a voice of the pack other');
    const nobody = await problemOf(await post('/v1/jobs', { text: 'Hello', voice: 'nobody' }));
    expect(nobody.detail).not.toContain('of the pack');
  });

  it('judges languages and timings by the pack that is asked', async () => {
    const { post } = await rig({ model: { ...MODEL, timings: { precision: 'exact', finest: 'word' } } });
    const korean = { text: '안녕하세요', voice: 'min', language: 'ko' };
    expect((await problemOf(await post('/v1/jobs', korean))).code).toBe('language_unavailable');
    expect((await post('/v1/jobs', { ...korean, pack: 'other' })).status).toBe(202);
    const words = { text: 'Hello', voice: 'min', timings: 'word' };
    expect((await post('/v1/jobs', words)).status).toBe(202);
    const refused = await problemOf(await post('/v1/jobs', { ...words, pack: 'other' }));
    expect(refused).toMatchObject({ status: 422, code: 'timings_unavailable', errors: [{ pointer: '/timings' }] });
  });

  it('estimates by the load and the speed of the pack, and takes a job whose pack has nobody yet', async () => {
    const { client } = await rig({
      load: {
        backlog: (pack) => Promise.resolve(backlogOf(0, pack === 'tone' ? 95 : 0)),
        charactersPerSecond: (pack) => Promise.resolve(pack === 'tone' ? 10 : null),
      },
    });
    expect((await client.jobs.create({ text: 'Hello' })).eta_seconds).toBe(10);
    expect((await client.jobs.create({ text: 'Hello', pack: 'other' })).eta_seconds).toBeNull();
  });

  it('repeats a job with the pack it had, whichever is the first by then', async () => {
    const { client, store } = await rig();
    const { id } = await client.jobs.create({ text: 'Hello', pack: 'other' });
    store.run(id);
    store.end(id, 'failed');
    expect(store.record((await client.jobs.retry(id)).id).pack).toBe('other');
  });

  it('lists the voices of all packs, each with its own, and samples of equal names apart', async () => {
    const { url, client } = await rig();
    const { voices } = VoiceList.parse(await (await fetch(`${url}/v1/voices`)).json());
    expect(voices.map(({ pack, id }) => `${pack}/${id}`)).toEqual([
      'tone/tone',
      'tone/english',
      'other/min',
      'other/tone',
    ]);
    expect(voices.filter((voice) => voice.default).map(({ pack, id }) => `${pack}/${id}`)).toEqual([
      'tone/tone',
      'other/min',
    ]);
    expect(voices.map(({ links }) => links.sample)).toEqual([
      '/v1/voices/tone/sample',
      '/v1/voices/english/sample',
      '/v1/voices/min/sample?pack=other',
      '/v1/voices/tone/sample?pack=other',
    ]);
    expect((await client.voices.list({ pack: 'other' })).map(({ id }) => id)).toEqual(['min', 'tone']);
    await expect(client.voices.list({ pack: 'third' })).rejects.toMatchObject({ code: 'unknown_pack' });
  });

  it('keeps samples of equal names apart, by their pack', async () => {
    const { objects, client } = await rig();
    objects.set('samples/tone/tone-en', Uint8Array.of(1));
    objects.set('samples/other/tone-en', Uint8Array.of(2));
    expect(await client.voices.sample('tone', { language: 'en' })).toEqual(Uint8Array.of(1));
    expect(await client.voices.sample('tone', { language: 'en', pack: 'other' })).toEqual(Uint8Array.of(2));
  });

  it('answers OpenAI’s clients by pack, and takes OpenAI’s models for the first', async () => {
    const { url } = await rig();
    const { data } = ModelList.parse(await (await fetch(`${url}/v1/models`)).json());
    expect(data.slice(0, 3).map(({ id, alias_of: alias }) => [id, alias])).toEqual([
      ['tone', undefined],
      ['other', undefined],
      ['tts-1', 'tone'],
    ]);
    const { voices } = SpeechVoiceList.parse(await (await fetch(`${url}/v1/audio/voices`)).json());
    expect(voices.map(({ id, model }) => `${model}/${id}`)).toContain('other/min');
  });

  it('speaks OpenAI’s call by the pack that `model` names, in its own voice', async () => {
    const { store, client } = await rig();
    const left = new AbortController();
    // Nobody renders here: how the call ends is not asked.
    const speech = client
      .speech({ model: 'other', input: 'Hello', voice: 'default' }, { signal: left.signal })
      .catch(() => undefined);
    const record = await until(() => [...store.records.values()][0]);
    left.abort();
    await speech;
    expect([record.pack, record.request.voice]).toEqual(['other', 'min']);
  });

  it('is ready when the first pack is held, and says who holds the others', async () => {
    const workers = (held: Readonly<Record<string, number>>) => ({
      probes: { workers: (pack: string) => Promise.resolve(held[pack] ?? 0) },
    });
    expect(await (await rig(workers({ tone: 2 }))).client.ready()).toEqual({
      status: 'ready',
      pack: 'tone',
      workers: 2,
      packs: [
        { name: 'tone', workers: 2 },
        { name: 'other', workers: 0 },
      ],
    });
    await expect((await rig(workers({ other: 1 }))).client.ready()).rejects.toMatchObject({ code: 'not_ready' });
  });

  it('explains a text as the pack that is named will have it', async () => {
    const { client, planned } = await rig();
    await client.explain({ text: 'Hello' });
    await client.explain({ text: 'Hello', pack: 'other' });
    expect(planned.map(({ pack }) => pack)).toEqual(['tone', 'other']);
  });
});
