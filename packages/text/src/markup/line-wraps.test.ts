import { describe, expect, it } from 'vitest';
import { runToEnd } from '../steps.js';
import { lineWraps } from './line-wraps.js';
import { readPlainText } from './plain-text.js';

const read = (text: string) => runToEnd(readPlainText(text, () => false)).text.split('\n');

const PROSE = [
  'However little known the feelings or views of such a man may be on his',
  'first entering a neighbourhood, this truth is so well fixed that, said',
  'Elizabeth to him one day with her mother and her father, they wanted a',
  '“young man of large fortune” and that he came down on Monday in a',
  'chaise and four.',
];

describe('text wrapped at a column', () => {
  it('goes on at a name or a quotation where the line before was full', () => {
    expect(read(PROSE.join('\n'))).toEqual([PROSE[0], PROSE.slice(1, 4).join(' '), PROSE[4]]);
  });

  it.each([
    [
      '楚、汉分争以后一统天下的时候后来又\n分为三国，天下大乱。',
      '楚、汉分争以后一统天下的时候后来又分为三国，天下大乱。',
    ],
    [
      '何でも薄暗いじめじめした所でここで始め\r\nて人間というものを見た。',
      '何でも薄暗いじめじめした所でここで始めて人間というものを見た。',
    ],
    [
      '나는 오늘 아침에 일찍 일어나서 공원까지 걸어갔고 거기서\n친구를 만나 이야기를 나누었다.',
      '나는 오늘 아침에 일찍 일어나서 공원까지 걸어갔고 거기서 친구를 만나 이야기를 나누었다.',
    ],
  ])('joins %j as its script is written', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    'Shall I compare thee to a summer’s day with love\nThou art more lovely and more temperate and\nRough winds do shake the darling buds of May,\nAnd summer’s lease hath all too short a date',
    '床前明月光，\n疑是地上霜。',
    '第一回 宴桃园豪杰三结义\n话说天下大势，分久必合，合久必分，周末七国分争，并入于秦。',
    '今天我们要去北京看望我们的老朋友\n明天我们要去上海看望我们的新朋友',
    '1. 这是第一条内容，它的长度超过了十六个字\n2. 这是第二条内容，它的长度超过了十六个字。',
  ])('leaves verse, headings and lists as they are: %j', (text) => {
    expect(read(text)).toEqual(text.split('\n'));
  });

  it('takes a million characters of short lines', () => {
    expect(runToEnd(lineWraps('a\n'.repeat(500_000)))).toHaveLength(0);
  });
});
