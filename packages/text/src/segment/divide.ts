import { pinsIn } from '../pins/pin.js';
import type { Stretch } from '../stretch.js';
import { breakRanks, RANK } from './breaks.js';

/**
 * Cuts what is too large for one engine pass. A stretch is first chopped, left to right, into pieces short enough to
 * look at; each piece is then halved at its best break until it fits. Halving beats filling up: the parts come out of
 * similar length and no scrap is left at the end. Chopping is linear and halving works on bounded pieces, so the whole
 * is linear.
 */

/**
 * Longest stretch that is rendered to see whether it fits. One pass takes some 400 letters or 100 Han characters, kana
 * or digits, which are read as several sounds each; looking at more is wasted.
 */
const MAX_LETTERS = 600;
const MAX_WIDE = 200;

/**
 * Pieces of at most `MAX_LETTERS` letters, cut at the last good break of their second half. Each is looked for when it is
 * asked for: the dictionaries need a millisecond for each, and a sentence may be as long as the text.
 * @param whole what is never cut, in order
 */
export function* chop(text: string, stretch: Stretch, whole: readonly Stretch[] = []): Generator<Stretch, void> {
  let { start } = stretch;
  for (;;) {
    const length = reach(text, start, stretch.end);
    if (start + length >= stretch.end) break;
    // A little more than the piece, so that the character behind the cut is seen.
    const ranks = ranksAround(text, { start, end: Math.min(stretch.end, start + length + 2) }, whole);
    const cut =
      bestBreak(ranks, Math.ceil(length / 2), length, length) ?? outside(whole, { start, end: start + length }) - start;
    yield { start, end: start + cut };
    start += cut;
  }
  yield { start, end: stretch.end };
}

/** The end of a stretch, or of what is never cut and reaches over it; then what stands before that, where anything does. */
function outside(whole: readonly Stretch[], { start, end }: Stretch): number {
  const last = pinsIn(whole, { start, end }).at(-1);
  if (last === undefined || last.end <= end) return end;
  return last.start > start ? last.start : last.end;
}

function ranksAround(text: string, stretch: Stretch, whole: readonly Stretch[]): Uint8Array {
  const ranks = breakRanks(text, stretch);
  for (const { start, end } of pinsIn(whole, stretch)) {
    ranks.fill(0, start - stretch.start + 1, Math.min(end - stretch.start, ranks.length));
  }
  return ranks;
}

/** How many code units from `start` are worth looking at. */
function reach(text: string, start: number, end: number): number {
  let weight = 0;
  let at = start;
  while (at < end && weight < 1) {
    const code = text.charCodeAt(at);
    weight += code >= 0x2e80 || (code >= 0x30 && code <= 0x39) ? 1 / MAX_WIDE : 1 / MAX_LETTERS;
    at += 1;
  }
  return at - start;
}

/**
 * The two parts of a piece, or undefined when it is a single character. `ranks` are those of a stretch around it, so
 * that a piece cut several times is looked at once.
 */
export function halve(text: string, piece: Stretch, ranks: BreakRanks): readonly [Stretch, Stretch] | undefined {
  const length = piece.end - piece.start;
  const own = ranks.of(piece);
  const cut =
    bestBreak(own, Math.floor(length / 4), Math.ceil((length * 3) / 4), length / 2) ??
    bestBreak(own, 1, length - 1, length / 2) ??
    // Nothing but one grapheme of several code points: a cut inside it is better than a piece that fits nowhere.
    (ranks.isWhole(piece) ? undefined : insideGrapheme(text, piece));
  if (cut === undefined) return undefined;
  return [
    { start: piece.start, end: piece.start + cut },
    { start: piece.start + cut, end: piece.end },
  ];
}

/** Ranks of the breaks inside a stretch, computed on first need. */
export interface BreakRanks {
  of(piece: Stretch): Uint8Array;
  /** Whether the piece holds something that is never cut. */
  isWhole(piece: Stretch): boolean;
}

/** @param whole what is never cut, in order */
export function ranksOf(text: string, stretch: Stretch, whole: readonly Stretch[] = []): BreakRanks {
  let all: Uint8Array | undefined;
  return {
    of({ start, end }) {
      all ??= ranksAround(text, stretch, whole);
      return all.subarray(start - stretch.start, end - stretch.start + 1);
    },
    isWhole: (piece) => pinsIn(whole, piece).length > 0,
  };
}

/** The break of the highest rank in `[from, to]`, nearest to `ideal` among equals. */
function bestBreak(ranks: Uint8Array, from: number, to: number, ideal: number): number | undefined {
  let best: number | undefined;
  let bestRank = 0;
  for (let index = Math.max(1, from); index <= Math.min(to, ranks.length - 2); index += 1) {
    const rank = ranks[index] ?? 0;
    if (rank === 0 || rank < bestRank) continue;
    if (rank > bestRank || best === undefined || Math.abs(index - ideal) < Math.abs(best - ideal)) {
      best = index;
      bestRank = rank;
    }
  }
  return bestRank >= RANK.character ? best : undefined;
}

function insideGrapheme(text: string, { start, end }: Stretch): number | undefined {
  const first = (text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1;
  return start + first < end ? first : undefined;
}
