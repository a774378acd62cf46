import { fileURLToPath } from 'node:url';
import { loadManifest, preparePack, pullPack, type PreparedPack } from '@lector/packs';
import { machineDirs } from '@lector/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine, EngineModel, Rendered, Speech } from '../engine.js';
import { engineModel, loadEngine } from '../registry.js';

/** The real pack, fetched once into the folder every other run uses. */
const { modelDir } = machineDirs();
const manifestsDir = fileURLToPath(new URL('../../../../models/manifests', import.meta.url));

const HELLO = { language: 'en', spoken: 'Hello', ipa: 'həlˈoʊ,' } as const;
const WEATHER = {
  language: 'zh',
  spoken: '今天天气真不错！',
  ipa: 'tɕin˥tʰjɛn˥ tʰjɛn˥tɕʰi˥˩ ʈʂən˥ pu˧˥tsʰwo˥˩!',
} as const;
const KONNICHIWA = { language: 'ja', spoken: 'こんにちは！', ipa: 'koɲɲitɕiβa!' } as const;

let pack: PreparedPack;
let model: EngineModel;
let engine: Engine;

beforeAll(async () => {
  const manifest = await loadManifest('kokoro-82m', manifestsDir);
  await pullPack(manifest, { modelDir });
  pack = await preparePack(manifest, { modelDir });
  model = engineModel(manifest);
  engine = await loadEngine(pack, { intraOp: 1, cpus: null });
});

afterAll(async () => {
  await engine.dispose();
});

async function render(spans: Speech['spans'], options: { voice?: string; speed?: number } = {}) {
  const speech = { spans, voice: options.voice ?? 'default', speed: options.speed ?? 1, seed: 0 };
  const utterance = model.encode(speech);
  const slot = engine.open(utterance);
  const [result] = await engine.step([slot]);
  engine.close(slot);
  if (result?.kind !== 'done') throw new Error('Kokoro finishes in one step');
  return { rendered: result.rendered, utterance };
}

const seconds = ({ pcm }: Rendered) => pcm.length / engine.sampleRate;
const loudness = ({ pcm }: Rendered) => Math.sqrt(pcm.reduce((sum, sample) => sum + sample * sample, 0) / pcm.length);

describe('Kokoro on the real pack', () => {
  test.each([
    ['English', [HELLO]],
    ['Chinese', [WEATHER]],
    ['Japanese', [KONNICHIWA]],
    ['all three in one sentence', [HELLO, WEATHER, KONNICHIWA]],
  ])('speaks %s, with durations that add up to the audio sample by sample', async (_, spans) => {
    const { rendered, utterance } = await render(spans);
    const tokens = utterance['tokens'] as readonly number[];
    const frames = (rendered.durations ?? []).reduce((sum, count) => sum + count, 0);
    expect(rendered.durations).toHaveLength(tokens.length + 2);
    expect(frames * (rendered.samplesPerFrame ?? 0)).toBe(rendered.pcm.length);
    // 0.053 to 0.137 was measured over 195 utterances; noise or silence lies far outside.
    expect(loudness(rendered)).toBeGreaterThan(0.04);
    expect(loudness(rendered)).toBeLessThan(0.2);
  });

  test('gives the same samples for the same input', async () => {
    const first = await render([WEATHER]);
    const second = await render([WEATHER]);
    expect(Buffer.from(second.rendered.pcm.buffer).equals(Buffer.from(first.rendered.pcm.buffer))).toBe(true);
  });

  test('speaks every voice of the pack, each with a sound of its own', async () => {
    const heard = new Set<number>();
    for (const { id } of model.voices) {
      const { rendered } = await render([KONNICHIWA], { voice: id });
      expect(loudness(rendered), id).toBeGreaterThan(0.04);
      heard.add(loudness(rendered));
    }
    expect(heard.size).toBe(model.voices.length);
  });

  test.each([0.25, 0.5, 2, 4])('is about as long as expected at speed %d', async (speed) => {
    const { rendered, utterance } = await render([HELLO, WEATHER], { speed });
    const ratio = seconds(rendered) / model.expectedSeconds(utterance);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.7);
  });

  test('takes the longest utterance there can be', async () => {
    const long = { language: 'en', spoken: '', ipa: 'a'.repeat(510) } as const;
    const { rendered, utterance } = await render([long], { speed: 4 });
    expect(utterance['tokens']).toHaveLength(510);
    expect(rendered.durations).toHaveLength(512);
  });
});
