import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { engineModel } from '@lector/engines';
import { loadManifest, MANIFESTS_DIR } from '@lector/packs';
import { expect, it } from 'vitest';
import { EVAL_DIR } from '../paths.js';
import { parseCandidates, voiceOfStyles } from './styles.js';

it('styles of a manifest are named as a request names them', () => {
  expect(voiceOfStyles({ zf: 1 })).toBe('zf');
  expect(voiceOfStyles({ zf: 0.5, jf: 0.25 })).toBe('jf(0.25)+zf(0.5)');
});

it('a candidate without a voice is refused by its line', () => {
  expect(() => parseCandidates('preset\tlanguage\tvoice\nmira\tko\n')).toThrow('[line=2]');
});

it('every candidate is for a preset of the pack, and is a voice it has', async () => {
  const manifest = await loadManifest('kokoro-82m', MANIFESTS_DIR);
  const model = engineModel(manifest);
  const candidates = parseCandidates(await readFile(join(EVAL_DIR, 'styles.tsv'), 'utf8'));
  expect(candidates.length).toBeGreaterThan(0);
  for (const { preset, language, voice } of candidates) {
    expect(manifest.voices.map(({ id }) => id)).toContain(preset);
    expect(model.voice(voice).languages.map((one) => one.language)).toContain(language);
  }
});
