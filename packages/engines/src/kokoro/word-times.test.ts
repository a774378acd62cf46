import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadManifest } from '@lector/packs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadEnglish } from '../../../dictionaries/src/english.js';
import { loadJapanese } from '../../../dictionaries/src/japanese.js';
import { createFrontend, type Frontend } from '../../../text/src/plan.js';
import type { EngineModel } from '../engine.js';
import { asKokoroUtterance } from './encode.js';
import { kokoroModel } from './model.js';
import { toSymbols } from './symbols.js';
import { tokensOf } from './vocabulary.js';

let model: EngineModel;
let frontend: Frontend;
beforeAll(async () => {
  model = kokoroModel(
    await loadManifest('kokoro-82m', fileURLToPath(new URL('../../../../models/manifests', import.meta.url))),
  );
  frontend = createFrontend({ english: await loadEnglish(), japanese: await loadJapanese() });
});

const FRAMES = 10;
/** As the model: 25 ms a frame, and three frames that sounds come early. */
const tokenAt = (seconds: number) => (Math.round(seconds / 0.0125) / 2 + 3) / FRAMES;

const sources = (['en', 'zh', 'ja'] as const).flatMap((language) =>
  readFileSync(new URL(`../../../text/src/languages/${language}/cases.tsv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => [language, line.split('\t')[0] ?? ''] as const),
);

describe('the words of what the rooms write', () => {
  test('are timed by their own tokens, whatever the symbols are rewritten to', () => {
    let words = 0;
    for (const [language, source] of [...sources, ['auto', 'Hello，今天天气真不错！こんにちは 4 MP3s。'] as const]) {
      for (const { spans } of frontend.plan(source, { language, limit: model.limit }).segments) {
        const speech = { spans, voice: 'default', speed: 1, seed: 0 };
        const { tokens } = asKokoroUtterance(model.encode(speech));
        const places = spans.map((span) => span.words);
        const times = model.wordTimes(speech, places, {
          durations: Array<number>(tokens.length + 2).fill(FRAMES),
          samplesPerFrame: 600,
          sampleRate: 24_000,
          seconds: (tokens.length + 2) * FRAMES * 0.025,
          silences: [],
        });
        expect(times.precision, source).toBe('exact');
        for (const [index, { ipa, language: spoken, words: own }] of spans.entries()) {
          for (const [at, { ipaStart, ipaEnd }] of own.entries()) {
            const { startSeconds, endSeconds } = times.spans[index]?.[at] ?? { startSeconds: 0, endSeconds: 0 };
            // A word takes half of the space at either side: its own tokens are the whole ones. The first is the zero.
            const heard = tokens.slice(Math.ceil(tokenAt(startSeconds)) - 1, Math.floor(tokenAt(endSeconds)) - 1);
            expect(heard, source).toEqual(tokensOf(toSymbols(ipa.slice(ipaStart, ipaEnd), spoken)));
            words += 1;
          }
        }
      }
    }
    expect(words).toBeGreaterThan(800);
  });
});
