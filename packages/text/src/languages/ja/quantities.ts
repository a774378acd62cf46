import type { Amount, Extent } from '../../numerals/scan.js';
import { counted, counterAt, type CounterMatch, followingAt } from './counters.js';
import { attach, decimal, digitString, integer, type Numeral, SOUND, text as kana } from './numbers.js';
import type { Reading } from './readings.js';

/**
 * A number with what Japanese writes behind it: units of counting (3万5千), a counter (三本), words that go with the
 * counter (二日間, 三人目). Readers are given the folded text and return where they stopped.
 */
export function quantity(text: string, token: Extent & Amount): Reading {
  const { numeral, end } = scaled(text, token);
  const sign = token.negative ? 'マイナス ' : '';
  const parts = fractionBehind(text, end);
  if (parts !== undefined) {
    const spoken = `${sign}${attach(numeral, 'ブンノ', SOUND.plain)} ${kana(integer(parts.digits))}`;
    return { start: token.start, end: parts.end, spoken, rule: 'number:fraction' };
  }
  const hundredths = hundredthsBehind(text, end);
  if (hundredths !== undefined) {
    const spoken = `${countedAs(numeral, '秒')} ${digitString(hundredths.digits)}`;
    return { start: token.start, end: hundredths.end, spoken, rule: 'time' };
  }
  if (text.charAt(token.start - 1) === '年' && text.startsWith('組', end)) {
    // A class of a school year is numbered, not counted: 3年2組 ニクミ.
    return { start: token.start, end: end + 1, spoken: attach(numeral, 'クミ', SOUND.plain), rule: 'number:counter' };
  }
  if (text.charAt(token.start - 1) === '割' && /^分(?![のほ])/u.test(text.slice(end, end + 2))) {
    // Behind tenths stand hundredths: 3割8分 ハチブ.
    return { start: token.start, end: end + 1, spoken: attach(numeral, 'ブ', SOUND.plain), rule: 'number:counter' };
  }
  const counter = counterAt(text, end);
  if (counter === undefined) return { start: token.start, end, spoken: sign + kana(numeral), rule: 'number:cardinal' };
  const following = followingAt(text, counter.end, counter.spelling);
  const special =
    counter.spelling === '日' && numeral.digits === '1' ? oneDay(text, token.start, counter.end) : undefined;
  const word = special?.kana ?? counted(numeral, counter) + following.kana;
  const stop = special?.end ?? following.end;
  const weekday = counter.spelling === '日' ? weekdayAt(text, stop) : undefined;
  return {
    start: token.start,
    end: weekday?.end ?? stop,
    spoken: sign + word + (weekday === undefined ? '' : ` ${weekday.kana}`),
    rule: counter.rule,
  };
}

/** 3分の1: thirds, not minutes. */
function fractionBehind(text: string, at: number): { digits: string; end: number } | undefined {
  const match = stickyAt(/分の(\d{1,15})/uy, text, at);
  return match === undefined ? undefined : { digits: match[1] ?? '', end: at + match[0].length };
}

/** 9秒58 of a race: the digits behind the seconds. */
function hundredthsBehind(text: string, at: number): { digits: string; end: number } | undefined {
  const match = stickyAt(/秒(\d{2})(?![\d秒分時])/uy, text, at);
  return match === undefined ? undefined : { digits: match[1] ?? '', end: at + match[0].length };
}

/** 1日 is ツイタチ as a date and イチニチ as a day's length; the neighbours tell, and length is the default. */
function oneDay(text: string, start: number, end: number): { kana: string; end: number } | undefined {
  if (text.startsWith('中', end)) {
    // Kept apart from a noun: 1日中雨 is rain, アメ, not the ウ of a compound.
    const apart = /\p{Script=Han}/u.test(text.charAt(end + 1)) ? ' ' : '';
    return { kana: `イチニチジュウ${apart}`, end: end + 1 };
  }
  const dated = text.charAt(start - 1) === '月' || FIRST_OF_MONTH.test(text.slice(end, end + 2));
  return dated ? { kana: 'ツイタチ', end } : undefined;
}
const FIRST_OF_MONTH = /^(?:付|午[前後]|朝|夜|夕|未明|から|まで|より|\([月火水木金土日])/u;

const WEEKDAYS: Readonly<Record<string, string>> = {
  月: 'ゲツ',
  火: 'カ',
  水: 'スイ',
  木: 'モク',
  金: 'キン',
  土: 'ド',
  日: 'ニチ',
};

/** `(土)` behind a date. */
export function weekdayAt(text: string, at: number): { kana: string; end: number } | undefined {
  const match = /^\(([月火水木金土日])(?:曜日?)?\)/u.exec(text.slice(at, at + 5));
  const day = WEEKDAYS[match?.[1] ?? ''];
  return match === null || day === undefined ? undefined : { kana: `${day}ヨウビ`, end: at + match[0].length };
}

const POWERS: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 億: 8, 兆: 12, 京: 16 };
const SCALE = /([十百千]?)([万億兆京]?)/y;
const NUMBER = /\d{1,3}(?:,\d{3})+(?!\d)|\d+/y;
/** Longer numerals are codes; adding them up would cost more than linear time. */
const MAX_DIGITS = 24;

/** The number at `token` with the kanji units behind it: 3万5千, 1.5億, 120万. */
export function scaled(text: string, token: Extent & Amount): { readonly numeral: Numeral; readonly end: number } {
  const { end } = token;
  if (token.fraction !== '') return scaledDecimal(text, token);
  const plain = { numeral: integer(token.integer), end };
  if (token.integer.length > MAX_DIGITS || /^0\d/u.test(token.integer)) return plain;
  let closed = 0n; // parts that 万, 億 … have closed
  let group = 0n;
  let taken = end;
  let [largest, smallest] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let at = end;
  let digits = token.integer;
  for (;;) {
    const scale = scaleAt(text, at);
    // Units fall: 3万5千 is one number, 5千3千 are two.
    if (scale.large >= largest && scale.large > 0) break;
    if (scale.small >= smallest && scale.large === 0) break;
    group += BigInt(digits) * 10n ** BigInt(scale.small);
    taken = scale.end;
    smallest = scale.large > 0 ? Number.POSITIVE_INFINITY : scale.small;
    if (scale.large > 0) {
      closed += group * 10n ** BigInt(scale.large);
      group = 0n;
      largest = scale.large;
    }
    if (scale.small + scale.large === 0) break;
    const next = stickyAt(NUMBER, text, taken);
    if (next === undefined) break;
    digits = next[0].replaceAll(',', '');
    if (digits.length > 4 || digits.startsWith('0')) break;
    at = taken + next[0].length;
  }
  return taken === end ? plain : { numeral: integer((closed + group).toString()), end: taken };
}

function scaledDecimal(text: string, token: Extent & Amount): { readonly numeral: Numeral; readonly end: number } {
  let numeral = decimal(token.integer, token.fraction);
  const scale = scaleAt(text, token.end);
  for (const power of [scale.small, scale.large].filter((power) => power > 0)) {
    const unit = integer(`1${'0'.repeat(power)}`);
    numeral = { head: attach(numeral, '', SOUND.plain), tail: unit.tail, tailKana: unit.tailKana, digits: undefined };
  }
  return { numeral, end: scale.end };
}

function scaleAt(text: string, at: number): { small: number; large: number; end: number } {
  const match = stickyAt(SCALE, text, at);
  const [whole = '', small = '', large = ''] = match ?? [];
  return { small: POWERS[small] ?? 0, large: POWERS[large] ?? 0, end: at + whole.length };
}

function stickyAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** The counter written `spelling`, for amounts whose sign stands elsewhere (¥300). */
export function countedAs(numeral: Numeral, spelling: string): string {
  const counter: CounterMatch | undefined = counterAt(spelling, 0);
  return counter === undefined ? `${kana(numeral)} ${spelling}` : counted(numeral, counter);
}
