import { describe, expect, it } from 'vitest';
import { findChapters } from './chapters.js';

const titles = (text: string) => findChapters(text).map(({ title }) => title);

describe('findChapters', () => {
  it.each([
    ['第一回　甄士隐梦幻识通灵 贾雨村风尘怀闺秀', '第一回 甄士隐梦幻识通灵 贾雨村风尘怀闺秀'],
    ['第12章', '第12章'],
    ['第三話　出会い', '第三話 出会い'],
    ['卷一', '卷一'],
    ['楔子', '楔子'],
    ['エピローグ', 'エピローグ'],
    ['CHAPTER IV.', 'CHAPTER IV.'],
    ['Chapter 1: Down the Rabbit-Hole', 'Chapter 1: Down the Rabbit-Hole'],
    ['Part Two', 'Part Two'],
    ['Prologue', 'Prologue'],
    ['제1장 시작', '제1장 시작'],
    ['## The Sea', 'The Sea'],
    ['CHAPTER ONE: The boy who, having nothing, went out.', 'CHAPTER ONE: The boy who, having nothing, went out.'],
    ['CHAPTER TWENTY ONE', 'CHAPTER TWENTY ONE'],
    ['Chapter 3. He went home.', 'Chapter 3. He went home.'],
    ['Chapter the Last, in which all ends', 'Chapter the Last, in which all ends'],
    ['第十二章：回家。', '第十二章：回家。'],
    ['第十三章 他走了。', '第十三章 他走了。'],
  ])('takes %s for a heading', (line, title) => {
    expect(titles(`${line}\n\nSome text.\n`)).toEqual([title]);
  });

  it.each([
    'Part one was easy, and the rest of it was not.',
    'Chapter after chapter went by.',
    '第一次见到他的时候，我还小。',
    '第二天早上',
    'Introductions were made.',
    'Book a table.',
    'part company.',
    'act quickly.',
    '# ',
  ])('takes %s for text', (line) => {
    expect(titles(`${line}\n\nSome text.\n`)).toEqual([]);
  });

  it('takes no line out of the middle of a wrapped paragraph', () => {
    expect(titles('They had come to the place where the two of them would\nPart one.\n\nThe end.\n')).toEqual([]);
  });

  it('says where each begins in code points, the first at 0', () => {
    const text = '𠮷野家\r\n\r\nChapter 1\r\ntext 😀\n\nChapter 2\ntext';
    const chapters = findChapters(text);
    const points = [...text];
    expect(chapters.map(({ start }) => start)).toEqual([0, 26]);
    expect(points.slice(26).join('')).toMatch(/^Chapter 2/u);
  });

  it('leaves a table of contents out', () => {
    const text = 'Contents\n\nChapter 1\nChapter 2\n\nChapter 1\none\n\nChapter 2\ntwo\n';
    expect(findChapters(text)).toEqual([
      { title: 'Chapter 1', start: 0 },
      { title: 'Chapter 2', start: text.lastIndexOf('Chapter 2') },
    ]);
  });

  it('joins a part without text to its first chapter', () => {
    expect(titles('Part One\n\nChapter 1\none\n\nChapter 2\ntwo\n\nPart Two\nChapter 3\nthree')).toEqual([
      'Part One · Chapter 1',
      'Chapter 2',
      'Part Two · Chapter 3',
    ]);
  });

  it('is linear in the length of the text', () => {
    const long = `Chapter 1\n${'word '.repeat(200_000)}\n${'a\n'.repeat(100_000)}`;
    expect(titles(long)).toEqual(['Chapter 1']);
  });
});
