import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cuesOf } from './cues.js';
import { breakable, columns, LINE_COLUMNS, oneLine, piecesOf } from './cue-text.js';
import type { SentenceTiming } from './sentence-timing.js';
import { all, collected, sentence } from './timings.fixture.js';

const lines = async (...sentences: readonly SentenceTiming[]) =>
  (await collected(cuesOf(all(...sentences)))).map((cue) =>
    cue.lines.map((line) => oneLine(line.map(({ text }) => text).join(''))),
  );

describe('pieces of a cue', () => {
  const pieces = (text: string) => piecesOf(sentence(text)).map((piece) => piece.text);

  it('keep signs at the words they belong to', () => {
    expect(pieces('“Go (right) now,” he said: "well done".')).toEqual([
      '“Go ',
      '(right) ',
      'now,” ',
      'he ',
      'said: ',
      '"well ',
      'done".',
    ]);
    expect(pieces('他说：「走吧！」')).toEqual(['他', '说：', '「走', '吧！」']);
  });
});

describe('breakable', () => {
  it('parts at spaces and between words in wide characters, never before a closing sign or behind an opening one', () => {
    expect(breakable('Hello world，今天「好」。').map(({ text }) => text)).toEqual([
      'Hello ',
      'world，',
      '今天',
      '「好」。',
    ]);
  });
});

describe('cues', () => {
  it('are one for a sentence without timed words, in lines of 42 letters or 20 wide characters', async () => {
    const english = {
      ...sentence('The library opens at nine in the morning and closes late in the evening.'),
      words: [],
    };
    expect(await lines(english)).toEqual([
      ['The library opens at nine in the morning', 'and closes late in the evening.'],
    ]);
    const chinese = { ...sentence('图书馆早上九点开门，晚上很晚才关门，周末也是这样，大家都知道这件事。'), words: [] };
    expect(await lines(chinese)).toEqual([
      ['图书馆早上九点开门，晚上很晚才关门，', '周末也是这样，大家都知道这件事。'],
    ]);
  });

  it('are parted at the end of a clause where words are timed', async () => {
    const text =
      'When the storm had passed and the sea was calm, they took the boat out again to look for the lost nets.';
    expect(await lines(sentence(text, 0, 0.3))).toEqual([
      ['When the storm had passed and the sea was', 'calm,'],
      ['they took the boat out again to look for', 'the lost nets.'],
    ]);
  });

  it('last seven seconds at most, and the last two share what is left rather than leave a word alone', async () => {
    const cues = await collected(cuesOf(all(sentence('a b c d e f g h', 0, 1))));
    expect(cues.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 4000],
      [4000, 8000],
    ]);
  });

  it('never overlap, always last, and hold the whole text in two lines each, whatever the words', async () => {
    const word = fc.stringMatching(/^[a-z]{1,12}[,.]?$/u);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.array(word, { minLength: 2, maxLength: 40 }), fc.double({ min: 0, max: 0.5, noNaN: true })),
          {
            maxLength: 4,
          },
        ),
        async (parts) => {
          const texts = parts.map(([words]) => words.join(' '));
          let at = 0;
          const sentences = parts.map(([words, seconds], index) => {
            const made = sentence(texts[index] ?? '', at, seconds);
            at += seconds * words.length;
            return made;
          });
          const cues = await collected(cuesOf(all(...sentences)));
          let endMs = 0;
          for (const cue of cues) {
            expect(cue.startMs).toBeGreaterThanOrEqual(endMs);
            expect(cue.endMs).toBeGreaterThan(cue.startMs);
            expect(cue.lines.length).toBeLessThanOrEqual(2);
            for (const line of cue.lines) {
              expect(columns(line.map(({ text }) => text).join(''))).toBeLessThanOrEqual(LINE_COLUMNS);
            }
            endMs = cue.endMs;
          }
          const shown = cues.flatMap((cue) => cue.lines.flatMap((line) => line.map(({ text }) => text.trim())));
          expect(shown.join(' ')).toBe(texts.join(' '));
        },
      ),
    );
  });
});
