import { describe, expect, it } from 'vitest';
import { bar, progressLine, table } from './progress.js';

const CLEAR = '\r\u001B[2K';

function written(isTTY: boolean, columns = 40): { readonly texts: string[]; readonly stream: never } {
  const texts: string[] = [];
  return { texts, stream: { isTTY, columns, write: (text: string) => texts.push(text) } as never };
}

describe('progress on a terminal', () => {
  it('is one line that is redrawn and never wraps, however wide its letters are', () => {
    const { texts, stream } = written(true, 10);
    const line = progressLine(stream, () => 0);
    line.update('abcdefghijklmnop');
    line.update('中文字符很宽');
    line.update('short');
    expect(texts).toEqual([`${CLEAR}abcdefghi`, `${CLEAR}中文字符`, `${CLEAR}short`]);
  });

  it('leaves its last words standing, or nothing at all', () => {
    const { texts, stream } = written(true);
    const line = progressLine(stream, () => 0);
    line.update('half');
    line.clear();
    line.clear();
    line.update('more');
    line.done('all');
    line.clear();
    expect(texts).toEqual([`${CLEAR}half`, CLEAR, `${CLEAR}more`, `${CLEAR}all\n`]);
  });
});

it('elsewhere writes a whole line now and then', () => {
  const { texts, stream } = written(false, 5);
  let nowMs = 0;
  const line = progressLine(stream, () => nowMs);
  line.update('the first');
  line.update('too soon');
  nowMs = 5_000;
  line.update('later');
  line.clear();
  line.done('the end');
  expect(texts).toEqual(['the first\n', 'later\n', 'the end\n']);
});

describe('a bar', () => {
  it('shows share, amount and the time that is left', () => {
    expect(bar(23, 92, 'MB', 0, 3_000)).toBe('[█████░░░░░░░░░░░░░░░]  25 %  23 / 92 MB  ETA 9 s');
  });

  it('tells the time by what it has watched itself', () => {
    expect(bar(20, 30, 'segments', 1_000, 3_000, 15)).toMatch(/ETA 4 s$/);
    expect(bar(15, 30, 'segments', 1_000, 3_000, 15)).not.toContain('ETA');
  });

  it('never passes its end, and knows no time before it has begun', () => {
    expect(bar(100, 92, 'MB', 0, 3_000)).toMatch(/^\[█{20}\] 100 %/);
    expect(bar(0, 92, 'MB', 0, 3_000)).not.toContain('ETA');
    expect(bar(0, 0, 'MB', 0, 3_000)).toContain('  0 %');
  });
});

it('a table keeps its columns under each other, whatever the width of their letters', () => {
  const rows = [
    ['text', 'ipa', 'end'],
    ['十四点', 'ʂɻ̩', '|'],
    ['😀', 'həl', '|'],
  ];
  expect(table(rows).split('\n')).toEqual(['text    ipa  end', '十四点  ʂɻ̩   |', '😀      həl  |']);
});
