import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVAL_DIR } from '../paths.js';
import { parseSentences, SENTENCE_LANGUAGES, spread } from './sentences.js';

describe('parseSentences', () => {
  it('columns are found by their names in the first line', () => {
    const tsv = 'id\ttext\texpected\tkana\tsplit\nja01\t3本\t三本\tさんぼん\tdev\n';
    expect(parseSentences('ja', tsv)).toEqual([
      { id: 'ja01', language: 'ja', text: '3本', expected: '三本', kana: 'さんぼん', split: 'dev' },
    ]);
  });

  it('a mixed sentence has spans in order', () => {
    const tsv = 'id\ttext\texpected\tsplit\nmixed01\tHi，你好\t[["en","Hi"],["zh","你好"]]\tfrozen\n';
    expect(parseSentences('mixed', tsv)[0]?.spans).toEqual([
      { language: 'en', expected: 'Hi' },
      { language: 'zh', expected: '你好' },
    ]);
  });

  it('a line that lacks a column is named', () => {
    expect(() => parseSentences('zh', 'id\ttext\texpected\tsplit\nzh01\t你好\n')).toThrow('[language=zh, line=2]');
  });

  it.each(SENTENCE_LANGUAGES)('the file of %s has at least 40 sentences, each with its own id', async (language) => {
    const sentences = parseSentences(language, await readFile(join(EVAL_DIR, 'sentences', `${language}.tsv`), 'utf8'));
    expect(new Set(sentences.map(({ id }) => id)).size).toBe(sentences.length);
    expect(sentences.length).toBeGreaterThanOrEqual(40);
    if (language === 'ja') for (const { kana } of sentences) expect(kana).toMatch(/^[ぁ-んー、。？]+$/u);
  });
});

describe('spread', () => {
  it('takes so many from all over the list, without repeating one', () => {
    const items = Array.from({ length: 45 }, (_, index) => index);
    const chosen = spread(items, 10);
    expect(new Set(chosen).size).toBe(10);
    expect(chosen[0]).toBeLessThan(5);
    expect(chosen.at(-1)).toBeGreaterThanOrEqual(40);
  });

  it('takes all when nothing limits it, or the limit is no less than there is', () => {
    expect(spread([1, 2], null)).toEqual([1, 2]);
    expect(spread([1, 2], 5)).toEqual([1, 2]);
  });
});
