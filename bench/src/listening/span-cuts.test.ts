import { expect, it } from 'vitest';
import { spanBegins, spanCuts } from './span-cuts.js';

const MEETING = '会议定在下午3点，and it will take about 45 minutes，请大家准时参加。';
const MEETING_SPANS = [
  { language: 'zh', expected: '会议定在下午三点' },
  { language: 'en', expected: 'and it will take about forty-five minutes' },
  { language: 'zh', expected: '请大家准时参加' },
] as const;

it('spans begin where the text has their first letter, whatever numbers are spelled out before', () => {
  expect(spanBegins(MEETING, MEETING_SPANS).map((begin) => [...MEETING].slice(begin, begin + 3).join(''))).toEqual([
    '会议定',
    'and',
    '请大家',
  ]);
});

it('a span that begins with a number begins right behind the one before', () => {
  const spans = [
    { language: 'ja', expected: 'りんご' },
    { language: 'zh', expected: '三十个' },
  ] as const;
  expect(spanBegins('りんご30个', spans)).toEqual([0, 3]);
});

it('a word that stands on both sides of a boundary is found on each', () => {
  const spans = [
    { language: 'yue', expected: '呢度一共有五十個人' },
    { language: 'zh', expected: '这里一共有五十个人' },
  ] as const;
  expect(spanBegins('呢度一共有50個人，这里一共有五十个人。', spans)).toEqual([0, 10]);
});

it('the audio is cut halfway between the last word of a span and the first of the next', () => {
  const spans = [
    { language: 'en', expected: 'hello' },
    { language: 'zh', expected: '你好' },
  ] as const;
  const words = [
    { start: 0, end: 5, startSeconds: 0.1, endSeconds: 0.5 },
    { start: 7, end: 9, startSeconds: 0.9, endSeconds: 1.4 },
  ];
  expect(spanCuts('hello, 你好', spans, words, 2)).toEqual([
    { start: 0, end: 0.7 },
    { start: 0.7, end: 2 },
  ]);
});

it('a span of which nothing is spoken shares the silence with its neighbours and covers no word', () => {
  const spans = [
    { language: 'en', expected: 'one' },
    { language: 'ko', expected: '둘' },
  ] as const;
  const words = [{ start: 0, end: 3, startSeconds: 0, endSeconds: 1 }];
  expect(spanCuts('one 둘', spans, words, 1.2)).toEqual([
    { start: 0, end: 1.1 },
    { start: 1.1, end: 1.2 },
  ]);
});
