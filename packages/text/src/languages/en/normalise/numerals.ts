import type { MoneyToken, NumeralToken, RangeEnd } from '../../../numerals/scan.js';
import { dateWords, timeWords } from './calendar.js';
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
import { endsSentence, stickyMatch, wordAfter, wordBefore, type Reading } from './reading.js';
import { currencyNames, unitName } from './units.js';

/** Reads what the numeral scanner found as American English. */

interface Signed {
  readonly negative: boolean;
  readonly integer: string;
  readonly fraction: string;
}

const amountWords = (amount: Signed): string =>
  `${amount.negative ? 'minus ' : ''}${decimalWords(amount.integer, amount.fraction)}`;

const isOne = (amount: Signed): boolean => amount.integer === '1' && amount.fraction === '';

const SCALE_NAMES: Readonly<Record<number, string>> = {
  2: 'hundred',
  3: 'thousand',
  4: 'ten thousand',
  6: 'million',
  7: 'ten million',
  8: 'hundred million',
  9: 'billion',
  12: 'trillion',
};

/** @param describing the sum stands before a noun and describes it, so it takes no plural: `a five dollar bill` */
export function moneyWords(money: Omit<MoneyToken, 'kind' | 'start' | 'end'>, describing = false): string {
  const { one, many: plural, minor } = currencyNames(money.currency);
  const many = describing ? one : plural;
  const sign = money.negative ? 'minus ' : '';
  if (money.scale > 0) {
    return `${sign}${decimalWords(money.integer, money.fraction)} ${SCALE_NAMES[money.scale] ?? ''} ${many}`;
  }
  if (minor !== undefined && money.fraction.length === 2) {
    const whole = Number(money.integer);
    const part = Number(money.fraction);
    const parts = `${cardinalWords(money.fraction)} ${part === 1 ? minor[0] : minor[1]}`;
    const wholes = `${cardinalWords(money.integer)} ${whole === 1 ? one : many}`;
    if (part === 0) return sign + wholes;
    return sign + (whole === 0 ? parts : `${wholes} and ${parts}`);
  }
  return `${amountWords(money)} ${isOne(money) ? one : many}`;
}

const DETERMINERS = new Set('a an another each every the this that one my your his her its our their'.split(' '));
/** Words that follow a sum or measure without being described by it. */
const NOT_DESCRIBED = new Set(
  'a an the in to for and or of per from at on with by as is was are were will would can has had have if when than that ago away more less each off apart long tall high wide deep old every but so because while until before after into over under'.split(
    ' ',
  ),
);

/** `a $5 bill`, `the 10 km run`: between a determiner and a noun a measure is an adjective and takes no plural. */
const isDescribing = (text: string, { start, end }: { start: number; end: number }): boolean => {
  const next = wordAfter(text, end);
  return DETERMINERS.has(wordBefore(text, start).toLowerCase()) && /^\p{Ll}/u.test(next) && !NOT_DESCRIBED.has(next);
};

/** `$5 dollar bills`: written in the singular, the name describes what follows it. */
const namedInSingular = (text: string, { start, end }: { start: number; end: number }): boolean =>
  /[ \d](?:dollar|euro|pound)$/u.test(text.slice(start, end)) && /^ ?\p{Ll}/u.test(text.slice(end, end + 2));

/** Words before a four-digit number that make it a year whatever its size. */
const YEAR_CUES = new Set(
  'in since by from until till before after during around circa year early late mid spring summer fall autumn winter of copyright ad ce bc c b d circa born died'.split(
    ' ',
  ),
);
/** Nouns whose plural does not end in s; `2000 people` is a count. */
const IRREGULAR_PLURALS = new Set('people men women children feet teeth mice sheep percent times'.split(' '));

/** A plural noun after the number says that it counts something. */
const countsSomething = (next: string): boolean =>
  /^\p{Ll}/u.test(next) &&
  (IRREGULAR_PLURALS.has(next) || /[^s]s$/u.test(next)) &&
  !/^(?:is|was|has|as|its|this|vs)$/u.test(next);

function isYear(text: string, start: number, end: number, digits: string): boolean {
  const value = Number(digits);
  if (digits.length !== 4 || value < 1000 || value > 2099) return false;
  if (countsSomething(wordAfter(text, end))) return false;
  return value >= 1900 || YEAR_CUES.has(wordBefore(text, start).toLowerCase());
}

function integerReading(text: string, token: NumeralToken & { kind: 'integer' }): Reading {
  const { start, end, integer, negative } = token;
  const decade = /^['’]?s(?![\p{L}\d])/u.exec(text.slice(end, end + 3));
  if (decade !== null && !negative && integer.endsWith('0') && (integer.length === 2 || integer.length === 4)) {
    const words = integer.length === 4 ? yearWords(Number(integer)) : cardinalWords(integer);
    return { end: end + decade[0].length, spoken: pluralNumber(words), rule: 'number:year' };
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

/** Two-letter codes of the states, behind which a number of five digits is a postal code. */
const STATES = new Set(
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  ),
);

/** Numbers that name and do not count: flights and models (`AA123`), postal codes (`DC 20500`). */
function isCode(text: string, start: number, end: number): boolean {
  if (end - start >= 3 && /(?<!\p{L})\p{Lu}{1,3}$/u.test(text.slice(Math.max(0, start - 4), start))) return true;
  return end - start === 5 && text.charAt(start - 1) === ' ' && STATES.has(wordBefore(text, start));
}

const HEIGHT = /(\d{1,2})['’′] ?(\d{1,2})(?:["”″]|'')/y;

/** `6'2"`: feet and inches. */
export function heightAt(text: string, at: number): Reading | undefined {
  if (/[\d.,]/.test(text.charAt(at - 1))) return undefined;
  const found = stickyMatch(HEIGHT, text, at);
  if (found === undefined) return undefined;
  const [feet = '', inches = ''] = [found[1], found[2]];
  const spoken = `${cardinalWords(feet)} ${feet === '1' ? 'foot' : 'feet'} ${cardinalWords(inches)} ${inches === '1' ? 'inch' : 'inches'}`;
  return { end: at + found[0].length, spoken, rule: 'measure' };
}

const isYearPair = (low: string, high: string): boolean =>
  low.length === 4 &&
  Number(low) >= 1100 &&
  Number(low) <= 2099 &&
  (high.length === 2 || (high.length === 4 && Number(high) <= 2099));

function rangeReading(text: string, token: NumeralToken & { kind: 'range' }): Reading {
  const { low, high, end } = token;
  const rule = 'range';
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
    return { end, spoken: `${amountWords(low)} to ${moneyWords({ ...low, ...high })}`, rule };
  }
  const first = saidOnce(low, high) ? amountWords(low) : numeralReading(text, low).spoken;
  const second = numeralReading(text, high);
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
  const isAddress = parts.length === 4 && !/v$/iu.test(text.slice(Math.max(0, start - 1), start));
  const dot = isAddress ? ' dot ' : ' point ';
  const words = parts.map((part) => (isAddress && part.length === 3 ? digitWords(part) : integerWords(part)));
  return { end, spoken: words.join(dot), rule: isAddress ? 'number:address' : 'number:version' };
}

function timeReading(text: string, token: NumeralToken & { kind: 'time' }): Reading {
  // The dot of `p.m.` ends the sentence too when nothing follows.
  const closes = text.charAt(token.end - 1) === '.' && endsSentence(text, token.end);
  const words = timeWords(token.hour, token.minute, token.second, token.meridiem);
  return { end: token.end, spoken: words + (closes ? '.' : ''), rule: 'time' };
}

/** `50¢`: the sign of the hundredth part of a dollar stands behind its amount. */
function centsReading(text: string, token: NumeralToken): Reading | undefined {
  if (text.charAt(token.end) !== '¢' || (token.kind !== 'integer' && token.kind !== 'decimal')) return undefined;
  const singular = isOne(token) || isDescribing(text, { start: token.start, end: token.end + 1 });
  return { end: token.end + 1, spoken: `${amountWords(token)} ${singular ? 'cent' : 'cents'}`, rule: 'money' };
}

/** Reads a numeral in its surroundings. */
export function numeralReading(text: string, token: NumeralToken): Reading {
  const { start, end } = token;
  const cents = centsReading(text, token);
  if (cents !== undefined) return cents;
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
    case 'fraction': {
      if (token.numerator === '24' && token.denominator === '7')
        return { end, spoken: 'twenty-four seven', rule: 'number:fraction' };
      const mixed = /\d $/u.test(text.slice(Math.max(0, start - 2), start));
      return {
        end,
        spoken: `${mixed ? 'and ' : ''}${fractionWords(token.numerator, token.denominator)}`,
        rule: 'number:fraction',
      };
    }
    case 'ratio':
      return { end, spoken: `${writtenWords(token.left)} to ${writtenWords(token.right)}`, rule: 'number:ratio' };
    case 'dotted':
      return dottedReading(text, token);
    case 'date':
      return { end, spoken: dateWords(token.year, token.month, token.day), rule: 'date' };
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
      return {
        end,
        spoken: `${amountWords(token)} ${unitName(token.unit, isOne(token) || isDescribing(text, token))}`,
        rule: 'measure',
      };
    case 'phone': {
      const groups = token.groups.map(digitWords).join(', ');
      return { end, spoken: token.plus ? `plus ${groups}` : groups, rule: 'phone' };
    }
    case 'range':
      return rangeReading(text, token);
  }
}

const isLetterOrNumber = (character: string): boolean => /^[\p{L}\p{M}\p{N}]$/u.test(character);

/** A numeral written against a letter or another (`MP3`, `3D`, `①②`) still is a word of its own. */
export function spacedApart(text: string, token: NumeralToken, reading: Reading): Reading {
  const before = isLetterOrNumber(text.charAt(token.start - 1)) ? ' ' : '';
  const after = isLetterOrNumber(text.charAt(reading.end)) ? ' ' : '';
  return { ...reading, spoken: before + reading.spoken + after };
}
