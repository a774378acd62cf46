import { fileURLToPath } from 'node:url';
import { loadManifest, preparePack, pullPack, type PreparedPack } from '@lector/packs';
import { machineDirs } from '@lector/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findSilences } from '../../../audio/src/timings/silences.js';
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

  test('speaks every preset, raw styles in languages of their own and not, and blends, each with a sound of its own', async () => {
    const presets = model.voices.filter(({ kind }) => kind === 'preset').map(({ id }) => id);
    const asked = [
      ...presets,
      'jf_tebukuro',
      'zf_xiaoni',
      'em_alex',
      'jf_tebukuro(2)+em_alex',
      'jf_tebukuro+em_alex(2)',
    ];
    const heard = new Set<number>();
    for (const voice of asked) {
      const { rendered } = await render([KONNICHIWA], { voice });
      expect(loudness(rendered), voice).toBeGreaterThan(0.04);
      expect(loudness(rendered), voice).toBeLessThan(0.2);
      heard.add(loudness(rendered));
    }
    expect(heard.size).toBe(asked.length);
  });

  test('speaks a blend that is written in another way with the same samples', async () => {
    const [first, second] = [
      await render([HELLO], { voice: 'af_heart(2)+bm_george(1)' }),
      await render([HELLO], { voice: 'bm_george(0.5) + af_heart' }),
    ];
    expect(second.utterance).toEqual(first.utterance);
    expect(second.rendered.pcm).toEqual(first.rendered.pcm);
  });

  test('speaks in a style of every variety it was trained on, neither silent nor shouting', async () => {
    const varieties = new Map(
      model.voices.flatMap(({ id, kind, trainedOn }) => (kind === 'style' ? [[trainedOn.join(), id] as const] : [])),
    );
    expect(varieties.size).toBe(9);
    for (const id of varieties.values()) {
      const { rendered } = await render([HELLO], { voice: id });
      expect(loudness(rendered), id).toBeGreaterThan(0.02);
      expect(loudness(rendered), id).toBeLessThan(0.25);
    }
  });

  test('keeps to the ends of the range it declares for its speed', async () => {
    const seconds1 = seconds((await render([WEATHER])).rendered);
    const { min, max } = model.speed;
    const slow = seconds((await render([WEATHER], { speed: min })).rendered);
    const fast = seconds((await render([WEATHER], { speed: max })).rendered);
    expect(slow / seconds1).toBeGreaterThan(0.93 / min);
    expect(slow / seconds1).toBeLessThan(1.07 / min);
    expect(fast / seconds1).toBeGreaterThan(0.87 / max);
    expect(fast / seconds1).toBeLessThan(1.13 / max);
  });

  test.each([0.25, 0.5, 2, 4])('is about as long as expected at speed %d', async (speed) => {
    const { rendered, utterance } = await render([HELLO, WEATHER], { speed });
    const ratio = seconds(rendered) / model.expectedSeconds(utterance);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.7);
  });

  const CLAUSES = { language: 'en', spoken: '', ipa: 'wi bˈɔt fɹˈɛʃ bɹˈɛd, tʃˈiz, ænd ˈæpᵊlz.' } as const;
  const QUIET = { language: 'ja', spoken: '', ipa: 'kotoba o manabitai naɾa, mainitɕi ɾenɕɨː ɕite kɯdasai.' } as const;
  const HAN = { language: 'zh', spoken: '', ipa: 'tsau˨˩˦ʂaŋ˥˩ tɕjou˨˩˦tjɛn˨˩˦ kʰai˥mən˧˥, kwan˥mən˧˥.' } as const;

  test.each([
    ['English', [CLAUSES]],
    ['Japanese', [QUIET]],
    ['Chinese', [HAN]],
    ['two languages', [HELLO, HAN]],
  ])('times the words of %s: in order, from the first sound to the last, pauses left out', async (_, spans) => {
    const { rendered } = await render(spans);
    const { durations, samplesPerFrame, pcm } = rendered;
    const words = spans.map(({ ipa }) =>
      [...ipa.matchAll(/[^\s,.!]+/gu)].map(({ 0: word, index }) => ({ ipaStart: index, ipaEnd: index + word.length })),
    );
    const s16 = Int16Array.from(pcm, (sample) => Math.round(sample * 32_767));
    const silences = findSilences(new Uint8Array(s16.buffer), engine.sampleRate);
    const audio = { durations, samplesPerFrame, sampleRate: engine.sampleRate, seconds: seconds(rendered), silences };
    const speech = { spans, voice: 'default', speed: 1, seed: 0 };
    const times = model.wordTimes(speech, words, audio);
    expect(times.precision).toBe('exact');
    const flat = times.spans.flat();
    expect(flat).toHaveLength(words.flat().length);
    let at = 0;
    for (const { startSeconds, endSeconds } of flat) {
      expect(startSeconds).toBeGreaterThanOrEqual(at);
      expect(endSeconds).toBeGreaterThan(startSeconds);
      at = endSeconds;
    }
    // The silence around the speech, which `findSilences` sees without knowing of words: up to 35 ms off was measured.
    const [before, after] = [silences[0], silences.at(-1)];
    expect(Math.abs((flat[0]?.startSeconds ?? 0) - (before?.endSeconds ?? 0))).toBeLessThan(0.06);
    expect(Math.abs(at - (after?.startSeconds ?? 0))).toBeLessThan(0.06);
    // What words and the silences around and between them leave unsaid is the hand-over from word to word.
    const inWords = flat.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0);
    const silent = silences.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0);
    expect(inWords + silent).toBeGreaterThan(audio.seconds - 0.4);
  });

  test('takes the longest utterance there can be', async () => {
    const long = { language: 'en', spoken: '', ipa: 'a'.repeat(510) } as const;
    const { rendered, utterance } = await render([long], { speed: 4 });
    expect(utterance['tokens']).toHaveLength(510);
    expect(rendered.durations).toHaveLength(512);
  });
});
