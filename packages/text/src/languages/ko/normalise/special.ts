import { cardinal, digitByDigit, month } from '../numbers.js';
import { letterNames } from './latin.js';
import { UNIT_NAMES } from './units.js';
import { readMatches, type Reading } from './reading.js';

/**
 * Written forms of Korean texts that the shared scanner would take for something else: dates with points, events named by
 * their dates, numbers of services and accounts, fractions in words. Every pattern is bounded or consumes what it saw.
 */
type Words = Pick<Reading, 'spoken' | 'rule'>;
interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: readonly string[]) => Words | undefined;
}

const digits = (text: string): string => text.replace(/\D+/gu, ' ').trim().split(' ').map(digitByDigit).join(' ');
const between = (value: string, low: number, high: number): boolean => Number(value) >= low && Number(value) <= high;

const EVENTS =
  '전쟁|사변|운동|절|혁명|민주|항쟁|광복|해방|테러|사태|쿠데타|참사|대지진|선언|조치|대책|총선|대선|남침|참전|군사|반란|합의';

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  no: '넘버',
  vol: '볼륨',
  p: '페이지',
  pp: '페이지',
  ch: '챕터',
  fig: '그림',
  ver: '버전',
};

const FORMS: readonly Form[] = [
  {
    // 2026.11.22. and 2026. 1. 5., the last point being part of the date
    pattern: /(?<![\d.])((?:1[5-9]|20)\d{2})\. ?(\d{1,2})\. ?(\d{1,2})(?:\.(?!\d))?(?!\d)/gu,
    read: ([, year = '', number = '', day = '']) => dated(year, number, day),
  },
  {
    pattern: /(?<![\d.])((?:19|20)\d{2})\.(0[1-9]|1[0-2])(?![\d.])/gu,
    read: ([, year = '', number = '']) => dated(year, number, ''),
  },
  {
    pattern: /(?<=[일\d.])\(([월화수목금토일])\)/gu,
    read: ([, day = '']) => ({ spoken: ` ${day}요일`, rule: 'date' }),
  },
  {
    // 6·25, 3.1 운동: month and day are named by their digits
    pattern: new RegExp(
      `(?<![\\d.])(\\d{1,2})(?:[·・‧ㆍ•](\\d{1,2})|\\.(\\d{1,2})(?= ?(?:${EVENTS})))(?![\\d.])`,
      'gu',
    ),
    read: ([, number = '', day = '', other = '']) => event(number, day || other),
  },
  {
    pattern: /(?<![\d.])(3|4|5|6|8|9|10|12)\.(1|11|12|15|18|19|25|26)(?= ?(?:때|당시|이후|전후|기념|세대))/gu,
    read: ([, number = '', day = '']) => event(number, day),
  },
  {
    pattern: /(?<![A-Za-z])(no|vol|pp?|ch|fig|ver)\. ?(?=\d)/giu,
    read: ([, short = '']) => ({ spoken: `${ABBREVIATIONS[short.toLowerCase()] ?? ''} `, rule: 'abbreviation' }),
  },
  {
    // A/S: two initials, one name.
    pattern: /(?<![A-Za-z/])([A-Z])\/([A-Z])(?![A-Za-z/])/gu,
    read: ([, first = '', second = '']) => ({ spoken: letterNames(first + second), rule: 'acronym' }),
  },
  {
    pattern: /(?<![\d.-])(?:\d{5,8}-\d{5,8}|0\d{1,2}\.\d{3,4}\.\d{4})(?![\d.-]\d|\d)/gu,
    read: ([number = '']) => ({ spoken: digits(number), rule: 'number:code' }),
  },
  {
    pattern: new RegExp(
      `(?<![A-Za-z])(${Object.keys(UNIT_NAMES)
        .filter((unit) => /^[A-Za-z]{1,3}[²³]?$/u.test(unit))
        .join('|')}|[㎞㎝㎜㎏㎡㎥])(?=당(?![가-힣]{2}))`,
      'gu',
    ),
    read: ([, unit = '']) => ({
      spoken: UNIT_NAMES[unit]?.name ?? UNIT_NAMES[squared(unit)]?.name ?? '',
      rule: 'unit',
    }),
  },
  {
    pattern: /(?<![\d-])1[568]\d{2}-\d{4}(?![\d-])/gu,
    read: ([number = '']) => ({ spoken: digits(number), rule: 'number:phone' }),
  },
  {
    pattern: /(?<![\d-])0\d{1,2}\) ?\d{3,4}-\d{4}(?![\d-])|(?<![\d-])01[016-9] \d{3,4} \d{4}(?!\d)/gu,
    read: ([number = '']) => ({ spoken: digits(number), rule: 'number:phone' }),
  },
  {
    pattern: /(?<![\d.-])\d{2,8}(?:-\d{1,8}){2,4}(?![\d-])/gu,
    read: ([number = '']) => (isDate(number) ? undefined : { spoken: digits(number), rule: 'number:code' }),
  },
  {
    pattern: /(?<![\d.])(\d{1,6})분의 ?(\d{1,6})(?![\d.])/gu,
    read: ([, below = '', above = '']) => ({
      spoken: `${cardinal(below)}분의 ${cardinal(above)}`,
      rule: 'number:fraction',
    }),
  },
  {
    pattern: /(?<![\d.])(\d{1,3}) (\d{1,2})\/(\d{1,2})(?![\d/])/gu,
    read: ([, whole = '', above = '', below = '']) => ({
      spoken: `${cardinal(whole)}{와} ${cardinal(below)}분의 ${cardinal(above)}`,
      rule: 'number:fraction',
    }),
  },
  {
    pattern: /(?<![\d.])([1-4])\/4 ?(?=분기)/gu,
    read: ([, quarter = '']) => ({ spoken: `${cardinal(quarter)}사`, rule: 'number:quarter' }),
  },
  {
    pattern: /(?<=혈압[가-힣]{0,2} ?)(\d{2,3})\/(\d{2,3})(?!\d)/gu,
    read: ([, high = '', low = '']) => ({ spoken: `${cardinal(high)}에 ${cardinal(low)}`, rule: 'number:pair' }),
  },
  {
    pattern: /(?<![\d.])(\d{1,4}) ?대 ?(\d{1,4})(?![\d.,]\d|\d)(?! ?(?:대|명|개))/gu,
    read: ([, left = '', right = '']) => ({ spoken: `${cardinal(left)} 대 ${cardinal(right)}`, rule: 'number:ratio' }),
  },
  {
    pattern: /['‘’](\d{2})(?=년)/gu,
    read: ([, year = '']) => ({ spoken: `${cardinal(String(Number(year)))} `, rule: 'number:year' }),
  },
  {
    pattern: /(?<=[가-힣])(\d{1,2})가(?=$|[^가-힣]|역|동)/gu,
    read: ([, block = '']) => ({ spoken: ` ${cardinal(block)} 가`, rule: 'number:cardinal' }),
  },
  {
    pattern: /(?<!\d)1\+1(?= ?(?:행사|상품|이벤트|할인|혜택|증정|판매))/gu,
    read: () => ({ spoken: '원 플러스 원', rule: 'number:offer' }),
  },
  {
    pattern: /(?<![A-Za-z])(AM|PM|am|pm) ?(?=\d{1,2}:\d)/gu,
    read: ([, half = '']) => ({ spoken: /^a/iu.test(half) ? '오전 ' : '오후 ', rule: 'time' }),
  },
];

/** In the order of the text; a form further up wins. */
export const SPECIAL_FORMS: readonly ((text: string) => readonly Reading[])[] = FORMS.map(
  ({ pattern, read }) =>
    (text) =>
      readMatches(text, pattern, read),
);

function dated(year: string, number: string, day: string): Words | undefined {
  if (!between(number, 1, 12) || (day !== '' && !between(day, 1, 31))) return undefined;
  const last = day === '' ? '' : ` ${cardinal(String(Number(day)))} 일`;
  return { spoken: `${cardinal(year)} 년 ${month(Number(number))}${last}`, rule: 'date' };
}

/** 6·25 육이오, 10·26 십이육; 12·12 십이십이, where the day is said like the month. */
function event(number: string, day: string): Words | undefined {
  if (!between(number, 1, 12) || !between(day, 1, 31)) return undefined;
  const second = number === day ? cardinal(day) : digitByDigit(day);
  return { spoken: cardinal(number) + second, rule: 'number:event' };
}

/** ㎡ decomposes to `m2`. */
function squared(unit: string): string {
  return unit.normalize('NFKC').replace('2', '²').replace('3', '³');
}

function isDate(text: string): boolean {
  return /^(?:[12]\d{3}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])|\d{1,2}-\d{1,2}-(?:19|20)\d{2})$/u.test(text);
}
