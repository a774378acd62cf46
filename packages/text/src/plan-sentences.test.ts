import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEnglish } from '../../dictionaries/src/english.js';
import { loadJapanese } from '../../dictionaries/src/japanese.js';
import { createFrontend, type Frontend } from './plan.js';

let frontend: Frontend;
beforeAll(async () => {
  frontend = createFrontend({ english: await loadEnglish(), japanese: await loadJapanese() });
});

const LANGUAGES = ['zh', 'yue'] as const;

/** Sentences as texts have them, numbers and letters mixed: what all their spans together say. */
describe.each(LANGUAGES)('numbers in sentences of %s', (language) => {
  const rows = readFileSync(new URL(`./languages/${language}/sentences.tsv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t') as [string, string]);

  it.each(rows)('says %s as %s', (source, expected) => {
    const { segments } = frontend.plan(source, {
      language,
      limit: { maxSize: 400, targetSize: 200, size: ({ ipa }) => ipa.length },
    });
    expect(segments.flatMap(({ spans }) => spans.map(({ spoken }) => spoken)).join(' ')).toBe(expected);
  });
});
