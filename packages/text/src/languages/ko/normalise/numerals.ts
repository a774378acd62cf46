import type { Amount, DateToken, MoneyToken, NumeralToken, RangeEnd, TimeToken } from '../../../numerals/scan.js';
import { scanNumerals } from '../../../numerals/scan.js';
import { counterAt } from '../counters.js';
import { cardinal, decimal, digitByDigit, hour, month, shift, written } from '../numbers.js';
import { magnitudeBehind } from './magnitudes.js';
import { counted, isNative, readInteger } from './quantity.js';
import type { Reading } from './reading.js';
import { CURRENCY_NAMES, CURRENCY_WORDS, UNIT_NAMES } from './units.js';

/** Letters before a time hide from the scanner what it is; they are said by a rule of their own. */
const HALF_DAY = /(?<![A-Za-z])[AP]M(?=\d{1,2}:[0-5]\d)/gu;

/** Reads the numerals of a folded text, as the shared scanner finds them. In order, without overlap; linear. */
export function readNumerals(text: string): readonly Reading[] {
  return scanNumerals(text.replace(HALF_DAY, '  ')).map((token) => readToken(text, token));
}

type Words = Pick<Reading, 'spoken' | 'rule'>;
const LOOK = 14;

function readToken(text: string, token: NumeralToken): Reading {
  const { start, end } = token;
  switch (token.kind) {
    case 'fraction':
      return {
        start,
        end,
        spoken: `${cardinal(token.denominator)}분의 ${cardinal(token.numerator)}`,
        rule: 'number:fraction',
      };
    case 'ratio':
      return { start, end, spoken: `${written(token.left)} 대 ${written(token.right)}`, rule: 'number:ratio' };
    case 'phone': {
      const groups = token.groups.map(digitByDigit).join(' ');
      return { start, end, spoken: (token.plus ? '플러스 ' : '') + groups, rule: 'number:phone' };
    }
    case 'dotted': {
      const parts = token.parts.map((part) => (part.length > 2 ? digitByDigit(part) : cardinal(part)));
      return { start, end, spoken: parts.join(' 점 '), rule: 'number:dotted' };
    }
    case 'range':
      return { start, end, ...readRange(text, token.low, token.high) };
    case 'money':
      return money(text, token);
    case 'percent': {
      const points = token.base === 100 && /^[pP](?![A-Za-z])/u.test(text.slice(end, end + 2));
      const name = token.base === 100 ? (points ? '퍼센트포인트' : '퍼센트') : '퍼밀';
      return { start, end: points ? end + 1 : end, spoken: `${signed(token)} ${name}`, rule: 'number:percent' };
    }
    default:
      return { start, end, ...readEnd(text, token) };
  }
}

function readEnd(text: string, token: RangeEnd): Words {
  switch (token.kind) {
    case 'integer':
      return readInteger(text, token);
    case 'decimal':
      return { spoken: signed(token), rule: 'number:decimal' };
    case 'ordinal':
      return { spoken: `${counted(token.integer, '', '번째')} 번째`, rule: 'number:ordinal' };
    case 'percent':
      return { spoken: `${signed(token)} ${token.base === 100 ? '퍼센트' : '퍼밀'}`, rule: 'number:percent' };
    case 'measure':
      return { spoken: measure(text, token), rule: 'number:measure' };
    case 'money':
      return { spoken: moneyWords(token, token.scale), rule: 'money' };
    case 'date':
      return { spoken: date(token), rule: 'date' };
    case 'time':
      return { spoken: lasts(text, token.start) ? duration(token) : time(token), rule: 'time' };
  }
}

/** `10~20분` 십에서 이십 분; what is counted natively is named twice: `3~5개` 세 개에서 다섯 개. */
function readRange(text: string, low: RangeEnd, high: RangeEnd): Words {
  const last = readEnd(text, high);
  const rule = `range; ${last.rule}`;
  if (low.kind === 'integer' && high.kind === 'integer') {
    const [before, after] = [
      text.slice(Math.max(0, low.start - LOOK), low.start),
      text.slice(high.end, high.end + LOOK),
    ];
    if (isNative(high.integer, before, after)) {
      const counter = counterAt(after.trimStart()) ?? '';
      const first = counted(low.integer, before, counter);
      return { spoken: `${first} ${counter}에서 ${last.spoken}`, rule };
    }
    return { spoken: `${monthly(low.integer, after)}에서 ${last.spoken}`, rule };
  }
  if (
    (low.kind === 'integer' || low.kind === 'decimal') &&
    low.negative &&
    high.kind === 'measure' &&
    high.unit === '°C'
  ) {
    const upper = `${high.negative ? '영하' : '영상'} ${decimal(high.integer, high.fraction)} 도`;
    return { spoken: `영하 ${decimal(low.integer, low.fraction)} 도에서 ${upper}`, rule };
  }
  if (low.kind === 'integer' || low.kind === 'decimal') {
    const lead = high.kind === 'measure' ? (UNIT_NAMES[high.unit]?.lead ?? '') : '';
    const rest = lead === '' ? last.spoken : last.spoken.slice(lead.length + 1);
    return { spoken: `${lead === '' ? '' : `${lead} `}${signed(low)}에서 ${rest}`, rule };
  }
  return { spoken: `${readEnd(text, low).spoken}에서 ${last.spoken}`, rule };
}

/** `6~10월`: the first month loses its final too. */
function monthly(integer: string, after: string): string {
  return /^ ?월/u.test(after) ? month(Number(integer)).slice(0, -1) : cardinal(integer);
}

function signed({ negative, integer, fraction }: Amount): string {
  return (negative ? '마이너스 ' : '') + decimal(integer, fraction);
}

/** `-5℃` 영하 오 도; `시속 80km/h` names the speed once. */
function measure(text: string, token: Extract<RangeEnd, { kind: 'measure' }>): string {
  const { name, lead = '' } = UNIT_NAMES[token.unit] ?? { name: token.unit };
  const amount = decimal(token.integer, token.fraction);
  if (token.negative && token.unit === '°C') return `영하 ${amount} ${name}`;
  const said =
    lead === '' ||
    new RegExp(`(?:${lead}|영하|영상) ?$`, 'u').test(text.slice(Math.max(0, token.start - 8), token.start));
  return `${said ? '' : `${lead} `}${signed(token)} ${name}`;
}

/** `$5억`: a Korean magnitude stands behind the number and is said before the currency. */
function money(text: string, token: MoneyToken): Reading {
  const behind = token.scale === 0 ? magnitudeBehind(text, token.end) : undefined;
  const end = behind?.end ?? token.end;
  const again = CURRENCY_WORDS.exec(text.slice(end, end + 5))?.[0].length ?? 0;
  const spoken =
    behind === undefined
      ? moneyWords(token, token.scale)
      : `${signed(token)}${token.fraction === '' ? '' : ' '}${behind.name} ${CURRENCY_NAMES[token.currency].name}`;
  return { start: token.start, end: end + again, spoken, rule: 'money' };
}

function moneyWords(token: MoneyToken, scale: number): string {
  const { name, cent } = CURRENCY_NAMES[token.currency];
  const minus = token.negative ? '마이너스 ' : '';
  if (scale === 0 && cent !== undefined && token.fraction.length === 2) {
    const cents = Number(token.fraction) === 0 ? '' : `${cardinal(String(Number(token.fraction)))} ${cent}`;
    const whole = /^0*$/u.test(token.integer) && cents !== '' ? '' : `${cardinal(token.integer)} ${name}`;
    return minus + [whole, cents].filter((part) => part !== '').join(' ');
  }
  const { integer, fraction } = shift(token.integer, token.fraction, scale);
  return `${minus}${decimal(integer, fraction)} ${name}`;
}

function date({ year, month: number, day }: DateToken): string {
  const words = [year === undefined ? '' : `${cardinal(String(year))} 년`, month(number)];
  if (day !== undefined) words.push(`${cardinal(String(day))} 일`);
  return words.filter((word) => word !== '').join(' ');
}

function time({ hour: hours, minute, second, meridiem }: TimeToken): string {
  const words = [meridiem === undefined ? '' : meridiem === 'am' ? '오전' : '오후', hour(hours)];
  if (minute !== undefined && (minute > 0 || second !== undefined)) words.push(`${cardinal(String(minute))} 분`);
  if (second !== undefined) words.push(`${cardinal(String(second))} 초`);
  return words.filter((word) => word !== '').join(' ');
}

/** `기록 2:05:30`: how long something took, not when it was. */
function lasts(text: string, start: number): boolean {
  return /(?:기록|소요 ?시간|걸린 ?시간|러닝타임|재생 ?시간|시간은|길이|완주)[은는이가:]? ?$/u.test(
    text.slice(Math.max(0, start - 10), start),
  );
}

function duration({ hour: first, minute = 0, second }: TimeToken): string {
  const parts: readonly (readonly [number, string])[] =
    second === undefined
      ? [
          [first, '분'],
          [minute, '초'],
        ]
      : [
          [first, '시간'],
          [minute, '분'],
          [second, '초'],
        ];
  return parts
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${counted(String(value), '', unit)} ${unit}`)
    .join(' ');
}
