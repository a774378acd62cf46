import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scoreBoundaries, type LabelledSentence } from './boundary-score.js';

const corpus = (half: 'dev' | 'frozen'): readonly LabelledSentence[] =>
  readFileSync(new URL(`../../boundaries/${half}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LabelledSentence);

/** Goals: 99 % of all letters, 97 % of those of each language. */
it.each(['dev', 'frozen'] as const)('the languages of the %s half are found as people labelled them', (half) => {
  const sentences = corpus(half);
  expect(sentences.length).toBeGreaterThanOrEqual(200);
  const { letters } = scoreBoundaries(sentences);
  const counts = [...letters];
  const shares = Object.fromEntries(counts.map(([language, { right, all }]) => [language, right / all]));
  expect(Object.keys(shares).sort()).toEqual(['en', 'ja', 'ko', 'yue', 'zh']);
  for (const [language, share] of Object.entries(shares)) expect(share, language).toBeGreaterThanOrEqual(0.97);
  const sum = (pick: 'right' | 'all') => counts.reduce((total, [, count]) => total + count[pick], 0);
  expect(sum('right') / sum('all')).toBeGreaterThanOrEqual(0.99);
});

it('a letter in the wrong language counts against the one it belongs to, signs and spaces do not count', () => {
  const { letters, wrong } = scoreBoundaries([
    {
      id: 'a',
      parts: [
        ['zh', '我昨天买了'],
        ['en', 'iPhone'],
      ],
    },
    { id: 'b', parts: [['ja', '我们，好。']] },
    { id: 'c', parts: [['yue', '食飯']], context: '佢哋喺度。' },
    { id: 'd', parts: [['ja', '富士山']], prior: 'ja' },
  ]);
  expect(Object.fromEntries(letters)).toEqual({
    zh: { right: 5, all: 5 },
    en: { right: 6, all: 6 },
    ja: { right: 3, all: 6 },
    yue: { right: 2, all: 2 },
  });
  expect(wrong).toEqual(['b 我:ja>zh 们:ja>zh 好:ja>zh']);
});
