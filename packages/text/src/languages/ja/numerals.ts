import type { Amount, DateToken, MoneyToken, NumeralToken, RangeEnd, TimeToken } from '../../numerals/scan.js';
import { scanNumerals } from '../../numerals/scan.js';
import { withoutAbbreviations } from './abbreviations.js';
import { attach, decimal, digitString, integer, lengthened, type Numeral, SOUND, text as kana } from './numbers.js';
import { joinedAt } from './joined-numbers.js';
import { countedAs, quantity, scaled, weekdayAt } from './quantities.js';
import type { Reading } from './readings.js';
import { CURRENCY_WORDS, unitWord } from './units.js';

/**
 * Reads the numerals of a folded text. The shared scanner says what is written; kanji units, counters and the signs
 * that join two numbers (〜, -, ×) are seen here. In order, without overlap; linear, each reader looks ahead a bounded
 * stretch or consumes what it saw.
 */
export function readNumerals(text: string): readonly Reading[] {
  const readings: Reading[] = [];
  let at = 0;
  for (const token of scanNumerals(withoutAbbreviations(text))) {
    if (token.start < at) continue;
    const reading = withSuffix(text, joinedAt(text, token) ?? readToken(text, token));
    const sign = signBefore(text, at, reading.start, readings.length > 0);
    if (sign !== undefined) readings.push(sign);
    readings.push(reading);
    at = reading.end;
    // 9時〜17時, 10時〜: a tilde after a number is から; kana after it would be a drawn-out vowel.
    if (/^[〜~][^ぁ-ゖー〜~]?$/u.test(text.slice(at, at + 2)) || /^[–—]\d/u.test(text.slice(at, at + 2))) {
      readings.push({ start: at, end: at + 1, spoken: 'から', rule: 'number:range' });
      at += 1;
    }
  }
  return readings;
}

/** Nouns written behind an amount, which the analyser would read as words of their own (10時着 チャク, 100m走 ソウ). */
const SUFFIXES: Readonly<Record<string, string>> = {
  着: 'チャク',
  発: 'ハツ',
  走: 'ソウ',
  増: 'ゾウ',
  減: 'ゲン',
  超: 'チョウ',
  差: 'サ',
  高: 'ダカ',
  安: 'ヤス',
};

/** A suffix ends its word: no kana of a verb (着いた) and no further kanji (発表) follow. */
function withSuffix(text: string, reading: Reading): Reading {
  const suffix = SUFFIXES[text.charAt(reading.end)];
  if (suffix === undefined || !SUFFIXED.has(reading.rule)) return reading;
  if (!/^(?:[、。,.!?)」]|の|で|と|に|は|が|を|も|$)/u.test(text.slice(reading.end + 1, reading.end + 2)))
    return reading;
  return { ...reading, end: reading.end + 1, spoken: reading.spoken + suffix };
}
const SUFFIXED = new Set(['time', 'money', 'percent', 'number:unit', 'number:counter', 'date']);

function readToken(text: string, token: NumeralToken): Reading {
  const { start, end } = token;
  switch (token.kind) {
    case 'integer':
    case 'decimal':
      return quantity(text, token);
    case 'date':
      return date(text, token);
    case 'range': {
      const low = readEnd(token.low);
      const high = readToken(text, token.high);
      return { start, end: high.end, spoken: `${low}から ${high.spoken}`, rule: 'number:range' };
    }
    case 'fraction': {
      const weekday = token.couldBeDate ? weekdayAt(text, end) : undefined;
      if (weekday !== undefined) {
        const [month, day] = [Number(token.numerator), Number(token.denominator)];
        return date(text, { kind: 'date', start, end, year: undefined, month, day });
      }
      const spoken = `${attach(integer(token.denominator), 'ブンノ', SOUND.plain)} ${kana(integer(token.numerator))}`;
      return { start, end, spoken, rule: 'number:fraction' };
    }
    case 'ratio':
      return {
        start,
        end,
        spoken: `${kana(written(token.left))} タイ ${kana(written(token.right))}`,
        rule: 'number:ratio',
      };
    case 'phone': {
      const plus = token.plus ? 'プラス ' : '';
      return { start, end, spoken: plus + token.groups.map(digitString).join(' ノ '), rule: 'number:phone' };
    }
    case 'dotted':
      return {
        start,
        end,
        // Short words lengthen before テン, as in decimals: 2.0.1 ニーテンゼロテンイチ.
        spoken: token.parts
          .map((part, index) => kana(index < token.parts.length - 1 ? lengthened(integer(part)) : integer(part)))
          .join(' テン '),
        rule: 'number:dotted',
      };
    case 'time':
    case 'money':
    case 'percent':
    case 'ordinal':
      return { start, end, spoken: readEnd(token), rule: RULES[token.kind] };
    case 'measure': {
      const before = unitWord(token.unit)?.before ?? '';
      // 時速80km/h has the word of its unit already.
      const said = SPEED_SAID.test(text.slice(Math.max(0, start - SPEED_WITHIN), start));
      const spoken = said && before !== '' ? readEnd(token).replace(before, '') : readEnd(token);
      return { start, end, spoken, rule: RULES[token.kind] };
    }
  }
}
const SPEED_SAID = /(?:[時秒]速|華氏)約?$/u;
const SPEED_WITHIN = 3;

const RULES = {
  time: 'time',
  money: 'money',
  percent: 'percent',
  measure: 'number:unit',
  ordinal: 'number:counter',
} as const;

function readEnd(token: RangeEnd): string {
  switch (token.kind) {
    case 'integer':
    case 'decimal':
      return minus(token) + kana(scaled('', { ...token, start: 0, end: 0 }).numeral);
    case 'date':
      return dateWords(token);
    case 'time':
      return timeWords(token);
    case 'money':
      return minus(token) + moneyWords(token);
    case 'percent':
      return minus(token) + attach(amount(token), token.base === 100 ? 'パーセント' : 'パーミル', SOUND.st);
    case 'measure':
      return minus(token) + measureWords(token, token.unit);
    case 'ordinal':
      return attach(integer(token.integer), 'バンメ', SOUND.plain);
  }
}

const written = (number: string): Numeral => {
  const [whole = '', fraction = ''] = number.split('.');
  return amount({ negative: false, integer: whole, fraction });
};
const minus = ({ negative }: Amount) => (negative ? 'マイナス ' : '');
const amount = ({ integer: whole, fraction }: Amount) => (fraction === '' ? integer(whole) : decimal(whole, fraction));

function date(text: string, token: DateToken): Reading {
  const weekday = weekdayAt(text, token.end);
  const spoken = dateWords(token) + (weekday === undefined ? '' : ` ${weekday.kana}`);
  return { start: token.start, end: weekday?.end ?? token.end, spoken, rule: 'date' };
}

function dateWords({ year, month, day }: DateToken): string {
  const words = [
    year === undefined ? '' : countedAs(integer(String(year)), '年'),
    countedAs(integer(String(month)), '月'),
    day === undefined ? '' : day === 1 ? 'ツイタチ' : countedAs(integer(String(day)), '日'),
  ];
  return words.filter((word) => word !== '').join(' ');
}

/** 14:30 ジュウヨジ サンジュップン; a full hour has no minutes. */
function timeWords({ hour, minute, second, meridiem }: TimeToken): string {
  const words = [
    meridiem === undefined ? '' : meridiem === 'am' ? 'ゴゼン' : 'ゴゴ',
    countedAs(integer(String(hour)), '時'),
    minute === undefined || (minute === 0 && second === undefined) ? '' : countedAs(integer(String(minute)), '分'),
    second === undefined ? '' : countedAs(integer(String(second)), '秒'),
  ];
  return words.filter((word) => word !== '').join(' ');
}

/** `$5M` is read in full (五百万ドル); 万, 億 and 兆 behind a decimal stay words (1.2億 イッテンニ オク). */
function moneyWords(token: MoneyToken): string {
  const word = CURRENCY_WORDS[token.currency] ?? token.currency;
  const fraction = token.fraction.replace(/0+$/u, '');
  const inKanji = token.scale % 4 === 0;
  if (fraction !== '' && fraction.length > token.scale) return countedAs(decimal(token.integer, token.fraction), word);
  if (fraction !== '' && inKanji && token.scale > 0) {
    const unit = integer(`1${'0'.repeat(token.scale)}`);
    const numeral = { ...unit, head: kana(decimal(token.integer, token.fraction)), digits: undefined };
    return countedAs(numeral, word);
  }
  return countedAs(integer(shifted(token.integer, fraction, token.scale)), word);
}

/** Moves the decimal point right: 1.5 by 6 -> 1500000. */
function shifted(whole: string, fraction: string, power: number): string {
  return (whole + fraction.padEnd(power, '0').slice(0, power)).replace(/^0+(?=\d)/u, '');
}

function measureWords(token: Amount, unit: string): string {
  const word = unitWord(unit);
  const numeral: Numeral = amount(token);
  if (word === undefined) return `${kana(numeral)} ${unit}`;
  if (numeral.digits === '0' && word.reading === 'ド') return `${word.before}レイド`;
  return word.before + attach(numeral, word.reading, word.sound);
}

const OPERATORS: Readonly<Record<string, string>> = {
  '+': 'タス',
  '-': 'ヒク',
  '×': 'カケル',
  x: 'カケル',
  '*': 'カケル',
  '÷': 'ワル',
  '=': 'ワ',
};

/** The sign of arithmetic that joins two numbers, or a plus before one. */
function signBefore(text: string, from: number, to: number, between: boolean): Reading | undefined {
  const joining = to - from <= 3 ? /^ ?([-+×x*÷=]) ?$/u.exec(text.slice(from, to)) : null;
  const operator = OPERATORS[joining?.[1] ?? ''];
  if (between && operator !== undefined) {
    return { start: from, end: to, spoken: ` ${operator} `, rule: 'number:arithmetic' };
  }
  if (text.charAt(to - 1) === '+' && to > from) {
    return { start: to - 1, end: to, spoken: 'プラス ', rule: 'number:sign' };
  }
  return undefined;
}
