import { describe, expect, it } from 'vitest';
import type { Morpheme } from '../room.js';
import { normalise } from './normalise.js';

/** Knows every character but 飝, 檬 and 會, one morpheme each: enough to see what is done about the unknown. */
const analyse = (text: string): readonly Morpheme[] =>
  [...text].map((surface) => {
    const known = /[^飝檬會乖]/u.test(surface);
    return { surface, pronunciation: known ? 'ア' : undefined, reading: known ? 'ア' : undefined, pos: ['名詞'] };
  });

const tokens = (source: string) => normalise(source, analyse);
const spoken = (source: string) =>
  tokens(source)
    .map((token) => token.spoken)
    .join('');

describe('tokens', () => {
  it('cover the source in order and without gaps, whatever it is', () => {
    const alphabet = [
      ...'0123456789０９.,:/-〜~%％¥$月日年時分本人間(土)一二十百万何々あがカﾞｶﾞﾟ\u3099\u309AーABａ㌔㍻①½ 　\n飝會😀👍🏽',
    ];
    let seed = 1;
    for (let round = 0; round < 400; round += 1) {
      let source = '';
      for (let length = 0; length < 24; length += 1) {
        seed = (seed * 48_271) % 2_147_483_647;
        source += alphabet[seed % alphabet.length] ?? '';
      }
      let at = 0;
      for (const token of tokens(source)) {
        expect(token.start, source).toBe(at);
        expect(token.end, source).toBeGreaterThan(token.start);
        at = token.end;
      }
      expect(at, source).toBe(source.length);
    }
  });

  it('are none for no text', () => {
    expect(tokens('')).toEqual([]);
  });

  it('point at the submitted text where folding changed its length', () => {
    expect(tokens('ｶﾞｽ㍻3年')).toEqual([
      { start: 0, end: 2, spoken: 'ガ', rule: 'width' },
      { start: 2, end: 3, spoken: 'ス', rule: 'width' },
      { start: 3, end: 4, spoken: '平成', rule: 'width' },
      { start: 4, end: 6, spoken: 'サンネン', rule: 'date' },
    ]);
  });

  it('point at both characters of decomposed kana, and at no more', () => {
    expect(tokens('パンが'.normalize('NFD'))).toEqual([
      { start: 0, end: 2, spoken: 'パ', rule: 'width' },
      { start: 2, end: 3, spoken: 'ン', rule: '' },
      { start: 3, end: 5, spoken: 'が', rule: 'width' },
    ]);
    // A mark that voices nothing stays where it is.
    expect(spoken('あ\u3099').normalize('NFC')).toBe('あ\u3099');
  });

  it('carry no rule where the text is read as it stands', () => {
    expect(tokens('今日は。')).toEqual([{ start: 0, end: 4, spoken: '今日は。', rule: '' }]);
  });
});

describe('pinned readings', () => {
  it('are parted from katakana around them', () => {
    expect(spoken('コーヒー3杯')).toBe('コーヒー サンバイ');
    expect(spoken('5ドルショップ')).toBe('ゴ ドルショップ');
  });

  it('take the first of a month for a date and one day for a length', () => {
    expect(spoken('11月1日')).toBe('ジュウイチガツ ツイタチ');
    expect(spoken('1日3回')).toBe('イチニチ サンカイ');
    expect(spoken('1日付')).toBe('ツイタチ付');
    expect(spoken('1日中')).toBe('イチニチジュウ');
  });

  it('take minutes for minutes and thirds for thirds', () => {
    expect(spoken('3分')).toBe('サンプン');
    expect(spoken('3分の1')).toBe('サンブンノ イチ');
  });
});

describe('unknown characters', () => {
  it('stay in the plan, flagged', () => {
    expect(tokens('飝だ')).toEqual([
      { start: 0, end: 1, spoken: '飝', rule: 'unknown' },
      { start: 1, end: 2, spoken: 'だ', rule: '' },
    ]);
  });

  it('get their present form, or their Sino-Japanese reading', () => {
    expect(tokens('會')).toEqual([{ start: 0, end: 1, spoken: '会', rule: 'kanji:old-form' }]);
    expect(tokens('乖')).toEqual([{ start: 0, end: 1, spoken: 'カイ', rule: 'kanji:onyomi' }]);
  });
});

describe('marks', () => {
  it('draw out a vowel, join two names, or decorate', () => {
    expect(spoken('ねえ〜')).toBe('ねえー');
    expect(spoken('東京〜大阪')).toBe('東京から大阪');
    expect(spoken('「〜」')).toBe('「〜」');
    expect(spoken('10時〜')).toBe('ジュウジから');
  });

  it('repeat the kana before them', () => {
    expect(spoken('こゝろ')).toBe('こころ');
    expect(spoken('いすゞ')).toBe('いすず');
    expect(spoken('ゝ')).toBe('ゝ');
  });
});
