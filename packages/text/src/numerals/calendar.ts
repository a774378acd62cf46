import { matchAt } from './text-at.js';
import type { DateToken, FractionToken, TimeToken } from './tokens.js';

const month = (value: number) => value >= 1 && value <= 12;
const day = (value: number) => value >= 1 && value <= 31;

/** A date in digits; the year makes it certain. */
export function dateAt(text: string, at: number): DateToken | undefined {
  const first = matchAt(/([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?![\d]|[-/.]\d)/y, text, at);
  if (first !== undefined) return date(at, first.end, first.group(1), first.group(3), first.group(4));
  const last = matchAt(/(\d{1,2})([-/.])(\d{1,2})\2([12]\d{3})(?![\d]|[-/.]\d)/y, text, at);
  if (last !== undefined) {
    // Month first unless that cannot be, as in `22/11/2026`.
    return (
      date(at, last.end, last.group(4), last.group(1), last.group(3)) ??
      date(at, last.end, last.group(4), last.group(3), last.group(1))
    );
  }
  const yearMonth = matchAt(/([12]\d{3})[-/](0[1-9]|1[0-2])(?![\d]|[-/.:]\d)/y, text, at);
  if (yearMonth !== undefined) return date(at, yearMonth.end, yearMonth.group(1), yearMonth.group(2), '');
  return undefined;
}

function date(start: number, end: number, year: string, monthText: string, dayText: string): DateToken | undefined {
  if (!month(Number(monthText)) || (dayText !== '' && !day(Number(dayText)))) return undefined;
  return {
    kind: 'date',
    start,
    end,
    year: year === '' ? undefined : Number(year),
    month: Number(monthText),
    day: dayText === '' ? undefined : Number(dayText),
  };
}

/** `3/4` is a fraction, `11/22` a date: a proper fraction with a denominator up to ten, or one no calendar has. */
export function fractionAt(text: string, at: number): FractionToken | DateToken | undefined {
  const found = matchAt(/(\d{1,6})\/(\d{1,6})(?![\d/]|\.\d)/y, text, at);
  if (found === undefined) return undefined;
  const [numerator, denominator] = [Number(found.group(1)), Number(found.group(2))];
  const couldBeDate = month(numerator) && day(denominator);
  if (couldBeDate && !(numerator < denominator && denominator <= 10)) {
    return date(at, found.end, '', found.group(1), found.group(2));
  }
  if (denominator === 0) return undefined;
  return {
    kind: 'fraction',
    start: at,
    end: found.end,
    numerator: found.group(1),
    denominator: found.group(2),
    couldBeDate,
  };
}

/** A time of day; the colon or `am`/`pm` makes it one. */
export function timeAt(text: string, at: number): TimeToken | undefined {
  const found =
    matchAt(/(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?: ?([ap])(?:\.m\.|m(?!\p{Script=Latin})))?(?![\d:])/iuy, text, at) ??
    matchAt(/(\d{1,2})()() ?([ap])(?:\.m\.|m(?!\p{Script=Latin}))/iuy, text, at);
  if (found === undefined) return undefined;
  const hour = Number(found.group(1));
  const half = found.group(4).toLowerCase();
  if (hour > 24 || (half !== '' && (hour > 12 || hour === 0))) return undefined;
  return {
    kind: 'time',
    start: at,
    end: found.end,
    hour,
    minute: found.group(2) === '' ? undefined : Number(found.group(2)),
    second: found.group(3) === '' ? undefined : Number(found.group(3)),
    meridiem: half === '' ? undefined : half === 'a' ? 'am' : 'pm',
  };
}
