import { describe, expect, it } from 'vitest';
import { paragraphsOf } from './paragraphs.js';
import { runToEnd } from '../steps.js';
import { sentencesOf } from './sentences.js';

const sentences = (text: string) =>
  runToEnd(sentencesOf(text, { start: 0, end: text.length })).map(({ start, end }) => text.slice(start, end));

describe('sentencesOf', () => {
  it.each<[string, string[]]>([
    ['你好。再见！真的吗？', ['你好。', '再见！', '真的吗？']],
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    ['Hello.今天好', ['Hello.', '今天好']],
    ['It is 3.14 or 1,000.5 now.', ['It is 3.14 or 1,000.5 now.']],
    [
      'Mr. Smith met Dr. J. R. Brown at 5 p.m. Then he left.',
      ['Mr. Smith met Dr. J. R. Brown at 5 p.m.', 'Then he left.'],
    ],
    ['He paid approx. five, e.g. cash, etc. and left.', ['He paid approx. five, e.g. cash, etc. and left.']],
    ['No. 5 lives. No. I think not.', ['No. 5 lives.', 'No.', 'I think not.']],
    ['Call ext. 23. Ask for c. 1500 of them.', ['Call ext. 23.', 'Ask for c. 1500 of them.']],
    ['He lives on Penn Ave. NW. She does not.', ['He lives on Penn Ave. NW.', 'She does not.']],
    [
      'The U.S. Army met U.N. Security men in the U.S. He left the D.C. Mayor.',
      ['The U.S. Army met U.N. Security men in the U.S.', 'He left the D.C. Mayor.'],
    ],
    ['He is 5 ft. 10 in. tall. I came in. 10 left.', ['He is 5 ft. 10 in. tall.', 'I came in.', '10 left.']],
    ['Ft. Worth, Apt. 4, Smith & Co. Ltd. and I. M. Pei.', ['Ft. Worth, Apt. 4, Smith & Co. Ltd. and I. M. Pei.']],
    [
      'They left Smith & Co. Then so did I. Nobody stayed.',
      ['They left Smith & Co.', 'Then so did I.', 'Nobody stayed.'],
    ],
    ['See https://a.b/c?d=e.f for more.', ['See https://a.b/c?d=e.f for more.']],
    ['Well... I know... and then', ['Well...', 'I know... and then']],
    ['你好……我不知道。', ['你好……我不知道。']],
    ['「行こう。」と彼は言った。次の日。', ['「行こう。」と彼は言った。', '次の日。']],
    ['“走吧！”他说。', ['“走吧！”', '他说。']],
    ['He said "Go." Then "Why?" she asked.', ['He said "Go."', 'Then "Why?" she asked.']],
    ['他说。"真的吗？"好。', ['他说。', '"真的吗？"', '好。']],
    ['Yahoo!ニュースを見る', ['Yahoo!ニュースを見る']],
    ['1. First things first.', ['1. First things first.']],
    ['It was 2019. Then it ended.', ['It was 2019.', 'Then it ended.']],
    ['What?! Really!!', ['What?!', 'Really!!']],
  ])('cuts %s', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
});

describe('for a million characters of short lines without a stop', () => {
  it('ends: a search that ran on behind its paragraph would need minutes', () => {
    const text = 'a\n'.repeat(500_000);
    let found = 0;
    for (const paragraph of runToEnd(paragraphsOf(text))) found += runToEnd(sentencesOf(text, paragraph)).length;
    expect(found).toBe(500_000);
  }, 20_000);
});

describe('paragraphsOf', () => {
  it('ends a line where any system ends one', () => {
    const ends = ['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029'];
    for (const end of ends) expect(runToEnd(paragraphsOf(`x${end}y`)), JSON.stringify(end)).toHaveLength(2);
  });

  const paragraphs = (text: string) =>
    runToEnd(paragraphsOf(text)).map(({ start, end, heading, blankAfter }) => [
      text.slice(start, end),
      heading,
      blankAfter,
    ]);

  it('cuts at line ends of every kind and notes empty lines', () => {
    expect(paragraphs('one\r\ntwo\rthree\n\n \nfour\u2029five')).toEqual([
      ['one', false, false],
      ['two', false, false],
      ['three', false, true],
      ['four', false, false],
      ['five', false, false],
    ]);
  });

  it('goes on in the next line where the hyphen of a broken word ends one', () => {
    expect(paragraphs('the neigh-\nbourhood\nA-\nB')).toEqual([
      ['the neigh-\nbourhood', false, false],
      ['A-', false, false],
      ['B', false, false],
    ]);
  });

  it('does not read the marks of headings and lists', () => {
    expect(paragraphs('# Title\n- item\n> - quote\n-5 degrees\n---')).toEqual([
      ['Title', true, false],
      ['item', false, false],
      ['quote', false, false],
      ['-5 degrees', false, false],
      ['---', false, false],
    ]);
  });

  it('joins lines that were wrapped at a column, but not short ones', () => {
    const wrapped = 'A line of an old message that was broken at a column\nand goes on here.';
    expect(paragraphs(wrapped)).toEqual([[wrapped, false, false]]);
    expect(paragraphs('apples\nbananas')).toHaveLength(2);
  });
});
