import { WIDTH, type IpaWord, type Seam, type SpokenToken } from './languages/room.js';
import { trim, type Stretch } from './stretch.js';

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
  /**
   * Where a part of the source is in the spoken form; undefined where an edge lies inside of what was written out (`14:30`), or
   * nothing of it is spoken.
   */
  readonly placeOf: (start: number, end: number) => Stretch | undefined;
}

export function joinTokens(tokens: readonly SpokenToken[]): JoinedTokens {
  const raw = tokens.map(({ spoken }) => spoken).join('');
  const spoken = collapsed(raw);
  const starts = startsOf(tokens);
  let chunks: Chunks | undefined;
  let sources: readonly number[] | undefined;
  return {
    spoken,
    written: (words) => {
      chunks ??= chunksOf(raw, spoken);
      return words.length === 0 ? [] : written(words, tokens, starts, chunks);
    },
    placeOf: (start, end) => {
      chunks ??= chunksOf(raw, spoken);
      sources ??= tokens.map((token) => token.start);
      const place = rawPlace({ start, end }, tokens, sources, starts);
      if (place === undefined || raw.slice(place.start, place.end).trim() === '') return undefined;
      const { start: from, end: to } = trim(raw, place.start, place.end);
      return {
        start: moved(from, chunks.rawStarts, chunks.starts),
        end: moved(to - 1, chunks.rawStarts, chunks.starts) + 1,
      };
    },
    spokenBetween: (start, end) =>
      collapsed(
        tokens
          .filter((token) => token.start < end && token.end > start)
          .map((token) => (isAsWritten(token) ? token.spoken.slice(...within(token, start, end)) : token.spoken))
          .join(''),
      ),
  };
}

/** Where each token begins in their joined spoken forms. */
function startsOf(tokens: readonly SpokenToken[]): readonly number[] {
  const starts: number[] = [];
  let length = 0;
  for (const { spoken } of tokens) {
    starts.push(length);
    length += spoken.length;
  }
  return starts;
}

/** Where a part of the source is in the joined spoken forms. */
function rawPlace(
  { start, end }: Stretch,
  tokens: readonly SpokenToken[],
  sources: readonly number[],
  starts: readonly number[],
): Stretch | undefined {
  const [first, last] = [lastAtOrBefore(sources, start), lastAtOrBefore(sources, end - 1)];
  const [opening, closing] = [tokens[first], tokens[last]];
  if (opening === undefined || closing === undefined) return undefined;
  if (!isAsWritten(opening) && opening.start !== start) return undefined;
  if (!isAsWritten(closing) && closing.end !== end) return undefined;
  const [from] = isAsWritten(opening) ? within(opening, start, end) : [0];
  const to = isAsWritten(closing) ? within(closing, start, end)[1] : closing.spoken.length;
  return { start: (starts[first] ?? 0) + from, end: (starts[last] ?? 0) + Math.min(to, closing.spoken.length) };
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
  starts: readonly number[],
  chunks: Chunks,
): readonly WrittenWord[] {
  const rawIndex = (index: number): number => moved(index, chunks.starts, chunks.rawStarts);
  const found: WrittenWord[] = [];
  for (const { start, end, ipaStart, ipaEnd, seams = [] } of words) {
    const from = sourceStart(rawIndex(start));
    const to = sourceEnd(rawIndex(end - 1) + 1);
    const last = found.at(-1);
    if (last !== undefined && from < last.end) {
      found[found.length - 1] = { ...last, end: Math.max(last.end, to), ipaEnd };
    } else {
      const kept = seams.flatMap((seam) => seamInSource(seam));
      found.push({ start: from, end: to, ipaStart, ipaEnd, ...(kept.length === 0 ? {} : { seams: kept }) });
    }
  }
  return found;

  /** None inside of a stretch that was written out. */
  function seamInSource({ at, ipaAt }: Seam): readonly Seam[] {
    const index = rawIndex(at);
    const place = lastAtOrBefore(starts, index);
    const token = tokens[place];
    const inside = token !== undefined && !isAsWritten(token) && starts[place] !== index;
    return inside ? [] : [{ at: sourceStart(index), ipaAt }];
  }

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

/** Where the stretches without white space begin, in the collapsed text and in the raw one. */
interface Chunks {
  readonly starts: readonly number[];
  readonly rawStarts: readonly number[];
}

function chunksOf(raw: string, spoken: string): Chunks {
  // Every run of white space was one character already.
  if (raw.length === spoken.length) return { starts: [0], rawStarts: [0] };
  const starts: number[] = [];
  const rawStarts: number[] = [];
  let length = 0;
  for (const { 0: chunk, index } of raw.matchAll(/\S+/gu)) {
    starts.push(length);
    rawStarts.push(index);
    length += chunk.length + 1;
  }
  return { starts, rawStarts };
}

/** An index of one text in the other. */
function moved(index: number, from: readonly number[], to: readonly number[]): number {
  const at = lastAtOrBefore(from, index);
  return (to[at] ?? 0) + index - (from[at] ?? 0);
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
