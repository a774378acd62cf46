import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainTitle, readChapterMarks, writeFfmetadata } from './ffmetadata.js';

const shape = { sampleRate: 24_000, samples: 72_000, tempo: 1 };

describe('writeFfmetadata', () => {
  test('writes title and chapters to the sample, each until the next', () => {
    const chapters = [
      { title: '第一章', startSample: 0 },
      { title: 'Two', startSample: 24_001 },
    ];
    expect(writeFfmetadata({ ...shape, title: 'A book', chapters, mediaType: 2 })).toBe(
      [
        ';FFMETADATA1',
        'title=A book',
        'media_type=2',
        '[CHAPTER]',
        'TIMEBASE=1/24000',
        'START=0',
        'END=24001',
        'title=第一章',
        '[CHAPTER]',
        'TIMEBASE=1/24000',
        'START=24001',
        'END=72000',
        'title=Two',
        '',
      ].join('\n'),
    );
  });

  test('moves chapters with the speech when the tempo changes', () => {
    const chapters = [
      { title: 'a', startSample: 0 },
      { title: 'b', startSample: 24_000 },
    ];
    const marks = readChapterMarks(writeFfmetadata({ ...shape, chapters, tempo: 2 }));
    expect(marks.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
      [0, 0.5],
      [0.5, 1.5],
    ]);
  });

  test('a title cannot end its line, begin a chapter or become a field', () => {
    const text = writeFfmetadata({ ...shape, title: 'x\n[CHAPTER]\nSTART=9', chapters: [] });
    expect(text).toBe(';FFMETADATA1\ntitle=x [CHAPTER] START\\=9\n');
    expect(readChapterMarks(text)).toEqual([]);
  });
});

describe('plainTitle', () => {
  test('keeps words of all languages and loses what breaks lines', () => {
    expect(plainTitle(' 第一章\t“あ”\r\nEnd\u0000\u2028 ')).toBe('第一章 “あ” End');
  });

  test('never ends in a backslash: ffmpeg would read on', () => {
    expect(plainTitle('C:\\')).toBe('C:\\ ');
  });
});

describe('readChapterMarks', () => {
  test('gives back every title as players will show it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 1, maxLength: 3 }),
        (titles) => {
          const chapters = titles.map((title, index) => ({ title, startSample: index * 10 }));
          const marks = readChapterMarks(writeFfmetadata({ ...shape, chapters }));
          expect(marks.map(({ title }) => title)).toEqual(titles.map(plainTitle));
        },
      ),
    );
  });

  test('reads lines that go on behind a backslash, as ffmpeg writes them', () => {
    const text = ';FFMETADATA1\nencoder=x\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=2000\ntitle=a\\\nb \\= c\n';
    expect(readChapterMarks(text)).toEqual([{ title: 'a\nb = c', startSeconds: 1.5, endSeconds: 2 }]);
  });
});
