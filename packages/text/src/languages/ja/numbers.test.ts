import { describe, expect, it } from 'vitest';
import { attach, decimal, digitString, integer, SOUND, text } from './numbers.js';

const read = (digits: string) => text(integer(digits));

describe('cardinals', () => {
  it('change their sound inside hundreds and thousands', () => {
    expect(['300', '600', '800', '3000', '8000'].map(read)).toEqual([
      'サンビャク',
      'ロッピャク',
      'ハッピャク',
      'サンゼン',
      'ハッセン',
    ]);
  });

  it('say one before 万 and 億, and before thousand only there', () => {
    expect(['1000', '10000', '10000000', '100000000'].map(read)).toEqual([
      'セン',
      'イチマン',
      'イッセンマン',
      'イチオク',
    ]);
  });

  it('double before 兆 and 京', () => {
    expect(read('1000000000000')).toBe('イッチョウ');
    expect(read('80000000000000000')).toBe('ハッケイ');
  });

  it('are spaced by magnitude, teens excepted', () => {
    expect(read('2026')).toBe('ニセン ニジュウ ロク');
    expect(read('1111')).toBe('セン ヒャク ジュウイチ');
    expect(read('50004')).toBe('ゴマン ヨン');
  });

  it('go digit by digit with a leading zero or beyond 垓', () => {
    expect(read('007')).toBe('ゼロゼロナナ');
    expect(read('1'.repeat(25))).toBe('イチ'.repeat(25));
  });
});

describe('decimals and digit strings', () => {
  it('keep the beat of two morae', () => {
    expect(text(decimal('2', '25'))).toBe('ニーテンニーゴ');
    expect(digitString('025')).toBe('ゼロニーゴー');
  });

  it('double before the point', () => {
    expect(text(decimal('10', '5'))).toBe('ジュッテンゴ');
    expect(text(decimal('0', '5'))).toBe('レイテンゴ');
  });
});

describe('a number and its counter', () => {
  it('change each other', () => {
    expect(
      ['1', '2', '3', '4', '6', '8', '10', '300', '1000'].map((digits) => attach(integer(digits), 'ホン', SOUND.hb)),
    ).toEqual([
      'イッポン',
      'ニホン',
      'サンボン',
      'ヨンホン',
      'ロッポン',
      'ハッポン',
      'ジュッポン',
      'サンビャッポン',
      'センボン',
    ]);
  });

  it('voice the counter only where speech does', () => {
    expect(attach(integer('3'), 'カイ', SOUND.kg)).toBe('サンガイ');
    expect(attach(integer('3'), 'カイ', SOUND.k)).toBe('サンカイ');
    expect(attach(integer('4'), 'フン', SOUND.fun)).toBe('ヨンプン');
  });
});
