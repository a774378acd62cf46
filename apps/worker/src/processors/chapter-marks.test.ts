import { describe, expect, it } from 'vitest';
import type { Segment } from '@lector/text';
import { ChapterMarks } from './chapter-marks.js';

const at = (start: number) => ({ start }) as Segment;

describe('ChapterMarks', () => {
  it('puts each chapter where its first segment begins, the first at the very beginning', () => {
    const chapters = new ChapterMarks([
      { title: 'One', start: 0 },
      { title: 'Two', start: 50 },
    ]);
    chapters.add(at(3), 0);
    chapters.add(at(20), 100);
    chapters.add(at(52), 250);
    chapters.add(at(70), 400);
    expect(chapters.marks).toEqual([
      { title: 'One', start: 0, startSample: 0 },
      { title: 'Two', start: 50, startSample: 250 },
    ]);
  });

  it('leaves out a chapter of which nothing is spoken', () => {
    const chapters = new ChapterMarks([
      { title: 'Silent', start: 0 },
      { title: 'Heard', start: 5 },
    ]);
    chapters.add(at(9), 0);
    expect(chapters.marks.map(({ title }) => title)).toEqual(['Heard']);
  });
});
