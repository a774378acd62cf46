import { LANGUAGES, type Language } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { sayAs } from './say-as.js';

const written = (interpretAs: string, text: string, language: Language, format = '') => {
  const said = sayAs(interpretAs, format, text);
  return 'wrong' in said || said.reading.kind !== 'written' ? 'refused' : said.reading.texts[language];
};

describe('say-as', () => {
  it.each<[string, string, Language, string]>([
    ['cardinal', '2026', 'en', '2,026'],
    ['cardinal', '-1234567.5', 'zh', '-1,234,567.5'],
    ['number', '−7', 'ja', '−7'],
    ['ordinal', '3', 'zh', '第3'],
    ['ordinal', '3', 'ko', '제3'],
    ['ordinal', '1', 'en', '1st'],
    ['ordinal', '12', 'en', '12th'],
    ['ordinal', '22', 'en', '22nd'],
    ['ordinal', '113', 'en', '113th'],
    ['digits', '2026', 'en', '2 0 2 6'],
    ['characters', 'a1B', 'en', 'ay 1 B.'],
    ['characters', 'C3PO', 'en', 'C 3 P. O.'],
    ['spell-out', 'NHK', 'ja', 'N H K'],
    ['time', '2:30pm', 'en', '2:30 pm'],
    ['time', '14:30:05', 'zh', '14:30:05'],
    ['telephone', '+1 (555) 0199', 'en', '1, 5 5 5, 0 1 9 9'],
    ['telephone', '010-1234', 'ko', '공 1 공, 1 2 3 4'],
    ['telephone', '110-2010', 'zh', '幺 幺 0, 2 0 幺 0'],
    ['telephone', '110', 'yue', '1 1 0'],
    ['digits', '110', 'zh', '1 1 0'],
    ['currency', 'USD 5.20', 'zh', '$5.20'],
    ['fraction', '3/4', 'ja', '3/4'],
    ['unit', '５km', 'ja', '5km'],
  ])('%s writes %j in %s as %j', (interpretAs, text, language, expected) => {
    expect(written(interpretAs, text, language)).toBe(expected);
  });

  it.each<[string, string, Language, string]>([
    ['2026-11-22', '', 'zh', '2026年11月22日'],
    ['20261122', 'ymd', 'ja', '2026年11月22日'],
    ['11/22/2026', 'mdy', 'en', 'November 22, 2026'],
    ['22.11.2026', 'dmy', 'ko', '2026년 11월 22일'],
    ['11/22', 'md', 'en', 'November 22'],
    ['2026-11', 'ym', 'en', 'November 2026'],
    ['22', 'd', 'en', '22nd'],
  ])('a date %j of the format %j is in %s %j', (text, format, language, expected) => {
    expect(written('date', text, language, format)).toBe(expected);
  });

  it.each([
    ['cardinal', 'five', ''],
    ['ordinal', '1.5', ''],
    ['date', '13/40/2026', 'mdy'],
    ['date', '2026-11-22', 'xyz'],
    ['date', '2026-11-22', 'ym'],
    ['time', '25:99', ''],
    ['telephone', 'call me', ''],
    ['fraction', '3', ''],
    ['expletive', 'x', ''],
  ])('refuses %s of %j in the format %j for every language', (interpretAs, text, format) => {
    for (const language of LANGUAGES) expect(written(interpretAs, text, language, format)).toBe('refused');
  });
});
