import { wordAfter, wordBefore } from './reading.js';

/** Sums and measures that describe the noun behind them, and then take no plural: `a $5 bill`, `the 10 km run`. */

const DETERMINERS = new Set('a an another each every the this that one my your his her its our their'.split(' '));
/** Words that follow a sum or measure without being described by it. */
const NOT_DESCRIBED = new Set(
  'a an the in to for and or of per from at on with by as is was are were will would can has had have if when than that ago away more less each off apart long tall high wide deep old every but so because while until before after into over under'.split(
    ' ',
  ),
);

/** What a sum or measure in front describes, whatever stands before that: `Get $5.99 meals`, `two 12 V batteries`. */
const DESCRIBED =
  /^(?:meals?|deals?|menu|lunch|lunches|dinners?|burgers?|pizzas?|combos?|bills?|coins?|notes?|tickets?|vouchers?|coupons?|fees?|batter(?:y|ies)|bulbs?|fuses?|outlets?|sockets?|chargers?|adapters?|suppl(?:y|ies)|motors?|engines?|lens|lenses|screens?|monitors?|displays?|cameras?|bottles?|hikes?|marathons?|resistors?)$/u;
/** Between the determiner and the sum: `the new $5 bill`, `a back-to-school $5.99 meal`, `McDonald's $5 meal`. */
const DESCRIBED_ALREADY =
  /(?:^|[^\p{L}])(?:(?:an?|the|this|that|my|your|his|her|its|our|their) (?:[\p{L}]+(?:-[\p{L}]+)+|new|old|first|second|last|single|small|large|big|cheap|standard|typical|simple|crisp|whole|short|long|full)|[\p{L}]+['’]s) $/iu;
const beforeReach = 50;

/** `a $5 bill`, `the 10 km run`: between a determiner and a noun a measure is an adjective and takes no plural. */
export const isDescribing = (text: string, { start, end }: { start: number; end: number }): boolean => {
  const next = wordAfter(text, end);
  if (DESCRIBED.test(next)) return true;
  if (!/^\p{Ll}/u.test(next) || NOT_DESCRIBED.has(next)) return false;
  if (DETERMINERS.has(wordBefore(text, start).toLowerCase())) return true;
  return DESCRIBED_ALREADY.test(text.slice(Math.max(0, start - beforeReach), start));
};

/** `$5 dollar bills`: written in the singular, the name describes what follows it. */
export const namedInSingular = (text: string, { start, end }: { start: number; end: number }): boolean =>
  /[ \d](?:dollar|euro|pound)$/u.test(text.slice(start, end)) && /^ ?\p{Ll}/u.test(text.slice(end, end + 2));
