import { readFileSync } from 'node:fs';
import { parseManifest } from '@lector/packs';
import { describe, expect, test } from 'vitest';
import { engineModel, loadEngine } from './registry.js';

function manifest(name: string) {
  const url = new URL(`../../../models/manifests/${name}.json`, import.meta.url);
  return parseManifest(readFileSync(url, 'utf8'), name);
}

const kokoro = manifest('kokoro-82m');
const mixed = [
  { language: 'en', spoken: 'Hello', ipa: 'həlˈoʊ,' },
  { language: 'ja', spoken: 'こんにちは', ipa: 'koɲɲitɕiβa!' },
] as const;

describe('engineModel', () => {
  test('lists the voices of the manifest with their languages and how well each is spoken', () => {
    const { voices, defaultVoice } = engineModel(kokoro);
    const presets = voices.filter(({ kind }) => kind === 'preset');
    expect(presets.map(({ id }) => id)).toEqual(kokoro.voices.map(({ id }) => id));
    expect(voices.find(({ id }) => id === defaultVoice)?.languages).toContainEqual({
      language: 'zh',
      quality: 'native',
    });
  });

  test.each(['kokoro-82m', 'tone'])('keeps the target of %s well within what one pass takes', (name) => {
    const { limit } = engineModel(manifest(name));
    expect(limit.targetSize).toBeLessThan(limit.maxSize / 2);
  });

  test('encodes for every voice listed, and `default` as the default voice', () => {
    const model = engineModel(kokoro);
    const encode = (voice: string) => model.encode({ spans: mixed, voice, speed: 1, seed: 0 });
    for (const { id } of model.voices) expect(encode(id)['tokens']).toHaveLength(17);
    expect(encode('default')).toEqual(encode(model.defaultVoice));
  });

  test('refuses a voice the pack does not have', () => {
    const model = engineModel(kokoro);
    expect(() => model.encode({ spans: mixed, voice: 'nobody', speed: 1, seed: 0 })).toThrow(
      expect.objectContaining({ code: 'unknown_voice' }),
    );
  });

  test('refuses a family without an engine, naming those there are', () => {
    expect(() => engineModel({ ...kokoro, family: 'vits' })).toThrow(/family=vits, known=kokoro, cosyvoice, tone/);
  });

  test('loads nothing native: a process that only plans must not pay for the runtime', () => {
    engineModel(kokoro);
    const report = process.report.getReport() as unknown as { readonly sharedObjects: readonly string[] };
    expect(report.sharedObjects.length).toBeGreaterThan(0);
    expect(report.sharedObjects.filter((path) => path.includes('onnxruntime'))).toEqual([]);
  });
});

describe('loadEngine', () => {
  test('says which file of the pack is missing', async () => {
    const pack = { manifest: kokoro, dir: '/nowhere', graphPath: '/nowhere/graph.onnx', graphSha256: '' };
    await expect(loadEngine(pack, { intraOp: 1, cpus: null })).rejects.toMatchObject({
      code: 'pack_missing',
      message: expect.stringContaining('file=voices/'),
    });
  });
});
