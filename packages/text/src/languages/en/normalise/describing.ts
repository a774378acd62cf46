import { wordAfter, wordBefore } from './reading.js';

/** Sums and measures that describe the noun behind them, and then take no plural: `a $5 bill`, `the 10 km run`. */

const DETERMINERS = new Set('a an another each every the this that one my your his her its our their'.split(' '));
/** Words that follow a sum or measure without being described by it. */
const NOT_DESCRIBED = new Set(
  'a an the in to for and or of per from at on with by as is was are were will would can has had have if when than that ago away more less each off apart long tall high wide deep old every but so because while until before after into over under'.split(
    ' ',
  ),
);

/** `a $5 bill`, `the 10 km run`: between a determiner and a noun a measure is an adjective and takes no plural. */
export const isDescribing = (text: string, { start, end }: { start: number; end: number }): boolean => {
  const next = wordAfter(text, end);
  return DETERMINERS.has(wordBefore(text, start).toLowerCase()) && /^\p{Ll}/u.test(next) && !NOT_DESCRIBED.has(next);
};

/** `$5 dollar bills`: written in the singular, the name describes what follows it. */
export const namedInSingular = (text: string, { start, end }: { start: number; end: number }): boolean =>
  /[ \d](?:dollar|euro|pound)$/u.test(text.slice(start, end)) && /^ ?\p{Ll}/u.test(text.slice(end, end + 2));
