import { scanNumerals, type NumeralToken, type RangeEnd } from '../../numerals/scan.js';
import type { SpokenToken } from '../room.js';
import { readInteger } from './integers.js';
import { cardinal, decimal, digitByDigit, leadingTwo, quantity, shift } from './numbers.js';
import { CURRENCY_NAMES, LETTER_NAMES, MAGNITUDE_NAMES, SIGN_NAMES, UNIT_NAMES } from './units.js';

/** Writes numerals and signs of Chinese text out in words; everything else stays as it is. Linear. */
export function normaliseZh(source: string): readonly SpokenToken[] {
  const tokens: SpokenToken[] = [];
  let at = 0;
  for (const numeral of scanNumerals(source)) {
    between(source, at, numeral.start, tokens);
    const { spoken, rule } = readNumeral(source, numeral);
    tokens.push({ start: numeral.start, end: numeral.end, spoken, rule });
    at = numeral.end;
  }
  between(source, at, source.length, tokens);
  return tokens;
}

const SIGNS = new RegExp(
  `[${Object.keys({ ...SIGN_NAMES, ...LETTER_NAMES }).join('')}〇½⅓⅔¼¾⅕-⅞]|(?<=\\d ?)- ?(?=\\d)`,
  'gu',
);

/** Text between numerals: signs become words, the rest is read as it stands. */
function between(source: string, start: number, end: number, tokens: SpokenToken[]): void {
  // One character on each side is looked at, to see whether a hyphen joins numbers.
  const from = Math.max(0, start - 2);
  const window = source.slice(from, end + 2);
  let at = start;
  SIGNS.lastIndex = 0;
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

function readSign(source: string, sign: string, at: number): Reading {
  if (sign === '〇') return { spoken: '零', rule: 'sign' };
  // ½ decomposes to `1⁄2`.
  const [numerator = '', denominator] = sign.normalize('NFKC').split('⁄');
  if (denominator !== undefined) {
    return { spoken: `${cardinal(denominator)}分之${cardinal(numerator)}`, rule: 'number:fraction' };
  }
  return { spoken: LETTER_NAMES[sign] ?? SIGN_NAMES[sign] ?? hyphen(source, at), rule: 'sign' };
}

/** A hyphen between numbers that are no range: a sum, a score, or the number of a door. */
function hyphen(source: string, at: number): string {
  if (/^- ?[\d.]+ ?=/u.test(source.slice(at, at + 24))) return '减';
  return /(?:比分|以|比数)[^，。]{0,6}\d ?$/u.test(source.slice(Math.max(0, at - 12), at)) ? '比' : '杠';
}

function plain(source: string, start: number, end: number, tokens: SpokenToken[]): void {
  if (start < end) tokens.push({ start, end, spoken: source.slice(start, end), rule: '' });
}

type Reading = Pick<SpokenToken, 'spoken' | 'rule'>;

function readNumeral(source: string, token: NumeralToken): Reading {
  switch (token.kind) {
    case 'fraction':
      return { spoken: `${cardinal(token.denominator)}分之${cardinal(token.numerator)}`, rule: 'number:fraction' };
    case 'ratio':
      return { spoken: `${cardinal(token.left)}比${cardinal(token.right)}`, rule: 'number:ratio' };
    case 'phone': {
      const groups = token.groups.map((group) => digitByDigit(group, true));
      return { spoken: (token.plus ? '加' : '') + groups.join(' '), rule: 'number:phone' };
    }
    case 'dotted': {
      const parts = token.parts.map((part) => (part.length > 2 ? digitByDigit(part) : cardinal(part)));
      return { spoken: parts.join('点'), rule: 'number:dotted' };
    }
    case 'range':
      return readRange(source, token.low, token.high);
    default:
      return readEnd(source, token);
  }
}

function readEnd(source: string, token: RangeEnd): Reading {
  switch (token.kind) {
    case 'integer':
      return readInteger(source, token);
    case 'decimal':
      return { spoken: minus(token.negative) + decimal(token.integer, token.fraction), rule: 'number:decimal' };
    case 'ordinal':
      return { spoken: `第${cardinal(token.integer)}`, rule: 'number:ordinal' };
    case 'percent': {
      const base = token.base === 100 ? '百分之' : '千分之';
      if (token.base === 100 && token.integer === '100' && token.fraction === '' && !token.negative) {
        return { spoken: '百分之百', rule: 'number:percent' };
      }
      return { spoken: minus(token.negative) + base + decimal(token.integer, token.fraction), rule: 'number:percent' };
    }
    case 'measure': {
      const cold = token.negative && token.unit === '°C';
      const sign = cold ? '零下' : minus(token.negative);
      return { spoken: sign + amount(token) + (UNIT_NAMES[token.unit] ?? token.unit), rule: 'number:measure' };
    }
    case 'money':
      return { spoken: minus(token.negative) + money(token) + CURRENCY_NAMES[token.currency], rule: 'money' };
    case 'date':
      return { spoken: date(token), rule: 'date' };
    case 'time':
      return { spoken: time(token), rule: 'time' };
  }
}

/** The unit, currency or year sign belongs to both ends and is said once. */
function readRange(source: string, low: RangeEnd, high: RangeEnd): Reading {
  const first = readRangeLow(source, low, high);
  const last = readEnd(source, high);
  const rule = `range; ${last.rule}`;
  if (low.kind === 'money' && (high.kind === 'integer' || high.kind === 'decimal')) {
    return { spoken: `${money(low)}到${amount(high)}${CURRENCY_NAMES[low.currency]}`, rule: 'range; money' };
  }
  if (high.kind === 'percent' && (low.kind === 'integer' || low.kind === 'decimal')) {
    const base = high.base === 100 ? '百分之' : '千分之';
    const ends = `${decimal(low.integer, low.fraction)}到${decimal(high.integer, high.fraction)}`;
    return { spoken: minus(low.negative) + base + ends, rule };
  }
  if (low.kind === 'measure' && high.kind === 'measure' && low.unit === high.unit) {
    return { spoken: `${(low.negative ? '零下' : '') + amount(low)}到${last.spoken}`, rule };
  }
  return { spoken: `${first}到${last.spoken}`, rule };
}

function readRangeLow(source: string, low: RangeEnd, high: RangeEnd): string {
  if (low.kind !== 'integer') return readEnd(source, low).spoken;
  if (high.kind === 'integer') {
    // What follows the whole range says what is counted: `2-3个`, `2020-2025年`, `2020-2025` as years.
    const years = isYear(low.integer) && isYear(high.integer);
    if (years) return digitByDigit(low.integer);
    return readInteger(source, { ...low, end: high.end }).spoken;
  }
  return minus(low.negative) + (high.kind === 'measure' || high.kind === 'money' ? amount(low) : cardinal(low.integer));
}

function isYear(digits: string): boolean {
  return /^(?:1[5-9]|20)\d{2}$/u.test(digits);
}

function minus(negative: boolean): string {
  return negative ? '负' : '';
}

function amount({ integer, fraction }: { integer: string; fraction: string }): string {
  return fraction === '' ? quantity(integer) : decimal(integer, fraction);
}

function money(token: Extract<RangeEnd, { kind: 'money' }>): string {
  const magnitude = MAGNITUDE_NAMES.get(token.scale);
  // Prices end in zeros that nobody says: `12.50` 十二点五.
  const fraction = token.fraction.replace(/0+$/u, '');
  if (magnitude !== undefined) return amount({ integer: token.integer, fraction }) + magnitude;
  return amount(shift(token.integer, fraction, token.scale));
}

function date({ year, month, day }: Extract<RangeEnd, { kind: 'date' }>): string {
  const words = [year === undefined ? '' : `${digitByDigit(String(year))}年`, `${cardinal(String(month))}月`];
  if (day !== undefined) words.push(`${cardinal(String(day))}日`);
  return words.join('');
}

function time({ hour, minute, second, meridiem }: Extract<RangeEnd, { kind: 'time' }>): string {
  const half = meridiem === undefined ? '' : meridiem === 'am' ? '上午' : '下午';
  let words = `${half}${quantity(String(hour))}点`;
  if (minute !== undefined && (minute > 0 || second !== undefined)) words += `${twoDigits(minute)}分`;
  if (second !== undefined) words += `${twoDigits(second)}秒`;
  return words;
}

/** Below ten the zero is said: `9:05` 九点零五分. */
function twoDigits(value: number): string {
  return value > 0 && value < 10 ? `零${cardinal(String(value))}` : leadingTwo(cardinal(String(value)));
}
