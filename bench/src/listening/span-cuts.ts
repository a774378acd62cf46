import type { ExpectedSpan } from './sentences.js';

/**
 * Where to cut the audio of a mixed sentence so that each part is heard by itself. The parts are those of the sentence, not
 * those planning found: what planning read in the wrong language must count as an error. Pure.
 */

/** A word of the text, code points, and when it is heard. */
export interface HeardWord {
  readonly start: number;
  readonly end: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface Cut {
  readonly start: number;
  readonly end: number;
}

/** Seconds in which each span is spoken: together they cover the audio; neighbours meet halfway between their words. */
export function spanCuts(
  text: string,
  spans: readonly ExpectedSpan[],
  words: readonly HeardWord[],
  seconds: number,
): readonly Cut[] {
  const begins = spanBegins(text, spans);
  const inSpan = spans.map((_, index) =>
    words.filter(({ start }) => start >= (begins[index] ?? 0) && start < (begins[index + 1] ?? Infinity)),
  );
  const edges = spans.slice(1).map((_, index) => {
    const ended = lastEnd(inSpan.slice(0, index + 1).flat());
    const starts = firstStart(inSpan.slice(index + 1).flat(), seconds);
    return (ended + starts) / 2;
  });
  return spans.map((_, index) => ({ start: edges[index - 1] ?? 0, end: edges[index] ?? seconds }));
}

function lastEnd(words: readonly HeardWord[]): number {
  return words.reduce((last, { endSeconds }) => Math.max(last, endSeconds), 0);
}

function firstStart(words: readonly HeardWord[], seconds: number): number {
  return words.reduce((first, { startSeconds }) => Math.min(first, startSeconds), seconds);
}

/**
 * The code point of the text each span begins at. A span is what is heard (numbers spelled out), so it is aligned with the
 * text by their longest common subsequence of letters.
 */
export function spanBegins(text: string, spans: readonly ExpectedSpan[]): readonly number[] {
  const written = [...text.toLowerCase()];
  const heard = spans.flatMap(({ expected }) => [...expected.toLowerCase()]);
  const places = commonPlaces(heard, written);
  let first = 0;
  return spans.map(({ expected }, index) => {
    const at = first;
    first += [...expected].length;
    if (index === 0) return 0;
    const own = places[at];
    const before = places[at - 1];
    if (own !== undefined) return own;
    // It begins with what is written otherwise (a number): then right behind the last letter of the one before.
    if (before !== undefined) return before + 1;
    return places.slice(at).find((place) => place !== undefined) ?? written.length;
  });
}

/** For each letter heard, where the text has it; undefined for one that is written otherwise. */
function commonPlaces(heard: readonly string[], written: readonly string[]): readonly (number | undefined)[] {
  const width = written.length + 1;
  const lengths = new Uint16Array((heard.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = heard.length - 1; row >= 0; row -= 1)
    for (let column = written.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        heard[row] === written[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const places: (number | undefined)[] = heard.map(() => undefined);
  for (let row = 0, column = 0; row < heard.length && column < written.length;) {
    if (heard[row] === written[column]) {
      places[row] = column;
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return places;
}
