import type { Amount, Currency, NumeralToken, RangeEnd, RangeToken } from './tokens.js';
import { dateAt, fractionAt, timeAt } from './calendar.js';
import { currencyAt, decimalCommaAt, magnitudeAt, moneyAfter, repeatedCurrency } from './money.js';
import { phoneAt } from './phone.js';
import { runToEnd, STEP, type Steps } from '../steps.js';
import { SYMBOL_CLASS, symbolAt } from './symbols.js';
import { foldWidth, matchAt } from './text-at.js';
import { unitAt } from './units.js';

export type * from './tokens.js';
export { UNITS } from './units.js';
export { foldWidth } from './text-at.js';

/** What may open a numeral; everything else is skipped without a look. */
const STARTS = new RegExp(`[0-9$€£¥₩₹+\\-.(${SYMBOL_CLASS}]|(?:US|HK|NT)\\$|RMB|CNY|USD|EUR|GBP|JPY|HKD|KRW`, 'gu');
const NUMBER = /(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.(\d+)(?!\.?\d))?/y;
const LETTER_OR_DIGIT = /[\p{Script=Latin}\d]/u;

/**
 * Finds the numerals of a text: numbers, dates, times, money, percentages, measures, ranges, fractions, phone numbers.
 * Full-width forms are read as their ASCII twins. Tokens are in order and do not overlap; the text between them is not
 * reported. Linear: every pattern is anchored, and what it looks at is bounded or consumed.
 */
export function scanNumerals(source: string): readonly NumeralToken[] {
  return runToEnd(scanNumeralsInSteps(source));
}

export function* scanNumeralsInSteps(source: string): Steps<readonly NumeralToken[]> {
  let text = '';
  for (let at = 0; at < source.length; at += STEP) {
    // Index for index, so it can be done in parts.
    text += foldWidth(source.slice(at, at + STEP));
    yield;
  }
  const tokens: NumeralToken[] = [];
  let pause = STEP;
  STARTS.lastIndex = 0;
  for (let found = STARTS.exec(text); found !== null; found = STARTS.exec(text)) {
    if (found.index >= pause) {
      pause = found.index + STEP;
      // Others may scan meanwhile with the same pattern: its place is set anew below.
      yield;
    }
    const token = tokenAt(text, found.index);
    if (token === undefined) {
      STARTS.lastIndex = found.index + 1;
      continue;
    }
    tokens.push(token);
    STARTS.lastIndex = token.end;
  }
  return tokens;
}

function tokenAt(text: string, at: number): NumeralToken | undefined {
  const symbol = symbolAt(text, at);
  if (symbol !== undefined) return symbol;
  const joined = at > 0 && LETTER_OR_DIGIT.test(text.charAt(at - 1));
  if (!joined) {
    const special = phoneAt(text, at) ?? dateAt(text, at) ?? fractionAt(text, at);
    if (special?.kind === 'date') return rangeFrom(text, special) ?? special;
    if (special !== undefined) return special;
  }
  // A version follows its letter (`v1.2.3`), but never starts inside a number.
  const dotted = /[\d.]/u.test(text.charAt(at - 1)) ? undefined : dottedAt(text, at);
  if (dotted !== undefined) return dotted;
  const low = endAt(text, at, joined);
  if (low === undefined) return undefined;
  if (low.kind === 'integer' || low.kind === 'decimal') {
    const ratio = matchAt(/(\d{1,4}(?:\.\d{1,6})?):(\d{1,4}(?:\.\d{1,6})?)(?![\d:]|\.\d)/y, text, at);
    if (ratio !== undefined) {
      return { kind: 'ratio', start: at, end: ratio.end, left: ratio.group(1), right: ratio.group(2) };
    }
  }
  return (joined ? undefined : rangeFrom(text, low)) ?? low;
}

/** One numeral that may be an end of a range. */
function endAt(text: string, at: number, joined: boolean): RangeEnd | undefined {
  const time = joined ? undefined : timeAt(text, at);
  if (time !== undefined) return time;
  let cursor = at;
  const sign = text.charAt(cursor);
  const before = text.charAt(at - 1);
  let negative = sign === '-';
  // A minus after a word, a number or a closing bracket is a hyphen: `GPT-4`, `3-2`.
  if (negative && (joined || /[)\]-]/u.test(before))) return undefined;
  if (negative) cursor += 1;
  const prefix =
    joined && !/\d/u.test(before) && !/[$€£¥₩₹]/u.test(text.charAt(at)) ? undefined : currencyAt(text, cursor);
  if (prefix !== undefined) {
    cursor = prefix.end;
    if (text.charAt(cursor) === ' ' && prefix.end - at > 1) cursor += 1;
    if (text.charAt(cursor) === '-') {
      negative = true;
      cursor += 1;
    }
  }
  const comma = joined && prefix === undefined ? undefined : decimalCommaAt(text, cursor, prefix?.currency);
  if (comma !== undefined) {
    const { integer, fraction, end } = comma;
    return dressed(text, at, end, { negative, integer, fraction }, prefix?.currency, false);
  }
  const bare = joined ? undefined : matchAt(/\.(\d+)(?!\.?\d)/y, text, cursor);
  const number = bare ?? matchAt(NUMBER, text, cursor);
  if (number === undefined) return undefined;
  const written = bare === undefined ? number.group(1) : '0';
  const amount: Amount = {
    negative,
    integer: written.replaceAll(',', ''),
    fraction: number.group(bare === undefined ? 2 : 1),
  };
  return dressed(text, at, number.end, amount, prefix?.currency, written.includes(','));
}

/** What follows the number decides what it is: per cent, unit, currency, ordinal ending, or nothing. */
function dressed(
  text: string,
  start: number,
  end: number,
  amount: Amount,
  currency: Currency | undefined,
  grouped: boolean,
): RangeEnd {
  if (currency !== undefined) {
    const magnitude = magnitudeAt(text, end);
    const stop = magnitude?.end ?? end;
    const again = repeatedCurrency(text, stop, currency) ?? { currency, end: stop };
    return { kind: 'money', start, end: again.end, ...amount, currency: again.currency, scale: magnitude?.scale ?? 0 };
  }
  const percent = matchAt(/ ?([%‰])/y, text, end);
  if (percent !== undefined) {
    return { kind: 'percent', start, end: percent.end, ...amount, base: percent.group(1) === '%' ? 100 : 1000 };
  }
  if (amount.fraction === '' && !amount.negative) {
    const ending = matchAt(/(?:st|nd|rd|th)(?![\p{Script=Latin}\d])/iuy, text, end);
    if (ending !== undefined) return { kind: 'ordinal', start, end: ending.end, integer: amount.integer };
  }
  const spaced = text.charAt(end) === ' ';
  const suffix = moneyAfter(text, start, end, amount);
  if (suffix !== undefined) return suffix;
  const unit = unitAt(text, spaced ? end + 1 : end, spaced, amount.fraction !== '');
  if (unit !== undefined) return { kind: 'measure', start, end: unit.end, ...amount, unit: unit.unit };
  if (amount.fraction !== '') return { kind: 'decimal', start, end, ...amount };
  return { kind: 'integer', start, end, ...amount, grouped };
}

function dottedAt(text: string, at: number): NumeralToken | undefined {
  const found = matchAt(/\d+(?:\.\d+){2,}/y, text, at);
  if (found === undefined) return undefined;
  return { kind: 'dotted', start: at, end: found.end, parts: found.group(0).split('.') };
}

/** A range that starts with `low`, when a dash or tilde and a numeral of a fitting kind follow. */
function rangeFrom(text: string, low: RangeEnd): RangeToken | undefined {
  // `1-2-3` is a score or a code, not a range: neither from its middle nor, below, from its start.
  if (/\d-$/u.test(text.slice(Math.max(0, low.start - 2), low.start))) return undefined;
  const dash = matchAt(/ ?[–—~〜] ?|-/y, text, low.end);
  if (dash === undefined || !/[\d$€£¥₩₹]/u.test(text.charAt(dash.end))) return undefined;
  const high = dateAt(text, dash.end) ?? endAt(text, dash.end, false);
  if (high === undefined || !fits(low, high)) return undefined;
  if (/^[-–—~〜]\d/u.test(text.slice(high.end, high.end + 2))) return undefined;
  const again =
    low.kind === 'money' && high.kind !== 'money' ? repeatedCurrency(text, high.end, low.currency) : undefined;
  if (low.kind === 'money' && again !== undefined) {
    return { kind: 'range', start: low.start, end: again.end, low: { ...low, currency: again.currency }, high };
  }
  return { kind: 'range', start: low.start, end: high.end, low, high };
}

function fits(low: RangeEnd, high: RangeEnd): boolean {
  if (low.kind !== 'integer' && low.kind !== 'decimal') {
    return low.kind === high.kind || (low.kind === 'money' && (high.kind === 'integer' || high.kind === 'decimal'));
  }
  if (high.kind === 'date' || high.kind === 'time' || high.kind === 'ordinal') return false;
  if (low.integer.length > 15 || high.integer.length > 15) return false;
  if (/^0\d/u.test(low.integer) || /^0\d/u.test(high.integer)) return false;
  const [from, to] = [Number(`${low.integer}.${low.fraction}0`), Number(`${high.integer}.${high.fraction}0`)];
  // `1998-99` shortens the second year.
  const shortYear = low.integer.length === 4 && high.integer.length === 2 && to > from % 100;
  return low.negative || from < to || shortYear;
}
