import type { Segment } from '@lector/text';
import { describe, expect, it } from 'vitest';
import { bookLine, judgedLine, worstLines, type BookLine } from './book.js';
import type { Judgement } from './result.js';

const segmentOf = (index: number, start: number, ...sources: readonly (readonly ['zh' | 'en', string])[]): Segment => {
  let at = start;
  const spans = sources.map(([language, source]) => {
    const from = at;
    at += [...source].length;
    return { start: from, end: at, language, source, spoken: source, ipa: `ipa ${source}`, words: [], rule: '' };
  });
  return { index, start, end: at, spans, pauseMs: 0 };
};

describe('bookLine', () => {
  const characters = [...'𠮷。他说好。Yes!'];

  it('is a segment by its place, with the text between its offsets in code points', () => {
    expect(bookLine('stone', characters, segmentOf(4, 2, ['zh', '他说好。']))).toMatchObject({
      id: 'stone-4',
      text: '他说好。',
      language: 'zh',
    });
  });

  it('in several languages has its spans, neighbours of one language together', () => {
    const line = bookLine('stone', characters, segmentOf(4, 2, ['zh', '他说'], ['zh', '好。'], ['en', 'Yes!']));
    expect(line).toMatchObject({ language: 'mixed', text: '他说好。Yes!' });
    expect(line.spans).toEqual([
      { language: 'zh', expected: '他说好。' },
      { language: 'en', expected: 'Yes!' },
    ]);
  });
});

it('a line is kept by its place and its counts, by language, without what it says', () => {
  const line = bookLine('stone', [...'好Yes'], segmentOf(4, 0, ['zh', '好'], ['en', 'Yes']));
  const span = (language: string, errors: number) => ({
    language,
    errors,
    units: 2,
    expected: '好',
    hypothesis: '号',
    start: 0,
    end: 1,
  });
  const judgement: Judgement = { errors: 1, units: 4, seconds: 2, spans: [span('zh', 1), span('en', 0)] };
  const kept = judgedLine(line, 'mira', judgement, undefined);
  expect(kept.parts).toEqual([
    { language: 'zh', errors: 1, units: 2 },
    { language: 'en', errors: 0, units: 2 },
  ]);
  expect(JSON.stringify(kept)).not.toMatch(/[好号]/u);
});

describe('worstLines', () => {
  const judged = (index: number, errors: number, units: number, failed?: string) => {
    const line: BookLine = bookLine('stone', [...'一二三四五'], segmentOf(index, 0, ['zh', '一二三四五']));
    const judgement: Judgement = { errors, units, seconds: 1, hypothesis: `heard ${index}` };
    return { line, judgement, kept: judgedLine(line, 'mira', judgement, failed) };
  };

  it('are those with the largest share of errors, with how they were read', () => {
    const worst = worstLines([judged(1, 1, 10), judged(2, 5, 10), judged(3, 2, 10)], 2);
    expect(worst.map(({ id }) => id)).toEqual(['stone-2', 'stone-3']);
    expect(worst[0]).toEqual({
      id: 'stone-2',
      voice: 'mira',
      rate: 0.5,
      text: '一二三四五',
      spoken: '一二三四五',
      ipa: 'ipa 一二三四五',
      heard: 'heard 2',
    });
  });

  it('are no lone words, and say why a line was not spoken', () => {
    const worst = worstLines([judged(1, 2, 2), judged(2, 10, 10, 'internal: broken')], 5);
    expect(worst.map(({ id, heard }) => ({ id, heard }))).toEqual([{ id: 'stone-2', heard: 'internal: broken' }]);
  });
});
