import { WIDTH, type IpaWord, type SpokenToken } from './languages/room.js';

/** A word that is heard: where it is written, UTF-16 indices into the span's source, and where its sound is in the IPA. */
export type WrittenWord = IpaWord;

/** The spoken form of a span, and the way back to where its words are written. */
export interface JoinedTokens {
  /** White space collapsed, none at the ends: what the room pronounces. */
  readonly spoken: string;
  /**
   * Words of the spoken form as words of the source, in order and without overlap. A stretch that was written out
   * (`14:30`) is never cut: the words it is said in are one, and so are words that share it (`2026年`, read as 零 … 六年).
   */
  readonly written: (words: readonly IpaWord[]) => readonly WrittenWord[];
  /** The spoken form of a part of the source, UTF-16; its edges are those of tokens or lie in one read as it stands. */
  readonly spokenBetween: (start: number, end: number) => string;
}

export function joinTokens(tokens: readonly SpokenToken[]): JoinedTokens {
  const raw = tokens.map(({ spoken }) => spoken).join('');
  const spoken = collapsed(raw);
  return {
    spoken,
    written: (words) => (words.length === 0 ? [] : written(words, tokens, rawIndices(raw, spoken))),
    spokenBetween: (start, end) =>
      collapsed(
        tokens
          .filter((token) => token.start < end && token.end > start)
          .map((token) => (isAsWritten(token) ? token.spoken.slice(...within(token, start, end)) : token.spoken))
          .join(''),
      ),
  };
}

function within(token: SpokenToken, start: number, end: number): [number, number] {
  return [Math.max(0, start - token.start), Math.min(end, token.end) - token.start];
}

function collapsed(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function written(
  words: readonly IpaWord[],
  tokens: readonly SpokenToken[],
  rawIndex: (index: number) => number,
): readonly WrittenWord[] {
  const starts: number[] = [];
  let length = 0;
  for (const { spoken } of tokens) {
    starts.push(length);
    length += spoken.length;
  }
  const found: WrittenWord[] = [];
  for (const { start, end, ipaStart, ipaEnd } of words) {
    const from = sourceStart(rawIndex(start));
    const to = sourceEnd(rawIndex(end - 1) + 1);
    const last = found.at(-1);
    if (last !== undefined && from < last.end) {
      found[found.length - 1] = { ...last, end: Math.max(last.end, to), ipaEnd };
    } else {
      found.push({ start: from, end: to, ipaStart, ipaEnd });
    }
  }
  return found;

  function sourceStart(index: number): number {
    const at = lastAtOrBefore(starts, index);
    const token = tokens[at];
    if (token === undefined) return 0;
    return isAsWritten(token) ? Math.min(token.end, token.start + index - (starts[at] ?? 0)) : token.start;
  }

  function sourceEnd(index: number): number {
    const at = lastAtOrBefore(starts, index - 1);
    const token = tokens[at];
    if (token === undefined) return 0;
    return isAsWritten(token) ? Math.min(token.end, token.start + index - (starts[at] ?? 0)) : token.end;
  }
}

/** Whether its words can be found in the source one by one; else the token is timed as a whole. */
function isAsWritten({ start, end, spoken, rule }: SpokenToken): boolean {
  return rule === '' || (rule === WIDTH && spoken.length === end - start);
}

/** Turns indices of the collapsed text into those of the raw one. */
function rawIndices(raw: string, spoken: string): (index: number) => number {
  // Every run of white space was one character already.
  if (raw.length === spoken.length) return (index) => index;
  const starts: number[] = [];
  const rawStarts: number[] = [];
  let length = 0;
  for (const { 0: chunk, index } of raw.matchAll(/\S+/gu)) {
    starts.push(length);
    rawStarts.push(index);
    length += chunk.length + 1;
  }
  return (index) => {
    const at = lastAtOrBefore(starts, index);
    return (rawStarts[at] ?? 0) + index - (starts[at] ?? 0);
  };
}

/** Place of the last number of a rising list that is not above `value`; 0 when all are. */
function lastAtOrBefore(rising: readonly number[], value: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rising[middle] ?? Infinity) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
