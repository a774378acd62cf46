import { cardinalWords, integerWords, ordinalWords, yearWords } from './number-words.js';
import { endsSentence, stickyMatch, type Reading } from './reading.js';

/** Dates and times of day in words, and the recogniser of dates written with the month's name. */

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const monthName = (month: number): string => MONTHS[month - 1] ?? '';

/** `November twenty-second, twenty twenty-six`; parts that are not written are left out. */
export function dateWords(year: number | undefined, month: number, day: number | undefined): string {
  const name = monthName(month);
  const withDay = day === undefined ? name : `${name} ${ordinalWords(String(day))}`;
  if (year === undefined) return withDay;
  return day === undefined ? `${withDay} ${yearWords(year)}` : `${withDay}, ${yearWords(year)}`;
}

/** `two oh five P M`, `fourteen thirty`, `nine o'clock`. */
export function timeWords(
  hour: number,
  minute: number | undefined,
  second: number | undefined,
  meridiem: 'am' | 'pm' | undefined,
): string {
  const half = meridiem === undefined ? '' : ` ${meridiem === 'am' ? 'A M' : 'P M'}`;
  const seconds =
    second === undefined ? '' : ` and ${cardinalWords(String(second))} ${second === 1 ? 'second' : 'seconds'}`;
  const hours = cardinalWords(String(hour));
  if (minute === undefined) return hours + half;
  if (minute === 0 && seconds === '') {
    if (meridiem !== undefined) return hours + half;
    if (hour === 0 || hour > 12) return `${hours} hundred`;
    return `${hours} o'clock`;
  }
  const minutes =
    minute === 0 ? "o'clock" : minute < 10 ? `oh ${cardinalWords(String(minute))}` : integerWords(String(minute));
  return `${hours} ${minutes}${seconds}${half}`;
}

const MONTH =
  '(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const MONTH_FIRST = new RegExp(
  `${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?(?!\\d|[:.]\\d)(?:,? (\\d{4})(?!\\d))?(?![\\p{L}\\d])`,
  'uy',
);
const MONTH_YEAR = new RegExp(`${MONTH}\\.?,? ([12]\\d{3})(?![\\p{L}\\d])`, 'uy');
const DAY_FIRST = new RegExp(
  `(\\d{1,2})(?:st|nd|rd|th)?( of)? ${MONTH}(?:\\.(?= \\d))?(?:,? (\\d{4})(?!\\d))?(?![\\p{L}\\d])`,
  'uy',
);
const SHORT_MONTH = new RegExp(`${MONTH}\\.(?![\\p{L}\\d])`, 'uy');
const WEEKDAY = /(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?:\.,?|,)(?= ?(?:\d|[A-Z][a-z]{2,8}\.? \d))/y;
const DAY_SPAN =
  /(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun) ?[-–] ?(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?![\p{L}\d])/uy;
const MONTH_SPAN = new RegExp(`${MONTH} ?[-–] ?${MONTH}(?![\\p{L}\\d])`, 'uy');
/** Without its dot only before an hour: `Sat 5pm`. */
const DAY_OF_HOUR = /(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?= \d{1,2}(?::\d\d)? ?[ap]\.?m)/y;
/** `Nov 5-7, 2024`, `5–7 Nov`. */
const DAYS_AFTER = new RegExp(
  `${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)? ?[-–] ?(\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4})(?!\\d))?(?![\\p{L}\\d:])`,
  'uy',
);
const DAYS_BEFORE = new RegExp(
  `(\\d{1,2})(?:st|nd|rd|th)? ?[-–] ?(\\d{1,2})(?:st|nd|rd|th)? ${MONTH}(?:,? (\\d{4})(?!\\d))?(?![\\p{L}\\d])`,
  'uy',
);
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const monthNumber = (written: string): number => MONTHS.findIndex((name) => name.startsWith(written.slice(0, 3))) + 1;

const weekdayName = (short: string | undefined): string =>
  WEEKDAYS.find((day) => day.startsWith((short ?? '-').slice(0, 3))) ?? '';

function dayReading(end: number, month: string, day: string, year: string | undefined): Reading | undefined {
  if (Number(day) < 1 || Number(day) > 31) return undefined;
  const spoken = dateWords(year === undefined ? undefined : Number(year), monthNumber(month), Number(day));
  return { end, spoken, rule: 'date' };
}

function daysReading(end: number, month = '', from = '', to = '', year: string | undefined): Reading | undefined {
  if ([from, to].some((day) => Number(day) < 1 || Number(day) > 31)) return undefined;
  const days = `${monthName(monthNumber(month))} ${ordinalWords(from)} to ${ordinalWords(to)}`;
  return { end, spoken: year === undefined ? days : `${days}, ${yearWords(Number(year))}`, rule: 'range' };
}

/** `the 4th of July` is said as it is written. */
function dayOfReading(end: number, month: string, day: string, year: string | undefined): Reading | undefined {
  if (Number(day) < 1 || Number(day) > 31) return undefined;
  const spoken = `${ordinalWords(day)} of ${monthName(monthNumber(month))}`;
  return { end, spoken: year === undefined ? spoken : `${spoken}, ${yearWords(Number(year))}`, rule: 'date' };
}

/** `Nov 22, 2026`, `22 November 2026`, `Nov. 2026`, `Sun., Nov 22`. Only with a capital: `may 5` is a verb. */
export function namedDateAt(text: string, at: number): Reading | undefined {
  const after = stickyMatch(DAYS_AFTER, text, at);
  if (after !== undefined) return daysReading(at + after[0].length, after[1], after[2], after[3], after[4]);
  const before = stickyMatch(DAYS_BEFORE, text, at);
  if (before !== undefined) return daysReading(at + before[0].length, before[3], before[1], before[2], before[4]);
  const first = stickyMatch(MONTH_FIRST, text, at);
  if (first !== undefined) return dayReading(at + first[0].length, first[1] ?? '', first[2] ?? '', first[3]);
  const dayFirst = stickyMatch(DAY_FIRST, text, at);
  if (dayFirst !== undefined)
    return dayFirst[2] === undefined
      ? dayReading(at + dayFirst[0].length, dayFirst[3] ?? '', dayFirst[1] ?? '', dayFirst[4])
      : dayOfReading(at + dayFirst[0].length, dayFirst[3] ?? '', dayFirst[1] ?? '', dayFirst[4]);
  const year = stickyMatch(MONTH_YEAR, text, at);
  if (year !== undefined)
    return {
      end: at + year[0].length,
      spoken: dateWords(Number(year[2]), monthNumber(year[1] ?? ''), undefined),
      rule: 'date',
    };
  const days = stickyMatch(DAY_SPAN, text, at);
  if (days !== undefined)
    return { end: at + days[0].length, spoken: `${weekdayName(days[1])} to ${weekdayName(days[2])}`, rule: 'range' };
  const months = stickyMatch(MONTH_SPAN, text, at);
  if (months !== undefined) {
    const [from, to] = [monthNumber(months[1] ?? ''), monthNumber(months[2] ?? '')];
    return { end: at + months[0].length, spoken: `${monthName(from)} to ${monthName(to)}`, rule: 'range' };
  }
  const hour = stickyMatch(DAY_OF_HOUR, text, at);
  if (hour !== undefined) return { end: at + hour[0].length, spoken: weekdayName(hour[1]), rule: 'abbreviation' };
  const weekday = stickyMatch(WEEKDAY, text, at);
  if (weekday !== undefined) {
    return { end: at + weekday[0].length, spoken: `${weekdayName(weekday[1])},`, rule: 'abbreviation' };
  }
  const short = stickyMatch(SHORT_MONTH, text, at);
  // `in May.` ends a sentence and shortens nothing.
  if (short === undefined || MONTHS.includes(short[1] ?? '')) return undefined;
  const end = at + short[0].length;
  return {
    end,
    spoken: monthName(monthNumber(short[1] ?? '')) + (endsSentence(text, end) ? '.' : ''),
    rule: 'abbreviation',
  };
}

const DATE_TIME =
  /([12]\d{3})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?(?![\p{L}\d])/uy;

/** `2026-11-22T14:30:05Z`, as machines write it. */
export function dateTimeAt(text: string, at: number): Reading | undefined {
  const found = stickyMatch(DATE_TIME, text, at);
  if (found === undefined || /[\d-]/.test(text.charAt(at - 1))) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1, 6).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59) return undefined;
  const second = Number(found[6] ?? 0);
  const clock = timeWords(hour, minute, second === 0 ? undefined : second, undefined);
  const spoken = `${dateWords(year, month, day)}, ${clock}${zoneWords(found[7])}`;
  return { end: at + found[0].length, spoken, rule: 'date' };
}

function zoneWords(zone: string | undefined): string {
  if (zone === undefined) return '';
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (zone === 'Z' || (hours === 0 && minutes === 0)) return ' U T C';
  const rest = minutes === 0 ? '' : ` ${integerWords(String(minutes))}`;
  return ` U T C ${zone.startsWith('-') ? 'minus' : 'plus'} ${cardinalWords(String(hours))}${rest}`;
}
