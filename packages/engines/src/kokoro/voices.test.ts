import { readFileSync } from 'node:fs';
import { parseManifest } from '@lector/packs';
import { describe, expect, test } from 'vitest';
import type { Utterance } from '../engine.js';
import { kokoroModel } from './model.js';
import { kokoroVoices, styleNames } from './voices.js';

const file = new URL('../../../../models/manifests/kokoro-82m.json', import.meta.url);
const manifest = parseManifest(readFileSync(file, 'utf8'), 'kokoro-82m');
const voices = kokoroVoices(manifest);
const styles = voices.filter(({ kind }) => kind === 'style');
const model = kokoroModel(manifest);

const HELLO = [{ language: 'en', spoken: '', ipa: 'həlˈoʊ' }] as const;
const styleOf = (voice: string): Utterance['style'] =>
  model.encode({ spans: HELLO, voice, speed: 1, seed: 0 })['style'];

describe('the voices of Kokoro', () => {
  test('are the presets and all 54 styles, each under an id of its own', () => {
    expect(styles).toHaveLength(54);
    expect(voices.slice(0, manifest.voices.length).every(({ kind }) => kind === 'preset')).toBe(true);
    expect(new Set(voices.map(({ id }) => id)).size).toBe(voices.length);
  });

  test('need no style the pack has no file of, and leave none out', () => {
    const paths = manifest.files.map(({ path }) => path).filter((path) => path.startsWith('voices/'));
    expect([...styleNames(voices)].map((name) => `voices/${name}.bin`).sort()).toEqual(paths.sort());
  });

  test.each([
    ['af_heart', 'Heart', 'female', ['en-US'], ['en']],
    ['bm_george', 'George', 'male', ['en-GB'], ['en']],
    ['zf_xiaobei', 'Xiaobei', 'female', ['zh'], ['zh']],
    ['jf_alpha', 'Alpha', 'female', ['ja'], ['ja']],
    ['em_alex', 'Alex', 'male', ['es'], []],
    ['ff_siwis', 'Siwis', 'female', ['fr'], []],
    ['hm_psi', 'Psi', 'male', ['hi'], []],
    ['if_sara', 'Sara', 'female', ['it'], []],
    ['pm_santa', 'Santa', 'male', ['pt-BR'], []],
  ])('%s is %s, %s, trained on %j and native in %j alone', (id, name, gender, trainedOn, nativeIn) => {
    const voice = model.voices.find((candidate) => candidate.id === id);
    expect(voice).toMatchObject({ name, gender, kind: 'style', trainedOn });
    const native = voice?.languages.filter(({ quality }) => quality === 'native').map(({ language }) => language);
    expect(native).toEqual(nativeIn);
    expect(voice?.languages.map(({ language }) => language)).toEqual(['zh', 'en', 'ja', 'yue', 'ko']);
  });

  test('blend to one utterance for one blend, however it is written', () => {
    expect(styleOf('af_heart(2)+bf_emma(1)')).toEqual([
      ['af_heart', 0.6667],
      ['bf_emma', 0.3333],
    ]);
    expect(styleOf('bf_emma(0.5)+af_heart')).toEqual(styleOf('af_heart(2)+bf_emma(1)'));
    expect(styleOf('af_heart(2)+bf_emma(2)')).toEqual(styleOf('af_heart+bf_emma'));
  });

  test('blend presets and styles: a preset brings the style of the language spoken', () => {
    expect(styleOf('mira+bf_emma')).toEqual(styleOf('af_heart+bf_emma'));
  });

  test.each([
    ['af_heart+bf_emma', 'native'],
    ['af_heart+zf_xiaobei', 'cross-lingual'],
  ])('%s is %s in English', (asked, quality) => {
    expect(model.voice(asked).languages).toContainEqual({ language: 'en', quality });
  });
});

describe('the speed of Kokoro', () => {
  const speedOf = (speed: number) => model.encode({ spans: HELLO, voice: 'default', speed, seed: 0 })['speed'];

  test('is the one asked for where the model reaches it, else the nearest', () => {
    expect([0.25, 0.5, 1, 1.25, 4].map(speedOf)).toEqual([0.5, 0.5, 1, 1.25, model.speed.max]);
  });
});
