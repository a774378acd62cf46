import type { NumeralToken, RangeEnd } from '../../numerals/scan.js';
import { dateOfFraction, readDate, readTime } from './calendar.js';
import { isCounted, readInteger } from './integers.js';
import { currencyName, readMoney, valueOf } from './money.js';
import { amount, cardinal, decimal, digitByDigit, leadingTwo, written } from './numbers.js';
import type { Reading } from './reading.js';
import { isScore } from './signs.js';
import { UNIT_NAMES, UNIT_PREFIXES } from './units.js';

/** Words of a numeral as the scanner found it; what it means follows from the text around it. */
export function readNumeral(source: string, token: NumeralToken): Reading {
  switch (token.kind) {
    case 'fraction': {
      if (/血壓[^，。]{0,6}$/u.test(source.slice(Math.max(0, token.start - 9), token.start))) {
        return { spoken: `${cardinal(token.numerator)}，${cardinal(token.denominator)}`, rule: 'number:pair' };
      }
      const date = dateOfFraction(source, token);
      if (date !== undefined) return { spoken: date, rule: 'date' };
      // 50/50: as much for the one as for the other.
      if (token.numerator === token.denominator)
        return { spoken: cardinal(token.numerator).repeat(2), rule: 'number:pair' };
      return { spoken: `${cardinal(token.denominator)}分之${cardinal(token.numerator)}`, rule: 'number:fraction' };
    }
    case 'ratio':
      return { spoken: `${written(token.left)}比${written(token.right)}`, rule: 'number:ratio' };
    case 'phone':
      return {
        spoken: (token.plus ? '加' : '') + token.groups.map(digitByDigit).join(' '),
        rule: 'number:phone',
      };
    case 'dotted': {
      const parts = token.parts.map((part) => (part.length > 2 ? digitByDigit(part) : cardinal(part)));
      return { spoken: parts.join('點'), rule: 'number:dotted' };
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
    case 'percent':
      return {
        spoken: minus(token.negative) + share(token.base) + decimal(token.integer, token.fraction),
        rule: 'number:percent',
      };
    case 'measure':
      return { spoken: measure(token), rule: 'number:measure' };
    case 'money':
      return { spoken: readMoney(source, token), rule: 'money' };
    case 'date':
      return { spoken: readDate(source, token), rule: 'date' };
    case 'time':
      return isResult(source, token.start, token.end)
        ? { spoken: `${cardinal(String(token.hour))}比${cardinal(String(token.minute ?? 0))}`, rule: 'number:score' }
        : { spoken: readTime(source, token), rule: 'time' };
  }
}

/** The unit, currency or year sign belongs to both ends and is said once. */
function readRange(source: string, low: RangeEnd, high: RangeEnd): Reading {
  if (low.kind === 'integer' && high.kind === 'integer' && isResult(source, low.start, high.end)) {
    return { spoken: `${cardinal(low.integer)}比${cardinal(high.integer)}`, rule: 'number:score' };
  }
  const last = yearPair(source, low, high) ?? readEnd(source, high);
  const rule = `range; ${last.rule}`;
  if (low.kind === 'money') {
    const top = high.kind === 'money' ? valueOf(high) : amountOf(high);
    if (top !== undefined)
      return { spoken: `${valueOf(low)}至${top}${currencyName(source, low)}`, rule: 'range; money' };
  }
  if (high.kind === 'percent' && 'fraction' in low) {
    const ends = `${decimal(low.integer, low.fraction)}至${decimal(high.integer, high.fraction)}`;
    return { spoken: minus(low.negative) + share(high.base) + ends, rule };
  }
  if (high.kind === 'measure' && 'fraction' in low) {
    return { spoken: measureRange(low, high), rule };
  }
  return { spoken: `${readLow(source, low, high)}至${last.spoken}`, rule };
}

function amountOf(token: RangeEnd): string | undefined {
  return token.kind === 'integer' || token.kind === 'decimal' ? amount(token) : undefined;
}

function readLow(source: string, low: RangeEnd, high: RangeEnd): string {
  if (low.kind !== 'integer') return readEnd(source, low).spoken;
  if (high.kind === 'integer') {
    // What follows the whole range says what is counted: `2-3個`, `2020-2025年`, `2020-2025` as years.
    if (yearPair(source, low, high) !== undefined) return digitByDigit(low.integer);
    return readInteger(source, { ...low, end: high.end }).spoken;
  }
  return minus(low.negative) + (high.kind === 'money' ? amount(low) : leadingTwo(cardinal(low.integer)));
}

const YEAR = /^(?:1[5-9]|20)\d{2}$/u;

/** Two years (`2023-2024球季`, `1998-99年`), unless a classifier says that something is counted (`1800-2000元`). */
function yearPair(source: string, low: RangeEnd, high: RangeEnd): Reading | undefined {
  if (low.kind !== 'integer' || high.kind !== 'integer' || !YEAR.test(low.integer)) return undefined;
  if (!YEAR.test(high.integer) && high.integer.length !== 2) return undefined;
  const after = source.slice(high.end, high.end + 8).trimStart();
  if (isCounted(after) && !after.startsWith('年')) return undefined;
  return { spoken: digitByDigit(high.integer), rule: 'number:year' };
}

/** The result of a match, which may look like a range or a time: `1-0擊敗`, `比數3:10`. */
function isResult(source: string, start: number, end: number): boolean {
  return isScore(source.slice(Math.max(0, start - 4), start), source.slice(end, end + 4));
}

function minus(negative: boolean): string {
  return negative ? '負' : '';
}

function share(base: 100 | 1000): string {
  return base === 100 ? '百分之' : '千分之';
}

type Measure = Extract<RangeEnd, { kind: 'measure' }>;

/** `-5℃` 攝氏零下五度: the scale stands in front, frost is 零下. */
function measure(token: Measure): string {
  return (UNIT_PREFIXES[token.unit] ?? '') + coldOrMinus(token) + amount(token) + nameOf(token.unit);
}

function measureRange(low: Exclude<RangeEnd, { kind: 'date' | 'time' | 'ordinal' }>, high: Measure): string {
  const bottom = (low.negative ? coldOrMinus({ ...low, unit: high.unit }) : '') + amount(low);
  const top = coldOrMinus(high) + amount(high);
  return `${UNIT_PREFIXES[high.unit] ?? ''}${bottom}至${top}${nameOf(high.unit)}`;
}

function coldOrMinus({ negative, unit }: Pick<Measure, 'negative' | 'unit'>): string {
  if (!negative) return '';
  return unit === '°C' || unit === '°F' ? '零下' : '負';
}

function nameOf(unit: string): string {
  return UNIT_NAMES[unit] ?? unit;
}
