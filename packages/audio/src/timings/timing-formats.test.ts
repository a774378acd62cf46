import { describe, expect, it } from 'vitest';
import { timingContentType, type TimingFormat, writeTimings } from './timing-formats.js';
import { Timings } from '@lector/contract';
import { readTimingLines, writeTimingLine } from './stored-timings.js';
import { all, collected, sentence } from './timings.fixture.js';

const written = async (format: TimingFormat, level: 'word' | 'sentence', ...sentences: ReturnType<typeof sentence>[]) =>
  (await collected(writeTimings(format, { precision: 'exact', level }, all(...sentences)))).join('');

describe('SubRip', () => {
  it('numbers cues, with commas in times that go on past an hour', async () => {
    expect(
      await written('srt', 'word', sentence('One two.', 1.2, 0.5), sentence('Three four', 3_725.0625, 1, 10)),
    ).toBe('1\n00:00:01,200 --> 00:00:02,200\nOne two.\n\n2\n01:02:05,063 --> 01:02:07,063\nThree four\n\n');
    expect(await written('srt', 'word', sentence('a b', 360_000, 1))).toContain('100:00:00,000 --> 100:00:02,000');
  });

  it('shows markup and arrows as they are written, and no line end inside a line', async () => {
    const text = await written('srt', 'sentence', { ...sentence('a <b>x</b> & {\\an8} -->\n\n2 < 3'), words: [] });
    expect(text.split('\n')[2]).toBe('a <\u2060b>x<\u2060/b> & {\u2060\\an8} --\u2060> 2 < 3');
    expect(text.split('\n')).toHaveLength(5);
  });
});

describe('markup', () => {
  /** As a plan shows `Hi <b>you</b>.`. */
  const marked = {
    ...sentence('Hi you.', 0, 1),
    end: 14,
    text: `Hi ${'\u2060'.repeat(3)}you${'\u2060'.repeat(4)}.`,
    words: [
      { start: 0, end: 2, startSeconds: 0, endSeconds: 1 },
      { start: 6, end: 9, startSeconds: 1, endSeconds: 2 },
    ],
    marks: [{ name: 'here', offset: 3, seconds: 1 }],
  };

  it('is in no subtitle and no text', async () => {
    expect(await written('srt', 'word', marked)).toContain('\nHi you.\n');
    expect(await written('srt', 'sentence', { ...marked, words: [] })).toContain('\nHi you.\n');
    expect(await written('vtt', 'word', marked)).toContain('\nHi <00:00:01.000>you.\n');
  });

  it('is in no word of JSON, which tells the marks behind the sentences', async () => {
    const line = writeTimingLine(marked);
    const stored = await collected(readTimingLines(all(new TextEncoder().encode(line))));
    const told = Timings.parse(JSON.parse(await written('json', 'word', ...stored)));
    expect(told.sentences.map(({ text, words = [] }) => [text, words.map((word) => word.text)])).toEqual([
      ['Hi you.', ['Hi', 'you']],
    ]);
    expect(told.marks).toEqual([{ name: 'here', offset: 3, seconds: 1 }]);
  });
});

describe('WebVTT', () => {
  it('puts the time of each word but the first before it', async () => {
    expect(await written('vtt', 'word', sentence('One & two', 1.2, 0.5))).toBe(
      'WEBVTT\n\n00:00:01.200 --> 00:00:02.700\nOne <00:00:01.700>&amp; <00:00:02.200>two\n\n',
    );
  });

  it('leaves out times that do not rise', async () => {
    expect(await written('vtt', 'word', sentence('a b c', 1, 0))).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:01.001\na b c\n\n',
    );
  });

  it('has no times inside where only sentences are timed, and escapes what would be markup', async () => {
    expect(await written('vtt', 'sentence', { ...sentence('a <b> --> c & d', 0, 1), words: [] })).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:06.000\na &lt;b&gt; --&gt; c &amp; d\n\n',
    );
  });
});

describe('JSON', () => {
  it('gives offsets, seconds and text of sentences and words', async () => {
    expect(JSON.parse(await written('json', 'word', sentence('𠮷 is\n so', 1, 0.5, 7)))).toEqual({
      precision: 'exact',
      level: 'word',
      sentences: [
        {
          start: 7,
          end: 15,
          start_seconds: 1,
          end_seconds: 2.5,
          text: '𠮷 is so',
          precision: 'exact',
          words: [
            { start: 7, end: 8, start_seconds: 1, end_seconds: 1.5, text: '𠮷' },
            { start: 9, end: 11, start_seconds: 1.5, end_seconds: 2, text: 'is' },
            { start: 13, end: 15, start_seconds: 2, end_seconds: 2.5, text: 'so' },
          ],
        },
      ],
    });
  });

  it('has no words where only sentences are timed, and is whole without any', async () => {
    const [only] = (
      JSON.parse(await written('json', 'sentence', { ...sentence('a b'), words: [] })) as { sentences: object[] }
    ).sentences;
    expect(only).not.toHaveProperty('words');
    expect(JSON.parse(await written('json', 'word'))).toEqual({ precision: 'exact', level: 'word', sentences: [] });
  });
});

describe('every format', () => {
  it('is written sentence by sentence: a book is never one string', async () => {
    const many = Array.from({ length: 50 }, (_, index) => sentence('one two', index * 2, 1, index * 8));
    for (const format of ['json', 'srt', 'vtt'] as const) {
      const chunks = await collected(writeTimings(format, { precision: 'exact', level: 'word' }, all(...many)));
      expect(chunks.length).toBeGreaterThanOrEqual(50);
      expect(timingContentType(format)).toMatch(/^(?:application\/json|application\/x-subrip|text\/vtt)/u);
    }
  });
});
