import { scanNumerals } from '../../numerals/scan.js';
import { MEANINGFUL } from '../../meaningful.js';
import { UNREAD, WIDTH, type Beside, type SpokenToken } from '../room.js';
import { besideClaims } from './claims/beside.js';
import { claimsOf } from './claims/claim.js';
import { CODES } from './claims/codes.js';
import { MARKUP } from './claims/markup.js';
import { NOTATION } from './claims/notation.js';
import { WEB } from './claims/web.js';
import { readNumeral } from './numerals.js';
import { isLetter } from './letters.js';
import { readSign, SIGNS } from './signs.js';
import { isReadable } from './words.js';

/** What the shape of a stretch settles, asked in this order where two begin at one place. */
const FINDERS = [...MARKUP, ...WEB, ...CODES, ...NOTATION];
/** A text of Chinese characters and marks alone holds nothing to write out. */
const PLAIN = /^[一-鿿\s，。、；：？！“”‘’（）《》…—]*$/u;
/** Stands for a claimed stretch, so that no numeral reaches into it. */
const TAKEN = '\ue000';

/** Writes numerals, signs, addresses and Markdown of Chinese text out in words; everything else stays as it is. Linear. */
export function normaliseZh(source: string, beside?: Beside): readonly SpokenToken[] {
  if (PLAIN.test(source)) return source === '' ? [] : [{ start: 0, end: source.length, spoken: source, rule: '' }];
  const claims = claimsOf(source, FINDERS, beside === undefined ? [] : besideClaims(source, beside));
  const tokens: SpokenToken[] = [];
  let at = 0;
  const push = (token: SpokenToken): void => {
    between(source, at, token.start, tokens);
    tokens.push(token);
    at = token.end;
  };
  let next = 0;
  for (const numeral of scanNumerals(masked(source, claims))) {
    for (let claim = claims[next]; claim !== undefined && claim.start < numeral.start; claim = claims[next]) {
      push(claim);
      next += 1;
    }
    push({ start: numeral.start, end: numeral.end, ...readNumeral(source, numeral) });
  }
  for (const claim of claims.slice(next)) push(claim);
  between(source, at, source.length, tokens);
  return tokens;
}

function masked(source: string, claims: readonly SpokenToken[]): string {
  let text = '';
  let at = 0;
  for (const { start, end } of claims) {
    text += source.slice(at, start) + TAKEN.repeat(end - start);
    at = end;
  }
  return text + source.slice(at);
}

/** Text between numerals: signs become words, the rest is read as it stands. */
function between(source: string, start: number, end: number, tokens: SpokenToken[]): void {
  // One character on each side is looked at, to see whether a hyphen joins numbers.
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

/**
 * Han characters that the pinyin dictionary may lack (every one of the basic block it has), and letters, numbers and
 * signs that neither the numerals nor the signs before this took.
 */
const RARE = new RegExp(`(?![一-鿿])\\p{Script=Han}|(?!\\p{Script=Han})(?:${MEANINGFUL.source})`, 'gu');

/** A character without a reading stays in the plan under a rule of its own, so that the loss can be seen. */
function plain(source: string, start: number, end: number, tokens: SpokenToken[]): void {
  let at = start;
  for (const { 0: character, index } of source.slice(start, end).matchAll(RARE)) {
    const twin = character.normalize('NFKC');
    const wide = twin !== character && isLetter(twin);
    if (!wide && (isReadable(character) || isLetter(character))) continue;
    const found = start + index;
    if (at < found) tokens.push({ start: at, end: found, spoken: source.slice(at, found), rule: '' });
    at = found + character.length;
    tokens.push({ start: found, end: at, spoken: wide ? twin : character, rule: wide ? WIDTH : UNREAD });
  }
  if (at < end) tokens.push({ start: at, end, spoken: source.slice(at, end), rule: '' });
}
