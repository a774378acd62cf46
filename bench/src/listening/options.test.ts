import { expect, it } from 'vitest';
import { readEvalOptions } from './options.js';
import { SENTENCE_LANGUAGES } from './sentences.js';

it('every sentence in every language and preset is spoken when nothing is said', () => {
  expect(readEvalOptions([])).toEqual({
    kind: 'run',
    voices: null,
    languages: SENTENCE_LANGUAGES,
    limit: null,
    split: null,
    peers: false,
    threads: null,
    bookPaths: [],
    lines: 200,
    resultPath: '',
  });
});

it('voices, languages, limit, split, peers and threads can be chosen', () => {
  const args = [
    '--voices',
    'mira, hugo',
    '--languages',
    'zh,mixed',
    '--limit',
    '5',
    '--split',
    'dev',
    '--peers',
    '--threads',
    '1',
  ];
  expect(readEvalOptions(args)).toMatchObject({
    voices: ['mira', 'hugo'],
    languages: ['zh', 'mixed'],
    limit: 5,
    split: 'dev',
    peers: true,
    threads: 1,
  });
});

it('trying styles, checking times, reading books back and writing the page are calls of their own', () => {
  expect(readEvalOptions(['--styles']).kind).toBe('styles');
  expect(readEvalOptions(['--timings']).kind).toBe('timings');
  expect(readEvalOptions(['--book', 'a.txt, b.txt', '--lines', '5'])).toMatchObject({
    kind: 'book',
    bookPaths: ['a.txt', 'b.txt'],
    lines: 5,
  });
  expect(readEvalOptions(['--page', 'a.json'])).toMatchObject({ kind: 'page', resultPath: 'a.json' });
});

it('an unknown language, split or count is refused with what there is', () => {
  expect(() => readEvalOptions(['--languages', 'fr'])).toThrow('no sentences in fr; there are: zh, en');
  expect(() => readEvalOptions(['--split', 'test'])).toThrow('dev or frozen');
  expect(() => readEvalOptions(['--limit', '0'])).toThrow('--limit');
});
