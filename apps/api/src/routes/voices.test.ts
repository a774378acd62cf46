import { describe, expect, it } from 'vitest';
import { VoiceList } from '@lector/contract';
import { startRig } from '../test-rig/rig.js';

describe('GET /v1/voices', () => {
  it('list voices as the contract says, with one default', async () => {
    const { url } = await startRig();
    const { voices } = VoiceList.parse(await (await fetch(`${url}/v1/voices`)).json());
    expect(voices.filter((voice) => voice.default).map(({ id }) => id)).toEqual(['tone']);
  });

  it('names only languages a job may use, and no voice that has none of them', async () => {
    const { deps, url, post } = await startRig();
    const offered = deps.pack.model.voices.flatMap(({ languages }) => languages.map(({ language }) => language));
    expect(offered).toContain('ko');
    const { voices } = VoiceList.parse(await (await fetch(`${url}/v1/voices`)).json());
    expect(voices.map(({ id }) => id)).toEqual(['tone', 'english']);
    for (const { id, languages } of voices) {
      for (const { language } of languages) {
        const text = { zh: '你好', en: 'Hello', ja: 'こんにちは', yue: '', ko: '' }[language];
        expect((await post('/v1/jobs', { text, voice: id, language })).status).toBe(202);
      }
    }
  });
});
