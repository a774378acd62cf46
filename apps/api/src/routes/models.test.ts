import OpenAI, { NotFoundError } from 'openai';
import { describe, expect, it } from 'vitest';
import { SpeechVoiceList } from '@lector/contract';
import { voiceOfName } from '../speech/openai-names.js';
import { kokoroModel } from '../test-rig/kokoro.js';
import { startRig, type Rig } from '../test-rig/rig.js';

const openai = (rig: Rig) => new OpenAI({ baseURL: `${rig.url}/v1`, apiKey: 'any', maxRetries: 0 });

describe('GET /v1/models', () => {
  it('lists the pack and every name that stands for it', async () => {
    const rig = await startRig();
    const { data } = await openai(rig).models.list();
    expect(data.map(({ id }) => id)).toEqual(['tone', 'tts-1', 'tts-1-hd', 'gpt-4o-mini-tts', expect.any(String)]);
    for (const model of data) {
      expect(model).toMatchObject({ object: 'model', owned_by: 'lector' });
      expect(await openai(rig).models.retrieve(model.id)).toEqual(model);
    }
    const [pack] = data;
    expect(Math.abs((pack?.created ?? 0) - Date.now() / 1000)).toBeLessThan(60);
  });

  it('knows no other', async () => {
    const rig = await startRig();
    await expect(openai(rig).models.retrieve('whisper-1')).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('GET /v1/audio/voices', () => {
  it('lists the voices with the names of OpenAI’s that stand for them, each for one', async () => {
    const model = kokoroModel();
    const rig = await startRig({ model });
    const { voices } = SpeechVoiceList.parse(await openai(rig).get('/audio/voices'));
    expect(voices.map(({ id }) => id)).toEqual((await rig.client.voices.list()).map(({ id }) => id));
    const names = voices.flatMap(({ id, aliases }) => aliases.map((name) => [name, id] as const));
    // All of OpenAI's own list, and none twice.
    expect(names.map(([name]) => name).sort()).toEqual(
      'alloy ash ballad cedar coral echo fable marin nova onyx sage shimmer verse'.split(' '),
    );
    for (const [name, id] of names) expect(voiceOfName(name, model)).toBe(id);
    const gender = (name: string) => voices.find(({ aliases }) => aliases.includes(name))?.gender;
    expect([gender('nova'), gender('onyx')]).toEqual(['female', 'male']);
  });

  it('gives a pack without those presets no such names', async () => {
    const rig = await startRig();
    const { voices } = SpeechVoiceList.parse(await openai(rig).get('/audio/voices'));
    expect(voices.flatMap(({ aliases }) => aliases)).toEqual([]);
  });
});
