import { describe, expect, it } from 'vitest';
import { kanjiNumber } from './kanji-numbers.js';
import { text } from './numbers.js';

const value = (written: string) => kanjiNumber(written)?.digits;

describe('numbers in kanji', () => {
  it('add up by their units', () => {
    expect(value('三百二十一万五千')).toBe('3215000');
    expect(value('十')).toBe('10');
    expect(value('千万')).toBe('10000000');
    expect(value('一億二千三百四十五万')).toBe('123450000');
  });

  it('are positional when only digits stand there', () => {
    expect(value('二〇二六')).toBe('2026');
    expect(value('〇')).toBe('0');
  });

  it('are not made of digits that follow each other inside a unit', () => {
    expect(kanjiNumber('百二三')).toBeUndefined();
    expect(kanjiNumber('々')).toBeUndefined();
  });

  it('ask and stay vague with their own words', () => {
    const read = (written: string) => {
      const numeral = kanjiNumber(written);
      return numeral === undefined ? undefined : text(numeral);
    };
    expect(read('何百')).toBe('ナンビャク');
    expect(read('何千')).toBe('ナンゼン');
    expect(read('数十')).toBe('スウジュウ');
    expect(read('十数')).toBe('ジュウスウ');
  });

  it('beyond all units are read digit by digit, or are nobody’s number', () => {
    const digits = kanjiNumber('一'.repeat(100_000));
    expect(digits && text(digits).length).toBe(200_000);
    expect(kanjiNumber('百'.repeat(100_000))).toBeUndefined();
  });
});
