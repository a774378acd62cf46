import { describe, expect, it } from 'vitest';
import { readTimingLines, writeTimingLine } from './stored-timings.js';
import { all, collected, sentence } from './timings.fixture.js';

const sentences = [
  sentence('one two\nthree', 1.25, 0.333),
  { ...sentence('今天好', 3, 0.25, 14), precision: 'estimated' as const },
];
const bytes = new TextEncoder().encode(sentences.map(writeTimingLine).join(''));

describe('stored timings', () => {
  it('come back as they were written, to the millisecond', async () => {
    const [first, second] = await collected(readTimingLines(all(bytes)));
    expect(second).toEqual(sentences[1]);
    expect(first?.text).toBe('one two\nthree');
    expect(first?.words.map(({ start, end, startSeconds }) => [start, end, startSeconds])).toEqual([
      [0, 3, 1.25],
      [4, 7, 1.583],
      [8, 13, 1.916],
    ]);
  });

  it('are read from chunks cut anywhere, inside a character too', async () => {
    const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await collected(readTimingLines(all(...single)))).toEqual(await collected(readTimingLines(all(bytes))));
  });

  it('are a line each', () => {
    expect(sentences.map(writeTimingLine).map((line) => line.indexOf('\n') === line.length - 1)).toEqual([true, true]);
  });
});
