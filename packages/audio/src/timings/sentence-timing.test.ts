import { describe, expect, it } from 'vitest';
import { sentenceTimings, visible } from './sentence-timing.js';

const span = (start: number, source: string, language = 'en') => ({
  start,
  end: start + [...source].length,
  language,
  source,
  words: [{ start, end: start + 2 }],
});
const times = (...seconds: readonly (readonly [number, number])[]) => ({
  precision: 'exact' as const,
  spans: seconds.map(([startSeconds, endSeconds]) => [{ startSeconds, endSeconds }]),
});
const place = { startSeconds: 10, tempo: 1, level: 'word' } as const;

describe('the sentences of a segment', () => {
  it('are one where languages mix, with spaces for what is not spoken between', () => {
    const segment = { spans: [span(5, 'Hi!'), span(11, '你好！', 'zh')] };
    expect(sentenceTimings(segment, times([0.5, 1], [1.25, 2]), place)).toEqual([
      {
        start: 5,
        end: 14,
        startSeconds: 10.5,
        endSeconds: 12,
        text: 'Hi!   你好！',
        precision: 'exact',
        words: [
          { start: 5, end: 7, startSeconds: 10.5, endSeconds: 11 },
          { start: 11, end: 13, startSeconds: 11.25, endSeconds: 12 },
        ],
      },
    ]);
  });

  it('are several where short ones of one language were joined', () => {
    const segment = { spans: [span(0, 'Yes.'), span(5, '“No.”'), span(11, 'so, '), span(16, 'on')] };
    const found = sentenceTimings(segment, times([0, 1], [2, 3], [4, 5], [6, 7]), place);
    expect(found.map(({ start, end, startSeconds, text }) => [start, end, startSeconds, text])).toEqual([
      [0, 4, 10, 'Yes.'],
      [5, 10, 12, '“No.”'],
      [11, 18, 14, 'so,  on'],
    ]);
  });

  it('come sooner in speech that is played faster', () => {
    const [found] = sentenceTimings({ spans: [span(0, 'Hi')] }, times([1, 2]), { ...place, tempo: 2 });
    expect([found?.startSeconds, found?.endSeconds]).toEqual([5.5, 6]);
  });

  it('show no markup, and end where a sentence ends without it', () => {
    const spans = [
      { ...span(0, '<s>One.</s>'), shown: '\u2060\u2060\u2060One.\u2060\u2060\u2060\u2060' },
      span(11, 'Two'),
    ];
    const found = sentenceTimings({ spans }, times([0, 1], [2, 3]), place);
    expect(found.map(({ text }) => visible(text))).toEqual(['One.', 'Two']);
  });

  it('name the marks in them and beside them, with the word behind each or the end of what is heard', () => {
    const marks = [
      { name: 'a', offset: 0 },
      { name: 'b', offset: 4 },
      { name: 'c', offset: 99 },
    ];
    const found = sentenceTimings({ spans: [span(2, 'A.'), span(6, 'B')], marks }, times([0, 1], [2, 3]), place);
    expect(found.map((one) => one.marks)).toEqual([
      [
        { name: 'a', offset: 0, seconds: 10 },
        { name: 'b', offset: 4, seconds: 12 },
      ],
      [{ name: 'c', offset: 99, seconds: 13 }],
    ]);
  });

  it('have no words at the level of sentences', () => {
    const [found] = sentenceTimings({ spans: [span(0, 'Hi')] }, times([1, 2]), { ...place, level: 'sentence' });
    expect(found).toMatchObject({ startSeconds: 11, endSeconds: 12, words: [] });
  });
});
