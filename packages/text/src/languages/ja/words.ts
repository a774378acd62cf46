import type { Dictionaries, Morpheme } from '../room.js';
import { counted, counterAt, followingAt } from './counters.js';
import { doubledParticle } from './doubled-particles.js';
import { exceptionAt } from './exceptions.js';
import { givenName } from './given-names.js';
import { rough } from './joined-numbers.js';
import { joins } from './joining.js';
import { kanjiNumber } from './kanji-numbers.js';
import { type Numeral, text as numeralKana } from './numbers.js';
import { lengthened, pronounced } from './pronounced.js';
import { marksOf } from './punctuation.js';

/** A word as it sounds, in katakana, with its place in the text (UTF-16), or a mark of punctuation. */
export type Piece = Word | { readonly kind: 'mark'; readonly mark: string };

interface Word {
  readonly kind: 'word';
  readonly kana: string;
  readonly start: number;
  readonly end: number;
  /** Where its morphemes meet: in the text, UTF-16, and in the kana. */
  readonly seams: readonly { readonly at: number; readonly kanaAt: number }[];
}

/**
 * Text -> words as spoken. The analyser cuts morphemes; inflections are joined to their stems, numbers in kanji are
 * counted anew together with what they count, because IPADIC reads 三本 as two words (さん ほん).
 */
export function readWords(text: string, analyse: Dictionaries['japanese']['analyse']): readonly Piece[] {
  const morphemes = analyse(text);
  const pieces: Piece[] = [];
  let previous: Morpheme | undefined;
  let at = 0;
  let end = 0;
  while (at < morphemes.length) {
    const morpheme = morphemes[at];
    if (morpheme === undefined) break;
    const found =
      exceptionAt(morphemes, at) ??
      givenName(morphemes, at) ??
      doubledParticle(morphemes, at) ??
      numberAt(morphemes, at);
    const kana = found?.kana ?? (repeated(morphemes, at, analyse) || pronounced(morphemes, at));
    const next = at + (found?.count ?? 1);
    const start = end;
    for (let taken = at; taken < next; taken += 1) end += morphemes[taken]?.surface.length ?? 0;
    if (kana === '') {
      for (const mark of marksOf(morpheme.surface)) pieces.push({ kind: 'mark', mark });
      // Spaces and signs part words; anything silent does.
      previous = undefined;
    } else {
      const seam = HAN.test(morpheme.surface) || HAN.test(previous?.surface ?? '');
      append(pieces, { kana, start, end }, joins(previous, morpheme, kana), seam);
      previous = morphemes[next - 1];
    }
    at = next;
  }
  return pieces;
}

const HAN = /\p{Script=Han}/u;
/** Kana of what nobody says as a word: a row of characters without end. */
const LONG_WORD = 40;

/** Adds a word, or prolongs the last one. A number brings several words, parted by spaces, all in the same place. */
function append(
  pieces: Piece[],
  { kana, start, end }: Omit<Word, 'kind' | 'seams'>,
  join: boolean,
  seam: boolean,
): void {
  const [first = '', ...rest] = kana.split(' ').filter((word) => word !== '');
  const last = pieces.at(-1);
  if (join && last?.kind === 'word') {
    const seams =
      seam && last.kana.length < LONG_WORD ? [...last.seams, { at: start, kanaAt: last.kana.length }] : last.seams;
    pieces[pieces.length - 1] = { ...last, kana: last.kana + first, end, seams };
  } else pieces.push({ kind: 'word', kana: first, start, end, seams: [] });
  for (const word of rest) pieces.push({ kind: 'word', kana: word, start, end, seams: [] });
}

interface Found {
  readonly kana: string;
  /** Morphemes taken. */
  readonly count: number;
}

function surfaces(morphemes: readonly Morpheme[], from: number, count: number): string {
  return morphemes
    .slice(from, from + count)
    .map(({ surface }) => surface)
    .join('');
}

/** Morphemes looked at behind a number: か|月|間 is three. */
const LOOK_AHEAD = 4;

/** What the first day of a month stands behind: 五月一日, 来月の一日. */
const OF_MONTH = /月$|[今来先毎]月の$/u;

/** A run of kanji numerals with its counter. */
function numberAt(morphemes: readonly Morpheme[], at: number): Found | undefined {
  let count = 0;
  while (morphemes[at + count]?.pos[1] === '数') count += 1;
  // 何 in front of what is counted asks for a number, whatever the analyser takes it for.
  const asked =
    count === 0 && morphemes[at]?.surface === '何' && counterAt(surfaces(morphemes, at + 1, 2), 0) !== undefined;
  if (asked) count = 1;
  if (count === 0) return undefined;
  const written = surfaces(morphemes, at, count);
  const next = count === 1 ? neighbour(morphemes, at) : undefined;
  if (next !== undefined) count = 3;
  const numeral = next ?? kanjiNumber(written);
  if (numeral === undefined) return undefined;
  const behind = surfaces(morphemes, at + count, LOOK_AHEAD);
  const counter = counterAt(behind, 0);
  if (counter !== undefined) {
    const following = followingAt(behind, counter.end, counter.spelling);
    const first =
      counter.spelling === '日' &&
      numeral.digits === '1' &&
      OF_MONTH.test(surfaces(morphemes, Math.max(0, at - 2), Math.min(at, 2)));
    const few = counter.spelling === '日' && written === '数';
    const word = first ? 'ツイタチ' : few ? 'スウジツ' : counted(numeral, counter);
    const withFollowing = taken(morphemes, at + count, following.end);
    const whole = counter.spelling === '日' && numeral.digits === '1' && behind.startsWith('日中') && !first;
    const wholeDay = whole ? taken(morphemes, at + count, 2) : undefined;
    if (wholeDay !== undefined) return { kana: 'イチニチジュー', count: count + wholeDay };
    if (withFollowing !== undefined) return { kana: lengthened(word + following.kana), count: count + withFollowing };
    const alone = taken(morphemes, at + count, counter.end);
    if (alone !== undefined) return { kana: lengthened(word), count: count + alone };
  }
  // 数 and 何 alone are words of their own, which the analyser reads.
  if (count === 1 && /^[何幾数]$/u.test(morphemes[at]?.surface ?? '')) return undefined;
  return { kana: lengthened(numeralKana(numeral)), count };
}

const DIGITS = '一二三四五六七八九';

/** 二、三人: two neighbours among the digits are one rough number. */
function neighbour(morphemes: readonly Morpheme[], at: number): Numeral | undefined {
  if (morphemes[at + 1]?.surface !== '、' || morphemes[at + 3]?.pos[1] === '数') return undefined;
  const first = DIGITS.indexOf(morphemes[at]?.surface ?? '-');
  const second = DIGITS.indexOf(morphemes[at + 2]?.surface ?? '-');
  if (first < 0 || second !== first + 1 || counterAt(surfaces(morphemes, at + 3, 2), 0) === undefined) return undefined;
  return rough(first + 1);
}

/** How many morphemes `length` letters are; undefined when the cut would fall inside one. */
function taken(morphemes: readonly Morpheme[], from: number, length: number): number | undefined {
  let letters = 0;
  let count = 0;
  while (letters < length) {
    letters += morphemes[from + count]?.surface.length ?? Number.POSITIVE_INFINITY;
    count += 1;
  }
  return letters === length ? count : undefined;
}

const VOICEABLE = /^[カキクケコサシスセソタチツテトハヒフヘホ][ァ-ヶ]{1,3}$/u;
/** No second voiced sound in a word (Lyman's law), and no voicing of what came from Chinese (ん, ー, ッ, ャ …). */
const UNVOICED = /[ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポンーッャュョ]/u;

/** The second half of a doubled native noun opens voiced: 神々 カミガミ. */
function voiced(kana: string): string {
  if (!VOICEABLE.test(kana) || UNVOICED.test(kana)) return kana;
  return `${kana.charAt(0)}\u3099`.normalize('NFC') + kana.slice(1);
}

/** 々 behind a word the dictionary does not know with it: the character before it once more. */
function repeated(
  morphemes: readonly Morpheme[],
  at: number,
  analyse: Dictionaries['japanese']['analyse'],
): string | undefined {
  if (morphemes[at]?.surface !== '々' || at === 0) return undefined;
  const before = [...(morphemes[at - 1]?.surface ?? '')];
  if (before.length === 1) return voiced(pronounced(morphemes, at - 1));
  const last = before.at(-1) ?? '';
  return /\p{Script=Han}/u.test(last) ? pronounced(analyse(last), 0) : undefined;
}
