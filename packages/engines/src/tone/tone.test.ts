import { readFileSync } from 'node:fs';
import { parseManifest } from '@lector/packs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Rendered, Utterance } from '../engine.js';
import { tone } from './index.js';

const file = new URL('../../../../models/manifests/tone.json', import.meta.url);
const manifest = parseManifest(readFileSync(file, 'utf8'), 'tone');
const model = tone.model(manifest);
const engine = await tone.load({ manifest, dir: '', graphPath: null, graphSha256: '' }, { intraOp: 1, cpus: null });

function utterance(ipa: string, options: { voice?: string; speed?: number } = {}): Utterance {
  const spans = [{ language: 'en', spoken: '', ipa }] as const;
  return model.encode({ spans, voice: options.voice ?? 'tone', speed: options.speed ?? 1, seed: 0 });
}

async function render(input: Utterance): Promise<Rendered> {
  const slot = engine.open(input);
  const [result] = await engine.step([slot]);
  engine.close(slot);
  if (result?.kind !== 'done') throw new Error('the tone engine finishes in one step');
  return result.rendered;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('tone', () => {
  test('is as long as the text says, and as its own estimate', async () => {
    const input = utterance('həlˈoʊ, wˈɛlkəm');
    const { pcm } = await render(input);
    expect(pcm.length / engine.sampleRate).toBeCloseTo(model.expectedSeconds(input), 6);
    expect(pcm.length / engine.sampleRate).toBeCloseTo(12 * 0.08, 6);
  });

  test('gives the same samples every time, and others for another text', async () => {
    const first = await render(utterance('aba'));
    expect(await render(utterance('aba'))).toEqual(first);
    expect(await render(utterance('abi'))).not.toEqual(first);
  });

  test('tells durations that add up to the audio', async () => {
    const { pcm, durations, samplesPerFrame } = await render(utterance('abc d'));
    expect(durations).toHaveLength(5);
    expect((durations ?? []).reduce((sum, frames) => sum + frames, 0) * (samplesPerFrame ?? 0)).toBe(pcm.length);
  });

  test('is half as long at double speed', async () => {
    const { pcm } = await render(utterance('abcd', { speed: 2 }));
    expect(pcm.length / engine.sampleRate).toBeCloseTo(4 * 0.04, 6);
  });

  test('neither clips nor clicks: it starts and ends at zero', async () => {
    const { pcm } = await render(utterance('ab'));
    expect(Math.max(...pcm.map(Math.abs))).toBeLessThanOrEqual(0.31);
    expect([pcm.at(0), pcm.at(-1)].map((sample) => Math.abs(sample ?? 1))).toEqual([0, 0]);
  });

  test('takes 200 letters and fails beyond: it never cuts', () => {
    expect(() => utterance('a'.repeat(200))).not.toThrow();
    expect(() => utterance('a'.repeat(201))).toThrow(/letters=201, max=200/);
  });

  test('sizes spans so that they add up to at least the letters', () => {
    const spans = ['həlˈoʊ,', 'xau˨˩˦ ma.', '!'].map((ipa) => ({ language: 'en', spoken: '', ipa }) as const);
    const size = spans.reduce((sum, span) => sum + model.limit.size(span), 0);
    const { letters } = model.encode({ spans, voice: 'tone', speed: 1, seed: 0 });
    expect(letters).toBe('həloʊ xau ma');
    expect(size).toBe(String(letters).length + 1);
  });

  test('fails when nothing is left to speak', () => {
    expect(() => utterance('...')).toThrow(expect.objectContaining({ code: 'empty_text' }));
  });
});

describe('fault voices', () => {
  test('tone-crash aborts the process', async () => {
    const abort = vi.spyOn(process, 'kill').mockImplementation(() => {
      throw new Error('aborted');
    });
    await expect(render(utterance('a', { voice: 'tone-crash' }))).rejects.toThrow('aborted');
    expect(abort).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGABRT');
  });

  test('tone-hang blocks its thread without an end', async () => {
    const wait = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
    await render(utterance('a', { voice: 'tone-hang' }));
    expect(wait).toHaveBeenCalledWith(expect.any(Int32Array), 0, 0, Infinity);
  });

  test('tone-slow blocks its thread for 300 ms and then speaks', async () => {
    const wait = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
    expect(await render(utterance('a', { voice: 'tone-slow' }))).toEqual(await render(utterance('a')));
    expect(wait).toHaveBeenCalledWith(expect.any(Int32Array), 0, 0, 300);
  });

  test('tone-nan gives a sample that is not a number', async () => {
    const { pcm } = await render(utterance('abc', { voice: 'tone-nan' }));
    expect(pcm.filter(Number.isNaN)).toHaveLength(1);
  });

  test('tone-silent gives silence of the right length', async () => {
    const { pcm } = await render(utterance('abc', { voice: 'tone-silent' }));
    expect(pcm).toEqual(new Float32Array(3 * 1920));
  });

  test('every voice of the manifest but the plain one fails in its own way', () => {
    expect(manifest.voices.map(({ id }) => id)).toEqual([
      'tone',
      'tone-crash',
      'tone-hang',
      'tone-nan',
      'tone-silent',
      'tone-slow',
    ]);
  });
});

describe('slots', () => {
  test('a closed slot cannot be stepped', async () => {
    const slot = engine.open(utterance('a'));
    engine.close(slot);
    await expect(engine.step([slot])).rejects.toThrow(/slot is not open/);
  });

  test('an utterance of another family is refused', () => {
    expect(() => engine.open({ family: 'kokoro' })).toThrow(/not an utterance for the tone family/);
  });
});
