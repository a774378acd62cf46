import { wordAfter, wordBefore } from './reading.js';

/** Whether four digits are a year or a count. */

/** Words before a four-digit number that make it a year whatever its size. */
const YEAR_CUES = new Set(
  'in since by from between until till before after during around circa year early late mid spring summer fall autumn winter of copyright ad ce bc c b d circa born died'.split(
    ' ',
  ),
);
/** Nouns whose plural does not end in s; `2000 people` is a count. */
const IRREGULAR_PLURALS = new Set('people men women children feet teeth mice sheep percent times'.split(' '));

/** A plural noun after the number says that it counts something. */
export const countsSomething = (next: string): boolean =>
  /^\p{Ll}/u.test(next) &&
  (IRREGULAR_PLURALS.has(next) || /[^s]s$/u.test(next)) &&
  !/^(?:is|was|has|as|its|this|vs)$/u.test(next);

export function isYear(text: string, start: number, end: number, digits: string): boolean {
  const value = Number(digits);
  if (digits.length !== 4 || value < 1000 || value > 2099) return false;
  if (countsSomething(wordAfter(text, end))) return false;
  if (value >= 1900) return true;
  const cue = wordBefore(text, start).toLowerCase();
  if (cue === 'between' || cue === 'from') return !PAIR_OF_COUNTS.test(text.slice(end, end + 40));
  // `the year 800 and 1492`, `between 1870 and 1910`.
  const behindYear =
    /^(?:and|or|to|through)$/.test(cue) && YEAR_BEFORE.test(text.slice(Math.max(0, start - 40), start));
  return behindYear || YEAR_CUES.has(cue);
}

const PAIR_OF_COUNTS = /^ (?:and|to) \d{4,} (?:people|men|women|children|\p{Ll}{2,20}[^s\P{L}]s)(?!\p{L})/u;
const YEAR_BEFORE =
  /(?:^|[^\p{L}])(?:in|since|from|between|years?|until|before|after) \d{3,4}(?:,| and| or| to| through){1,2} $/iu;

/** `1998-2005`, `2024-25`. */
export const isYearPair = (low: string, high: string): boolean =>
  low.length === 4 &&
  Number(low) >= 1100 &&
  Number(low) <= 2099 &&
  (high.length === 2 || (high.length === 4 && Number(high) <= 2099));
