import type { NumeralToken, RangeEnd } from '../../../numerals/scan.js';
import { dateWords, timeWords } from './calendar.js';
import { elapsedWords } from './durations.js';
import {
  cardinalWords,
  decimalWords,
  digitWords,
  fractionWords,
  integerWords,
  writtenWords,
  ordinalWords,
  pluralNumber,
  yearWords,
} from './number-words.js';
import { isDescribing, namedInSingular } from './describing.js';
import { endsSentence, stickyMatch, wordAfter, wordBefore, type Reading } from './reading.js';
import { magnitudeAt } from '../../../numerals/money.js';
import { anyUnitAt, extraUnitAt, perAt } from './extra-units.js';
import { moneyWords } from './money-words.js';
import { airlinerWords, isCode, numberedNameWords } from './numbered-names.js';
import { unitName } from './units.js';
import { countsSomething, isYear, isYearPair } from './years.js';

/** Reads what the numeral scanner found as American English. */

interface Signed {
  readonly negative: boolean;
  readonly integer: string;
  readonly fraction: string;
}

const amountWords = (amount: Signed): string =>
  `${amount.negative ? 'minus ' : ''}${decimalWords(amount.integer, amount.fraction)}`;

const isOne = (amount: Signed): boolean => amount.integer === '1' && amount.fraction === '';

function integerReading(text: string, token: NumeralToken & { kind: 'integer' }): Reading {
  const { start, end, integer, negative } = token;
  const decade = /^['’]?s(?![\p{L}\d])/u.exec(text.slice(end, end + 3));
  if (decade !== null && !negative && integer.endsWith('0') && (integer.length === 2 || integer.length === 4)) {
    const words = integer.length === 4 ? yearWords(Number(integer)) : cardinalWords(integer);
    return { end: end + decade[0].length, spoken: pluralNumber(words), rule: 'number:year' };
  }
  const named = token.grouped || negative ? undefined : numberedNameWords(text, start, end, integer);
  if (named !== undefined) {
    const several = /^s(?![\p{L}\d])/u.test(text.slice(end, end + 2));
    return { end: several ? end + 1 : end, spoken: several ? pluralNumber(named) : named, rule: 'number:cardinal' };
  }
  if (!token.grouped && !negative && isYear(text, start, end, integer)) {
    return { end, spoken: yearWords(Number(integer)), rule: 'number:year' };
  }
  if (!token.grouped && !negative && isCode(text, start, end)) {
    return { end, spoken: digitWords(integer), rule: 'number:digits' };
  }
  const rule = integer.length > 1 && integer.startsWith('0') ? 'number:digits' : 'number:cardinal';
  return { end, spoken: amountWords(token), rule };
}

function rangeReading(text: string, token: NumeralToken & { kind: 'range' }): Reading {
  const { low, high, end } = token;
  const rule = 'range';
  const named = airlinerWords(text, token);
  if (named !== undefined) return { end, spoken: named, rule: 'number:cardinal' };
  if (
    low.kind === 'integer' &&
    high.kind === 'integer' &&
    !low.grouped &&
    !low.negative &&
    isYearPair(low.integer, high.integer)
  ) {
    const second = high.integer.length === 2 ? integerWords(high.integer) : yearWords(Number(high.integer));
    if (!countsSomething(wordAfter(text, end)))
      return { end, spoken: `${yearWords(Number(low.integer))} to ${second}`, rule };
  }
  if (low.kind === 'money' && (high.kind === 'integer' || high.kind === 'decimal')) {
    // `$1-2 million`: the magnitude is of both.
    const magnitude = low.scale === 0 ? magnitudeAt(text, end) : undefined;
    const sum = { ...low, ...high, scale: magnitude?.scale ?? low.scale };
    const stop = magnitude?.end ?? end;
    const describes = isDescribing(text, { start: token.start, end: stop });
    return { end: stop, spoken: `${amountWords(low)} to ${moneyWords(sum, describes)}`, rule };
  }
  if (low.kind === 'time' && high.kind === 'time' && low.minute === 0 && !low.meridiem && high.meridiem) {
    const until = timeReading(text, high);
    return { end: until.end, spoken: `${cardinalWords(String(low.hour))} to ${until.spoken}`, rule };
  }
  const first = saidOnce(low, high) ? amountWords(low) : numeralReading(text, low).spoken;
  const second = numeralReading(text, high);
  // `5-3=2`: a sum.
  if (/^[-−]/u.test(text.slice(low.end, low.end + 1)) && /^ ?=/u.test(text.slice(second.end, second.end + 2)))
    return { end: second.end, spoken: `${first} minus ${second.spoken}`, rule: 'symbol' };
  return { end: second.end, spoken: `${first} to ${second.spoken}`, rule };
}

/** A unit, currency or per cent sign that both ends share is said at the end only: `five to ten dollars`. */
function saidOnce(low: RangeEnd, high: RangeEnd): low is RangeEnd & Signed {
  if (low.kind === 'integer' || low.kind === 'decimal') return true;
  if (low.kind === 'percent') return high.kind === 'percent';
  if (low.kind === 'measure') return high.kind === 'measure' && low.unit === high.unit;
  return low.kind === 'money' && high.kind === 'money' && low.scale === high.scale && low.fraction.length !== 2;
}

function dottedReading(text: string, token: NumeralToken & { kind: 'dotted' }): Reading {
  const { start, end, parts } = token;
  // `555.123.4567`: the dots of a telephone number.
  if (parts.map(({ length }) => length).join('') === '334')
    return { end, spoken: parts.map(digitWords).join(', '), rule: 'phone' };
  const isAddress = parts.length === 4 && !/v$/iu.test(text.slice(Math.max(0, start - 1), start));
  const dot = isAddress ? ' dot ' : ' point ';
  const words = parts.map((part) => (isAddress && part.length === 3 ? digitWords(part) : integerWords(part)));
  return { end, spoken: words.join(dot), rule: isAddress ? 'number:address' : 'number:version' };
}

/** `a.m. EST`: the sentence goes on with the zone. */
const ZONE = /^ (?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|JST|IST|HKT|KST)(?![A-Za-z])/;

function timeReading(text: string, token: NumeralToken & { kind: 'time' }): Reading {
  // The dot of `p.m.` ends the sentence too when nothing follows.
  const closes =
    text.charAt(token.end - 1) === '.' &&
    endsSentence(text, token.end) &&
    !ZONE.test(text.slice(token.end, token.end + 6));
  const took = elapsedWords(text, token);
  const words = took ?? timeWords(token.hour, token.minute, token.second, token.meridiem);
  return { end: token.end, spoken: words + (closes ? '.' : ''), rule: 'time' };
}

/** `50¢`: the sign of the hundredth part of a dollar stands behind its amount. */
function centsReading(text: string, token: NumeralToken): Reading | undefined {
  if (text.charAt(token.end) !== '¢' || (token.kind !== 'integer' && token.kind !== 'decimal')) return undefined;
  const singular = isOne(token) || isDescribing(text, { start: token.start, end: token.end + 1 });
  return { end: token.end + 1, spoken: `${amountWords(token)} ${singular ? 'cent' : 'cents'}`, rule: 'money' };
}

/** `5 yd`, `20 mA`: units the scanner leaves to English. */
function extraMeasureReading(text: string, token: NumeralToken): Reading | undefined {
  if (token.kind !== 'integer' && token.kind !== 'decimal') return undefined;
  const unit = extraUnitAt(text, token.end);
  if (unit === undefined) return undefined;
  const singular = isOne(token) || isDescribing(text, { start: token.start, end: unit.end });
  // The dot of `5 yrs.` ends the sentence or nothing.
  const drops = text.charAt(unit.end) === '.' && !endsSentence(text, unit.end + 1);
  return { end: unit.end + (drops ? 1 : 0), spoken: `${amountWords(token)} ${unit.name(singular)}`, rule: 'measure' };
}

const MAGNITUDE = /([MB]|[mbt]n)(?![\p{L}\p{M}\d])/uy;
const MAGNITUDE_NAMES: Readonly<Record<string, string>> = {
  M: 'million',
  B: 'billion',
  mn: 'million',
  bn: 'billion',
  tn: 'trillion',
};

/** `1.2M views`, `5bn`: a whole number needs a noun behind its letter, or it names (`gate 5B`). */
function magnitudeReading(text: string, token: NumeralToken): Reading | undefined {
  if (token.kind !== 'integer' && token.kind !== 'decimal') return undefined;
  const letters = stickyMatch(MAGNITUDE, text, token.end)?.[1];
  if (letters === undefined) return undefined;
  const end = token.end + letters.length;
  if (token.kind === 'integer' && letters.length === 1 && !countsSomething(wordAfter(text, end))) return undefined;
  return { end, spoken: `${amountWords(token)} ${MAGNITUDE_NAMES[letters] ?? ''}`, rule: 'number:cardinal' };
}

/** Reads a numeral in its surroundings, and what stands behind its slash (`$15/hr`). */
export function numeralReading(text: string, token: NumeralToken): Reading {
  const reading =
    centsReading(text, token) ??
    extraMeasureReading(text, token) ??
    magnitudeReading(text, token) ??
    plainReading(text, token);
  if (token.kind === 'date' || token.kind === 'fraction' || token.kind === 'phone') return reading;
  const per = perAt(text, reading.end);
  if (per === undefined) return reading;
  // The dot of `$5/mo. for a year` ends no sentence.
  const dotted = /^\.(?:,| \p{Ll})/u.test(text.slice(per.end, per.end + 3));
  return { ...reading, end: per.end + (dotted ? 1 : 0), spoken: reading.spoken + per.spoken };
}

/** Numbers that are said as they are written, whatever they could mean: `9/11`, `24/7`, `80/20`. */
function saidAsPair(left: string, right: string): string | undefined {
  const pair =
    left === '24' && right === '7' ? 'twenty-four seven' : left === '9' && right === '11' ? 'nine eleven' : undefined;
  if (pair !== undefined) return pair;
  const shares = left.length === 2 && right.length === 2 && Number(left) + Number(right) === 100;
  return shares || (left === '20' && right === '20') ? `${cardinalWords(left)} ${cardinalWords(right)}` : undefined;
}

/** Inches are counted in these parts: `5/16 inch` is no day of May. */
const INCH_PARTS = new Set(['12', '16', '32', '64']);
const PART_OF = /^(?:[- ]?(?:inch|inches|in\.|of an? )|["″])/u;

function slashedDateReading(text: string, token: NumeralToken & { kind: 'date' }): Reading | undefined {
  if (token.year !== undefined || token.day === undefined) return undefined;
  const [left = '', right = ''] = text.slice(token.start, token.end).split('/');
  const pair = saidAsPair(left, right);
  if (pair !== undefined) return { end: token.end, spoken: pair, rule: 'number:fraction' };
  if (!INCH_PARTS.has(right) || !PART_OF.test(text.slice(token.end, token.end + 10))) return undefined;
  return { end: token.end, spoken: fractionWords(left, right), rule: 'number:fraction' };
}

const QUARTERS: Readonly<Record<string, string>> = { N: 'north', S: 'south', E: 'east', W: 'west' };

function measureReading(text: string, token: NumeralToken & { kind: 'measure' }): Reading {
  const { end } = token;
  const spoken = `${amountWords(token)} ${unitName(token.unit, isOne(token) || isDescribing(text, token))}`;
  const quarter = token.unit === '°' ? /^ ?([NSEW])(?![\p{L}\d])/u.exec(text.slice(end, end + 3)) : null;
  if (quarter !== null)
    return { end: end + quarter[0].length, spoken: `${spoken} ${QUARTERS[quarter[1] ?? ''] ?? ''}`, rule: 'measure' };
  // The dot of `3 lbs. flour` ends no sentence.
  const dotted = /^\p{L}\.(?:,| \p{Ll})/u.test(text.slice(end - 1, end + 3));
  return { end: dotted ? end + 1 : end, spoken, rule: 'measure' };
}

/** `1/4 tsp`: the unit of a fraction. */
function fractionReading(text: string, token: NumeralToken & { kind: 'fraction' }): Reading {
  const { start, end, numerator, denominator } = token;
  const rule = 'number:fraction';
  const pair = saidAsPair(numerator, denominator);
  if (pair !== undefined) return { end, spoken: pair, rule };
  // Marks out of the most there is: `98/100`, `4/5 stars`.
  if (Number(numerator) > 1 && (denominator === '100' || /^ stars?(?!\p{L})/u.test(text.slice(end, end + 7))))
    return { end, spoken: `${cardinalWords(numerator)} out of ${cardinalWords(denominator)}`, rule };
  const mixed = /\d $/u.test(text.slice(Math.max(0, start - 2), start));
  const spoken = `${mixed ? 'and ' : ''}${fractionWords(numerator, denominator)}`;
  if (/^(?:″|["”] \p{Ll})/u.test(text.slice(end, end + 3))) return { end: end + 1, spoken: `${spoken} inch`, rule };
  const unit = text.charAt(end) === ' ' ? anyUnitAt(text, end + 1) : undefined;
  if (unit === undefined) return { end, spoken, rule };
  return { end: unit.end, spoken: `${spoken} ${unit.name(!mixed)}`, rule };
}

function plainReading(text: string, token: NumeralToken): Reading {
  const { start, end } = token;
  switch (token.kind) {
    case 'integer':
      return integerReading(text, token);
    case 'decimal': {
      // `9.8/10`: a mark out of the most there is.
      const most = /^\/(\d{1,3})(?![\d/]|\.\d)/u.exec(text.slice(end, end + 6))?.[1];
      if (most === undefined) return { end, spoken: amountWords(token), rule: 'number:decimal' };
      const spoken = `${amountWords(token)} out of ${cardinalWords(most)}`;
      return { end: end + 1 + most.length, spoken, rule: 'number:decimal' };
    }
    case 'ordinal':
      return { end, spoken: ordinalWords(token.integer), rule: 'number:ordinal' };
    case 'fraction':
      return fractionReading(text, token);
    case 'ratio':
      // Chapter and verse.
      if (BOOKS.has(wordBefore(text, start)))
        return { end, spoken: `${writtenWords(token.left)} ${writtenWords(token.right)}`, rule: 'number:ratio' };
      return { end, spoken: `${writtenWords(token.left)} to ${writtenWords(token.right)}`, rule: 'number:ratio' };
    case 'dotted':
      return dottedReading(text, token);
    case 'date': {
      const slashed = slashedDateReading(text, token);
      if (slashed !== undefined) return slashed;
      return { end, spoken: dateWords(token.year, token.month, token.day), rule: 'date' };
    }
    case 'time':
      return timeReading(text, token);
    case 'money':
      return {
        end,
        spoken: moneyWords(token, isDescribing(text, token) || namedInSingular(text, token)),
        rule: 'money',
      };
    case 'percent':
      return { end, spoken: `${amountWords(token)} ${token.base === 100 ? 'percent' : 'per mille'}`, rule: 'percent' };
    case 'measure':
      return measureReading(text, token);
    case 'phone': {
      const groups = token.groups.map(digitWords).join(', ');
      return { end, spoken: token.plus ? `plus ${groups}` : groups, rule: 'phone' };
    }
    case 'range':
      return rangeReading(text, token);
  }
}

/** Books of the Bible, whose verses are written like times and ratios. */
const BOOKS = new Set(
  'Genesis Exodus Leviticus Numbers Deuteronomy Joshua Judges Ruth Samuel Kings Chronicles Job Psalm Psalms Proverbs Ecclesiastes Isaiah Jeremiah Ezekiel Daniel Matthew Mark Luke John Acts Romans Corinthians Galatians Ephesians Philippians Hebrews James Peter Revelation Rev Gen Matt Cor Rom Ps Prov'.split(
    ' ',
  ),
);

const isLetterOrNumber = (character: string): boolean => /^[\p{L}\p{M}\p{N}]$/u.test(character);

/** A numeral written against a letter or another (`MP3`, `3D`, `①②`) still is a word of its own. */
export function spacedApart(text: string, token: NumeralToken, reading: Reading): Reading {
  const before = isLetterOrNumber(text.charAt(token.start - 1)) ? ' ' : '';
  const after = isLetterOrNumber(text.charAt(reading.end)) ? ' ' : '';
  return { ...reading, spoken: before + reading.spoken + after };
}
