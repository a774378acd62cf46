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
  `(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:\\.(?= \\d))?(?:,? (\\d{4})(?!\\d))?(?![\\p{L}\\d])`,
  'uy',
);
const SHORT_MONTH = new RegExp(`${MONTH}\\.(?![\\p{L}\\d])`, 'uy');
const WEEKDAY = /(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?:\.,?|,)(?= ?(?:\d|[A-Z][a-z]{2,8}\.? \d))/y;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const monthNumber = (written: string): number => MONTHS.findIndex((name) => name.startsWith(written.slice(0, 3))) + 1;

function dayReading(end: number, month: string, day: string, year: string | undefined): Reading | undefined {
  if (Number(day) < 1 || Number(day) > 31) return undefined;
  const spoken = dateWords(year === undefined ? undefined : Number(year), monthNumber(month), Number(day));
  return { end, spoken, rule: 'date' };
}

/** `Nov 22, 2026`, `22 November 2026`, `Nov. 2026`, `Sun., Nov 22`. Only with a capital: `may 5` is a verb. */
export function namedDateAt(text: string, at: number): Reading | undefined {
  const first = stickyMatch(MONTH_FIRST, text, at);
  if (first !== undefined) return dayReading(at + first[0].length, first[1] ?? '', first[2] ?? '', first[3]);
  const dayFirst = stickyMatch(DAY_FIRST, text, at);
  if (dayFirst !== undefined)
    return dayReading(at + dayFirst[0].length, dayFirst[2] ?? '', dayFirst[1] ?? '', dayFirst[3]);
  const year = stickyMatch(MONTH_YEAR, text, at);
  if (year !== undefined)
    return {
      end: at + year[0].length,
      spoken: dateWords(Number(year[2]), monthNumber(year[1] ?? ''), undefined),
      rule: 'date',
    };
  const weekday = stickyMatch(WEEKDAY, text, at);
  if (weekday !== undefined) {
    const name = WEEKDAYS.find((day) => day.startsWith((weekday[1] ?? '').slice(0, 3))) ?? '';
    return { end: at + weekday[0].length, spoken: `${name},`, rule: 'abbreviation' };
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
