import { foldWidth, scanNumerals } from '../../numerals/scan.js';
import { MEANINGFUL } from '../../meaningful.js';
import { UNREAD, type Beside, type SpokenToken } from '../room.js';
import { codesIn } from './codes.js';
import { marksIn } from './marks.js';
import { readNumeral } from './numerals.js';
import { phonesIn } from './phones.js';
import { rangesIn } from './ranges.js';
import { readSign, SIGNS } from './signs.js';
import { addressesIn } from './web.js';
import { isReadable } from './words.js';

/**
 * Writes numerals and signs of Cantonese text out in words; everything else stays as it is. First what stands there for
 * the eye, addresses and telephone numbers, which the numeral scanner would take apart; then numerals; then signs. Linear.
 */
export function normaliseYue(source: string, beside?: Beside): readonly SpokenToken[] {
  const folded = foldWidth(source);
  const codes = beside === undefined ? [] : codesIn(source, beside);
  const own = inOrder([...codes, ...marksIn(source), ...addressesIn(source), ...phonesIn(folded), ...rangesIn(folded)]);
  const numerals = scanNumerals(masked(source, own)).map((numeral): SpokenToken => ({
    start: numeral.start,
    end: numeral.end,
    ...readNumeral(source, numeral),
  }));
  const tokens: SpokenToken[] = [];
  let at = 0;
  for (const token of inOrder([...own, ...numerals])) {
    between(source, at, token.start, tokens);
    tokens.push(token);
    at = token.end;
  }
  between(source, at, source.length, tokens);
  return tokens;
}

/** By start; of two that overlap the one that begins first, or was named first. */
function inOrder(tokens: readonly SpokenToken[]): readonly SpokenToken[] {
  const kept: SpokenToken[] = [];
  // Sorting keeps the order of equals.
  for (const token of [...tokens].sort((a, b) => a.start - b.start)) {
    if (token.start >= (kept.at(-1)?.end ?? 0)) kept.push(token);
  }
  return kept;
}

/** The text with those stretches blanked, index for index. */
function masked(source: string, stretches: readonly SpokenToken[]): string {
  let text = '';
  let at = 0;
  for (const { start, end } of stretches) {
    text += source.slice(at, start) + BLANK.repeat(end - start);
    at = end;
  }
  return text + source.slice(at);
}

/** A private character: neither letter nor digit nor space to the scanner. */
const BLANK = '\uE000';

/** Text between numerals: signs become words, the rest is read as it stands. */
function between(source: string, start: number, end: number, tokens: SpokenToken[]): void {
  // Two characters on each side are looked at, to see whether a hyphen joins numbers.
  const from = Math.max(0, start - 2);
  const window = source.slice(from, end + 2);
  let at = start;
  for (const match of window.matchAll(SIGNS)) {
    const index = from + match.index;
    if (index < start || index + match[0].length > end) continue;
    plain(source, at, index, tokens);
    const { spoken, rule } = readSign(source, match[0], index);
    tokens.push({ start: index, end: index + match[0].length, spoken, rule });
    at = index + match[0].length;
  }
  plain(source, at, end, tokens);
}

/** Letters, numbers and signs that neither the numerals nor the signs took, and Han characters a dictionary may lack. */
const DOUBTFUL = new RegExp(`\\p{Script=Han}|(?![A-Za-z])(?:${MEANINGFUL.source})`, 'gu');

/** A character without a reading stays in the plan under a rule of its own, so that the loss can be seen. */
function plain(source: string, start: number, end: number, tokens: SpokenToken[]): void {
  let at = start;
  for (const { 0: character, index } of source.slice(start, end).matchAll(DOUBTFUL)) {
    if (isReadable(character)) continue;
    const found = start + index;
    if (at < found) tokens.push({ start: at, end: found, spoken: source.slice(at, found), rule: '' });
    at = found + character.length;
    tokens.push({ start: found, end: at, spoken: character, rule: UNREAD });
  }
  if (at < end) tokens.push({ start: at, end, spoken: source.slice(at, end), rule: '' });
}
