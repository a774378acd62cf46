import { describe, expect, it } from 'vitest';
import { type Voice, VoiceList } from '@lector/contract';
import { kokoroModel } from '../test-rig/kokoro.js';
import { problemOf, startRig } from '../test-rig/rig.js';

const list = async (url: string, query = ''): Promise<readonly Voice[]> =>
  VoiceList.parse(await (await fetch(`${url}/v1/voices${query}`)).json()).voices;

describe('GET /v1/voices', () => {
  it('list voices as the contract says, with one default', async () => {
    const { url } = await startRig();
    expect((await list(url)).filter((voice) => voice.default).map(({ id }) => id)).toEqual(['tone']);
  });

  it('names only languages a job may use, and no voice that has none of them', async () => {
    const { deps, url, post } = await startRig();
    const offered = deps.packs[0].model.voices.flatMap(({ languages }) => languages.map(({ language }) => language));
    expect(offered).toContain('ko');
    const voices = await list(url);
    expect(voices.map(({ id }) => id)).toEqual(['tone', 'english']);
    for (const { id, languages } of voices) {
      for (const { language } of languages) {
        const text = { zh: '你好', en: 'Hello', ja: 'こんにちは', yue: '', ko: '' }[language];
        expect((await post('/v1/jobs', { text, voice: id, language })).status).toBe(202);
      }
    }
  });

  it('lists the presets of Kokoro and its 54 styles, with what each was trained on', async () => {
    const { url } = await startRig({ model: kokoroModel() });
    const voices = await list(url);
    expect(voices.map(({ kind }) => kind)).toEqual([...Array(5).fill('preset'), ...Array(54).fill('style')]);
    expect(voices.find(({ id }) => id === 'em_alex')).toEqual({
      id: 'em_alex',
      name: 'Alex',
      gender: 'male',
      kind: 'style',
      languages: ['zh', 'en', 'ja'].map((language) => ({ language, quality: 'cross-lingual' })),
      trained_on: ['es'],
      pack: 'tone',
      default: false,
      links: { sample: '/v1/voices/em_alex/sample' },
    });
  });

  it('filters by language, gender and kind', async () => {
    const { url, client } = await startRig({ model: kokoroModel() });
    const males = await list(url, '?gender=male&kind=preset');
    expect(males.map(({ id }) => id)).toEqual(['theo', 'hugo']);
    expect(await client.voices.list({ gender: 'male', kind: 'preset' })).toEqual(males);
    expect(await list(url, '?language=ja')).toHaveLength(59);
    expect(await list((await startRig()).url, '?language=ja')).toHaveLength(1);
    // A language nothing here can read is a fair question with an empty answer.
    expect(await list((await startRig()).url, '?language=ko')).toEqual([]);
  });

  it.each(['?language=xx', '?gender=other', '?kind=blend', '?colour=red'])('refuses %s', async (query) => {
    const { url } = await startRig();
    const problem = await problemOf(await fetch(`${url}/v1/voices${query}`));
    expect([problem.status, problem.code]).toEqual([400, 'invalid_request']);
  });
});

describe('a blend as the voice of a job', () => {
  it('is kept as it was asked for, with `default` pinned', async () => {
    const { post, store } = await startRig({ model: kokoroModel() });
    const submit = async (voice: string) => {
      const response = await post('/v1/jobs', { text: 'Hello', voice });
      expect(response.status).toBe(202);
      const { id } = (await response.json()) as { id: string };
      return store.record(id).request.voice;
    };
    expect(await submit('bm_george(2)+af_heart(2)')).toBe('bm_george(2)+af_heart(2)');
    expect(await submit('default+af_heart')).toBe('lena+af_heart');
  });

  it.each([
    ['af_heart+af_nobody', 'unknown_voice', 'voice=af_nobody, part=2'],
    ['af_heart+', 'invalid_voice_blend', 'part=2'],
    ['af_heart(0)+lena', 'invalid_voice_blend', 'part=1, voice=af_heart'],
  ])('%s is refused as %s, naming the part', async (voice, code, place) => {
    const { post } = await startRig({ model: kokoroModel() });
    const problem = await problemOf(await post('/v1/jobs', { text: 'Hello', voice }));
    expect([problem.status, problem.code, problem.errors?.[0]?.pointer]).toEqual([422, code, '/voice']);
    expect(problem.errors?.[0]?.detail).toContain(place);
  });

  it('is taken by /tts as well', async () => {
    const { post } = await startRig({ model: kokoroModel() });
    const problem = await problemOf(await post('/tts', { text: 'Hello', speaker: 'af_heart(200)' }));
    expect(problem.code).toBe('invalid_voice_blend');
  });
});
