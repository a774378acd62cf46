import { foldWidth, type DateToken, type FractionToken, type TimeToken } from '../../numerals/scan.js';
import { cardinal, digitByDigit, leadingTwo, quantity } from './numbers.js';

interface Date {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number | undefined;
}

/** `二零二六年十一月二十二日`. Hong Kong writes the day before the month (5/1/2026 is in January). */
export function readDate(source: string, token: DateToken): string {
  return spokenDate(dayFirst(foldWidth(source.slice(token.start, token.end)), token));
}

function dayFirst(written: string, { year, month, day }: DateToken): Date {
  const found = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.]\d{4})?$/u.exec(written);
  if (found === null) return { year, month, day };
  return dayAndMonth(Number(found[1]), Number(found[2]), year) ?? { year, month, day };
}

function dayAndMonth(day: number, month: number, year: number | undefined): Date | undefined {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 ? { year, month, day } : undefined;
}

function spokenDate({ year, month, day }: Date): string {
  const words = [year === undefined ? '' : `${digitByDigit(String(year))}年`, `${cardinal(String(month))}月`];
  if (day !== undefined) words.push(`${cardinal(String(day))}日`);
  return words.join('');
}

/** A weekday in brackets makes a date of what could be a fraction: `3/4(六)`. */
const WEEKDAY = /^ ?[(（](?:星期|禮拜|礼拜)?[一二三四五六日][)）]/u;

/**
 * What two numbers around a slash are when no fraction: `25/12` the day of a month, `2024/25年度` two years; undefined for
 * a fraction.
 */
export function dateOfFraction(source: string, { end, numerator, denominator }: FractionToken): string | undefined {
  const after = source.slice(end, end + 6);
  if (/^\d{4}$/u.test(numerator) && Number(denominator) === (Number(numerator) + 1) % 100 && denominator.length === 2) {
    return `${digitByDigit(numerator)}至${digitByDigit(denominator)}`;
  }
  if (numerator.length > 2 || denominator.length > 2) return undefined;
  if (Number(numerator) <= Number(denominator) && !WEEKDAY.test(after)) return undefined;
  const date = dayAndMonth(Number(numerator), Number(denominator), undefined);
  return date === undefined ? undefined : spokenDate(date);
}

/** A time of day, or how long something took (`用時2:05:30`). */
export function readTime(source: string, token: TimeToken): string {
  return lasts(source, token.start) ? duration(token) : timeOfDay(token);
}

function timeOfDay({ hour, minute, second, meridiem }: TimeToken): string {
  const half = meridiem === undefined ? '' : meridiem === 'am' ? '上午' : '下午';
  let words = `${half}${quantity(String(hour))}點`;
  if (minute !== undefined && (minute > 0 || second !== undefined)) words += `${twoDigits(minute)}分`;
  if (second !== undefined) words += `${twoDigits(second)}秒`;
  return words;
}

const LASTS = /(?:用時|用时|需時|需时|歷時|历时|耗時|耗时|片長|片长|時長|时长|成績|成绩)[為为係是以：:]?$/u;

function lasts(source: string, start: number): boolean {
  return LASTS.test(source.slice(Math.max(0, start - 4), start));
}

function duration({ hour, minute = 0, second }: TimeToken): string {
  const parts: readonly (readonly [value: number, unit: string])[] =
    second === undefined
      ? [
          [hour, '分'],
          [minute, '秒'],
        ]
      : [
          [hour, '小時'],
          [minute, '分'],
          [second, '秒'],
        ];
  const words = parts.filter(([value]) => value > 0).map(([value, unit]) => quantity(String(value)) + unit);
  return words.length === 0 ? '零秒' : words.join('');
}

/** Below ten the zero is said: `9:05` 九點零五分. */
function twoDigits(value: number): string {
  if (value === 0) return '零';
  return value < 10 ? `零${cardinal(String(value))}` : leadingTwo(cardinal(String(value)));
}
