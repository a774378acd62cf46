import { describe, expect, test } from 'vitest';
import type { RenderedAudio, Speech } from './engine.js';
import { wordTimes } from './word-times.js';

type Span = Speech['spans'][number];
const span = (ipa: string): Span => ({ language: 'en', spoken: '', ipa });
/** The places of the words of an IPA, parted by spaces and marks. */
const places = (...spans: readonly Span[]) =>
  spans.map(({ ipa }) =>
    [...ipa.matchAll(/[^\s,.]+/gu)].map(({ 0: word, index }) => ({ ipaStart: index, ipaEnd: index + word.length })),
  );
/** A frame lasts a tenth of a second; the engine writes capitals, and drops `-`. */
const unitsOf = (ipa: string) => ipa.toUpperCase().replaceAll('-', '').trim();
const alignment = (...spans: readonly Span[]) => ({
  units: [...spans.map(({ ipa }) => unitsOf(ipa)).join(' ')],
  lead: 1,
  unitsOf,
  aheadFrames: 0,
  sharesSpaces: false,
});
const audio = (durations: readonly number[] | null, silences: RenderedAudio['silences'] = []): RenderedAudio => ({
  durations,
  samplesPerFrame: 100,
  sampleRate: 1000,
  seconds: 3,
  silences,
});
const rounded = ({ precision, spans }: ReturnType<typeof wordTimes>) => ({
  precision,
  spans: spans.map((words) =>
    words.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds].map((one) => Math.round(one * 1000) / 1000)),
  ),
});

describe('word times from durations', () => {
  const spans = [span('ab c,'), span('d')];

  test('are those of the word’s own units, over all spans, without marks and spaces', () => {
    //                                                    ^  a  b     c  ,     d  $
    const times = wordTimes(spans, places(...spans), audio([2, 1, 1, 1, 2, 3, 1, 1, 2]), alignment(...spans));
    expect(rounded(times)).toEqual({
      precision: 'exact',
      spans: [
        [
          [0.2, 0.4],
          [0.5, 0.7],
        ],
        [[1.1, 1.2]],
      ],
    });
  });

  test('come earlier by what the engine is ahead, and meet in the middle of a space that is no pause', () => {
    const own = { ...alignment(...spans), aheadFrames: 1, sharesSpaces: true };
    const times = wordTimes(spans, places(...spans), audio([2, 1, 1, 2, 2, 3, 1, 1, 2]), own);
    expect(rounded(times).spans).toEqual([
      [
        [0.1, 0.4],
        [0.4, 0.7],
      ],
      [[1.05, 1.2]],
    ]);
  });

  test('leave out the silence a word begins or ends in, and no silence inside', () => {
    const silences = [
      { startSeconds: 0, endSeconds: 0.25 },
      { startSeconds: 0.55, endSeconds: 0.6 },
      { startSeconds: 0.65, endSeconds: 1.15 },
    ];
    const times = wordTimes(spans, places(...spans), audio([2, 1, 1, 1, 2, 3, 1, 1, 2], silences), alignment(...spans));
    expect(rounded(times).spans).toEqual([
      [
        [0.25, 0.4],
        [0.5, 0.65],
      ],
      [[1.15, 1.2]],
    ]);
  });

  test('give a word the engine has no sound for no time, where the word before ends', () => {
    const silent = [span('a - b')];
    const own = { ...alignment(...silent), units: [...'A B'] };
    expect(rounded(wordTimes(silent, places(...silent), audio([1, 1, 1, 1, 1]), own)).spans).toEqual([
      [
        [0.1, 0.2],
        [0.2, 0.2],
        [0.3, 0.4],
      ],
    ]);
  });

  test('are not believed when there are fewer durations than units, or the words are of another input', () => {
    const short = wordTimes(spans, places(...spans), audio([1, 1]), alignment(...spans));
    expect(short.precision).toBe('estimated');
    const other = { ...alignment(...spans), units: [...'AB C, DE'] };
    expect(wordTimes(spans, places(...spans), audio(Array<number>(10).fill(1)), other).precision).toBe('estimated');
  });
});

describe('word times without durations', () => {
  const spans = [span('aaaa bb.'), span('b')];

  test('are in proportion to the IPA, over what is heard', () => {
    const silences = [
      { startSeconds: 0, endSeconds: 0.5 },
      { startSeconds: 1, endSeconds: 1.5 },
      { startSeconds: 2, endSeconds: 3 },
    ];
    // Ten letters from the first word to the last, a second of sound.
    expect(rounded(wordTimes(spans, places(...spans), audio(null, silences), alignment(...spans)))).toEqual({
      precision: 'estimated',
      spans: [
        [
          [0.5, 0.9],
          [1.5, 1.7],
        ],
        [[1.9, 2]],
      ],
    });
  });

  test('are spread over all of it where nothing is heard', () => {
    const silences = [{ startSeconds: 0, endSeconds: 3 }];
    const [first] = rounded(
      wordTimes([span('a')], places(span('a')), audio(null, silences), alignment(span('a'))),
    ).spans;
    expect(first).toEqual([[0, 3]]);
  });
});
