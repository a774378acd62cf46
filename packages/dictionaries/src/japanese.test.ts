import type { Dictionaries } from '@lector/text';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadJapanese } from './japanese.js';

let japanese: Dictionaries['japanese'];

beforeAll(async () => {
  japanese = await loadJapanese();
});

describe('the Japanese analyser', () => {
  it('gives words with the reading as written and as pronounced', () => {
    expect(japanese.analyse('東京は')).toEqual([
      {
        surface: '東京',
        pronunciation: 'トーキョー',
        reading: 'トウキョウ',
        pos: ['名詞', '固有名詞', '地域', '一般'],
      },
      { surface: 'は', pronunciation: 'ワ', reading: 'ハ', pos: ['助詞', '係助詞'] },
    ]);
  });

  it('has no reading for what it does not know', () => {
    expect(japanese.analyse('飝')).toMatchObject([{ surface: '飝', pronunciation: undefined, reading: undefined }]);
  });

  it('cuts a text into pieces that add up to it, spaces and signs included', () => {
    const text = ' 今日は、 いい天気！\n😀ＡＢＣ 3.5　飝\t';
    expect(
      japanese
        .analyse(text)
        .map(({ surface }) => surface)
        .join(''),
    ).toBe(text);
  });

  it('takes an empty text', () => {
    expect(japanese.analyse('')).toEqual([]);
  });

  it('keeps nothing between two analyses', () => {
    const before = japanese.analyse('私は学生です');
    japanese.analyse('飝'.repeat(1000));
    expect(japanese.analyse('私は学生です')).toEqual(before);
  });
});
