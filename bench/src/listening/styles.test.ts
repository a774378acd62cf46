import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { engineModel } from '@lector/engines';
import { loadManifest, MANIFESTS_DIR } from '@lector/packs';
import { expect, it } from 'vitest';
import { EVAL_DIR } from '../paths.js';
import { parseCandidates, trialOf, voiceOfStyles } from './styles.js';

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

it('a trial adds errors up and is as like its preset as the mean over what it speaks its other native languages in', () => {
  const candidate = { preset: 'mira', language: 'ko', voice: 'b' } as const;
  const present = [
    { preset: 'mira', language: 'zh', voice: 'z' },
    { preset: 'mira', language: 'ja', voice: 'j' },
    { preset: 'mira', language: 'yue', voice: 'y' },
    { preset: 'hugo', language: 'zh', voice: 'h' },
  ] as const;
  const judged = [
    { errors: 1, units: 10, seconds: 1, dnsmos: { p808: 3.5, overall: 3 } },
    { errors: 3, units: 10, seconds: 1, dnsmos: { p808: 4, overall: 3 } },
  ];
  const likeness = [
    { a: 'lector/b/ko', b: 'lector/z/zh', cosine: 0.8 },
    { a: 'lector/j/ja', b: 'lector/b/ko', cosine: 0.6 },
    { a: 'lector/b/ko', b: 'lector/y/yue', cosine: 0.1 },
    { a: 'lector/b/ko', b: 'lector/h/zh', cosine: 0.1 },
  ];
  expect(trialOf(candidate, judged, likeness, present)).toEqual({
    ...candidate,
    sentences: 2,
    errors: 4,
    units: 20,
    p808: 3.75,
    likeness: 0.7,
    current: false,
  });
  expect(trialOf(present[0], judged, [], present)).toMatchObject({ likeness: null, current: true });
});
