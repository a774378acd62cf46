import type { NumeralToken, RangeEnd } from '../../numerals/scan.js';
import type { SpokenToken } from '../room.js';
import { isCounted, readInteger } from './integers.js';
import { cardinal, decimal, digitByDigit, leadingTwo, quantity, shift, written } from './numbers.js';
import { isOfMatch, isResult } from './results.js';
import { CURRENCY_NAMES, MAGNITUDE_NAMES, UNIT_NAMES } from './units.js';

type Reading = Pick<SpokenToken, 'spoken' | 'rule'>;

/** What a numeral of the scanner is said as, from its kind and the characters around it. */
export function readNumeral(source: string, token: NumeralToken): Reading {
  switch (token.kind) {
    case 'fraction':
      if (/(?:血压|血壓|高压|高壓)[^，。]{0,6}$/u.test(source.slice(Math.max(0, token.start - 10), token.start))) {
        return { spoken: `${cardinal(token.numerator)}，${cardinal(token.denominator)}`, rule: 'number:pair' };
      }
      return { spoken: `${denominator(token.denominator)}分之${cardinal(token.numerator)}`, rule: 'number:fraction' };
    case 'ratio':
      return { spoken: `${written(token.left)}比${written(token.right)}`, rule: 'number:ratio' };
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

/** 1/100 百分之一: a hundred, a thousand and ten thousand need no 一 here. */
function denominator(digits: string): string {
  return /^10{2,4}$/u.test(digits) ? cardinal(digits).slice(1) : cardinal(digits);
}

function readEnd(source: string, token: RangeEnd): Reading {
  switch (token.kind) {
    case 'integer':
      return readInteger(source, token);
    case 'decimal':
      return { spoken: minus(token.negative) + decimalAmount(source, token), rule: 'number:decimal' };
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
      const sign = token.unit === '°C' ? below(token.negative) : minus(token.negative);
      if (token.unit === 'ppm')
        return { spoken: `${sign}百万分之${decimal(token.integer, token.fraction)}`, rule: 'number:measure' };
      return { spoken: sign + amount(token) + (UNIT_NAMES[token.unit] ?? token.unit), rule: 'number:measure' };
    }
    case 'money':
      return { spoken: minus(token.negative) + money(token) + CURRENCY_NAMES[token.currency], rule: 'money' };
    case 'date':
      return { spoken: date(token), rule: 'date' };
    case 'time':
      if (isRatio(source, token)) {
        return {
          spoken: `${cardinal(String(token.hour))}比${cardinal(String(token.minute ?? 0))}`,
          rule: 'number:ratio',
        };
      }
      return { spoken: lasts(source, token.start) ? duration(token) : time(token), rule: 'time' };
  }
}

/** The unit, currency or year sign belongs to both ends and is said once. */
function readRange(source: string, low: RangeEnd, high: RangeEnd): Reading {
  if (low.kind === 'integer' && high.kind === 'integer' && isScore(source, low.start, high.end)) {
    return { spoken: `${cardinal(low.integer)}比${cardinal(high.integer)}`, rule: 'number:score' };
  }
  const first = readRangeLow(source, low, high);
  const last = yearPair(source, low, high) ?? readEnd(source, high);
  const rule = `range; ${last.rule}`;
  if (low.kind === 'money' && (high.kind === 'integer' || high.kind === 'decimal')) {
    return { spoken: `${money(low)}到${amount(high)}${CURRENCY_NAMES[low.currency]}`, rule: 'range; money' };
  }
  if (high.kind === 'percent' && (low.kind === 'integer' || low.kind === 'decimal')) {
    const base = high.base === 100 ? '百分之' : '千分之';
    const ends = `${decimal(low.integer, low.fraction)}到${decimal(high.integer, high.fraction)}`;
    return { spoken: minus(low.negative) + base + ends, rule };
  }
  if (
    high.kind === 'measure' &&
    low.kind !== 'money' &&
    'negative' in low &&
    (low.kind !== 'measure' || low.unit === high.unit)
  ) {
    const sign = high.unit === '°C' ? below(low.negative) : minus(low.negative);
    // 零下三到五度 would be below zero at both ends: a range through zero says its unit twice.
    const through = low.negative && !high.negative ? (UNIT_NAMES[high.unit] ?? '') : '';
    if (through !== '') return { spoken: `${sign + amount(low) + through}到${last.spoken}`, rule };
    return { spoken: `${sign + amount(low)}到${last.spoken}`, rule };
  }
  return { spoken: `${first}到${last.spoken}`, rule };
}

function readRangeLow(source: string, low: RangeEnd, high: RangeEnd): string {
  if (low.kind !== 'integer') return readEnd(source, low).spoken;
  if (high.kind === 'integer') {
    // What follows the whole range says what is counted: `2-3个`, `2020-2025年`, `2020-2025` as years.
    if (yearPair(source, low, high) !== undefined) return digitByDigit(low.integer);
    return readInteger(source, { ...low, end: high.end }).spoken;
  }
  return minus(low.negative) + (high.kind === 'measure' || high.kind === 'money' ? amount(low) : cardinal(low.integer));
}

/** Two years (`2023-2024赛季`), unless a measure word says that something is counted (`1800-2000元`). */
function yearPair(source: string, low: RangeEnd, high: RangeEnd): Reading | undefined {
  if (low.kind !== 'integer' || high.kind !== 'integer' || !isYear(low.integer) || !isYear(high.integer))
    return undefined;
  const after = source.slice(high.end, high.end + 8);
  return isCounted(after) && !after.startsWith('年')
    ? undefined
    : { spoken: digitByDigit(high.integer), rule: 'number:year' };
}

/** The result of a match, which may look like a range: `0-3不敌`, `以1-2落败`. */
function isScore(source: string, start: number, end: number): boolean {
  if (isResult(source, end) || /(?:比分|比数|以)[为是：:]?$/u.test(source.slice(Math.max(0, start - 4), start)))
    return true;
  const short = /^\d{1,3}[-–—]\d{1,3}$/u.test(source.slice(start, end));
  return short && !isCounted(source.slice(end, end + 8)) && isOfMatch(source, start, end);
}

function isYear(digits: string): boolean {
  return /^(?:1[5-9]|20)\d{2}$/u.test(digits);
}

/** `12.50元` 十二点五元: closing zeros of a price are not said. */
function decimalAmount(source: string, { integer, fraction, end }: Extract<RangeEnd, { kind: 'decimal' }>): string {
  if (!/^ ?(?:元|块|美元|欧元|英镑|港元|人民币)/u.test(source.slice(end, end + 4))) return decimal(integer, fraction);
  return decimal(integer, fraction.replace(/0+$/u, ''));
}

/** A score or a scale that looks like a time of day: 以21:19获胜, 比例为1:10. */
function isRatio(source: string, { start, end, second, meridiem }: Extract<RangeEnd, { kind: 'time' }>): boolean {
  if (second !== undefined || meridiem !== undefined) return false;
  const before = source.slice(Math.max(0, start - 6), start);
  return (
    /(?:比例尺?|配比|比率|汇率|比分|比数|浓度|杠杆|赔率|按|以)[为是：:约]? ?$/u.test(before) || isResult(source, end)
  );
}

/** Degrees of heat are 零下, below zero, where other numbers are 负. */
function below(negative: boolean): string {
  return negative ? '零下' : '';
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
  let words = `${meridiem === undefined ? '' : partOfDay(hour, meridiem)}${quantity(String(hour))}点`;
  if (minute !== undefined && (minute > 0 || second !== undefined)) words += `${twoDigits(minute)}分`;
  if (second !== undefined) words += `${twoDigits(second)}秒`;
  return words;
}

/** Chinese parts the day finer than am and pm: 凌晨 before six, 晚上 from six. */
function partOfDay(hour: number, meridiem: 'am' | 'pm'): string {
  if (meridiem === 'am') return hour === 12 || hour < 6 ? '凌晨' : '上午';
  if (hour === 12) return '中午';
  return hour < 6 ? '下午' : '晚上';
}

/** `用时2:05:30`: how long something took, not when it was. */
function lasts(source: string, start: number): boolean {
  return /(?:用时|用時|耗时|耗時|历时|歷時|时长|時長|成绩|成績)[为是以：:]?$/u.test(
    source.slice(Math.max(0, start - 4), start),
  );
}

function duration({ hour, minute = 0, second }: Extract<RangeEnd, { kind: 'time' }>): string {
  const parts: readonly (readonly [number, string])[] =
    second === undefined
      ? [
          [hour, '分'],
          [minute, '秒'],
        ]
      : [
          [hour, '小时'],
          [minute, '分'],
          [second, '秒'],
        ];
  return parts
    .filter(([value]) => value > 0)
    .map(([value, unit]) => quantity(String(value)) + unit)
    .join('');
}

/** Below ten the zero is said: `9:05` 九点零五分. */
function twoDigits(value: number): string {
  return value > 0 && value < 10 ? `零${cardinal(String(value))}` : leadingTwo(cardinal(String(value)));
}
