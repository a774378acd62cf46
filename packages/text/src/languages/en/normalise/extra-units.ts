import { matchAt } from '../../../numerals/text-at.js';
import { unitAt } from '../../../numerals/units.js';
import { unitName } from './units.js';

/**
 * Units of English texts beside those the numeral scanner knows for all languages, and what is said behind a slash: `300 MB/s`,
 * `$15/hr`, `95 mg/dL`.
 */

/** Written form, singular, and plural where it is not `+s`; a space in the written form is needed as it stands. */
const UNITS: ReadonlyMap<string, readonly [one: string, many: string]> = new Map(
  `ns nanosecond; µs microsecond; μs microsecond; sec second; secs second; hr hour; hrs hour; wk week; wks week; mo month; mos month; yr year; yrs year;
   mA milliamp; µA microamp; Ω ohm; Ω ohm; kΩ kilohm; kΩ kilohm; MΩ megohm; mW milliwatt; GW gigawatt; TW terawatt; Wh watt hour; MWh megawatt hour;
   GWh gigawatt hour; TWh terawatt hour; kV kilovolt; mV millivolt; kJ kilojoule; MJ megajoule; kN kilonewton; Pa pascal; MPa megapascal; GPa gigapascal;
   psi pound per square inch|pounds per square inch; mol mole; mmol millimole; cal calorie; cals calorie; ha hectare; gal gallon; gals gallon; qt quart; qts quart;
   pt pint; pts point; yd yard; yds yard; tsp teaspoon; tbsp tablespoon; sq_ft square foot|square feet; sq_mi square mile; sq_m square meter; sq_in square inch|square inches;
   cu_ft cubic foot|cubic feet; ft² square foot|square feet; mi² square mile; in² square inch|square inches; ft³ cubic foot|cubic feet; dL deciliter; dl deciliter;
   cl centiliter; cL centiliter; dpi dot per inch|dots per inch; ppi pixel per inch|pixels per inch; bpm beat per minute|beats per minute;
   wpm word per minute|words per minute; PB petabyte; KiB kibibyte; MiB mebibyte; GiB gibibyte; TiB tebibyte; Mb megabit; Gb gigabit;
   MBps megabyte per second|megabytes per second; GBps gigabyte per second|gigabytes per second; bps bit per second|bits per second;
   Tbps terabit per second|terabits per second; ppb part per billion|parts per billion; hp horsepower|horsepower; THz terahertz|terahertz;
   pp percentage point; kcals kilocalorie; knots knot; cc cc|cc; kt knot; kts knot; Mpx megapixel; MP megapixel; lm lumen; µL microliter; μL microliter; fl_oz fluid ounce;
   kgs kilogram; kms kilometer; cms centimeter; mls milliliter; ozs ounce; deg degree; rad radian; bbl barrel; mcg microgram; IU international unit; lbf pound of force|pounds of force`
    .split(';')
    .map((entry) => {
      const [, written = '', names = ''] = /^\s*(\S+)\s+(.+?)\s*$/u.exec(entry) ?? [];
      const [one = '', many] = names.split('|');
      return [written.replace('_', ' '), [one, many ?? `${one}s`]] as const;
    }),
);
const LONGEST = Math.max(...[...UNITS.keys()].map((written) => written.length));

/** Letters that would make another word or code of the unit. */
const RUNS_ON = /^[\p{L}\p{M}\d]/u;

export interface NamedUnit {
  readonly end: number;
  name(singular: boolean): string;
}

function tableUnitAt(text: string, at: number): NamedUnit | undefined {
  for (let length = LONGEST; length >= 1; length -= 1) {
    const written = text.slice(at, at + length);
    const names = written.length === length ? UNITS.get(written) : undefined;
    if (names === undefined || (/\p{L}$/u.test(written) && RUNS_ON.test(text.slice(at + length, at + length + 2))))
      continue;
    return { end: at + length, name: (singular) => names[singular ? 0 : 1] };
  }
  return undefined;
}

/** A unit of ours written behind a number, one space between allowed. Its dot, if it has one, is left to the sentence. */
export function extraUnitAt(text: string, end: number): NamedUnit | undefined {
  const electric = electricUnitAt(text, end);
  if (electric !== undefined) return electric;
  return tableUnitAt(text, text.charAt(end) === ' ' ? end + 1 : end);
}

const VOLTS = /^ V(?![\p{L}\p{M}\d'’]|\. ?\p{Lu}\p{Ll})/u;
const AMPS =
  /^ A(?:$|[,;:)\n]|\.(?! ?\p{Lu}\.)|(?= (?:at|of|from|per|and|or|is|fuses?|breakers?|circuits?|currents?|outlets?|sockets?|chargers?|suppl(?:y|ies)|plugs?|cables?|load|max)(?!\p{L})))/u;
/** A letter behind the number of a thing names it: `Section 5 A`, `seat 14 A`. */
const LETTERED =
  /(?:^|[^\p{L}])(?:sections?|chapters?|articles?|exhibits?|forms?|schedules?|levels?|seats?|rows?|gates?|rooms?|suites?|apt\.?|units?|grades?|questions?|items?|parts?|pages?|tables?|figures?|fig\.|class(?:es)?|types?|number|no\.?) \d+(?:\.\d+)?$/iu;

/** `12 V`, `5 A`: one capital, which may as well be a letter or the article. */
function electricUnitAt(text: string, end: number): NamedUnit | undefined {
  const after = text.slice(end, end + 16);
  const isVolts = VOLTS.test(after);
  if (!isVolts && !AMPS.test(after)) return undefined;
  if (LETTERED.test(text.slice(Math.max(0, end - 24), end))) return undefined;
  const name = isVolts ? 'volt' : 'amp';
  return { end: end + 2, name: (singular) => (singular ? name : `${name}s`) };
}

/** Any unit at a place, those of the scanner too. */
export function anyUnitAt(text: string, at: number): NamedUnit | undefined {
  const ours = tableUnitAt(text, at);
  if (ours !== undefined) return ours;
  const shared = unitAt(text, at, true);
  return shared && { end: shared.end, name: (singular) => unitName(shared.unit, singular) };
}

const PER_WORDS: Readonly<Record<string, string>> = {
  h: 'hour',
  s: 'second',
  d: 'day',
  w: 'week',
  y: 'year',
  m: 'meter',
  in: 'inch',
  sqft: 'square foot',
};
const PER_WORD =
  /\/ ?(second|minute|hour|day|night|week|month|quarter|year|person|head|capita|user|unit|page|piece|item|word|token|ticket|share|seat|room|mile|pound|ounce|gallon|barrel|ton|liter|game|class|session|call|request|job|core|node|[hsdwym]|in|sqft)(?![\p{L}\p{M}\d])/uy;

/** What is said behind a slash that means `per`: its words with a space before, and where they end. */
export function perAt(text: string, end: number): { readonly end: number; readonly spoken: string } | undefined {
  if (text.charAt(end) !== '/') return undefined;
  const word = matchAt(PER_WORD, text, end);
  if (word !== undefined) return { end: word.end, spoken: ` per ${PER_WORDS[word.group(1)] ?? word.group(1)}` };
  const unit = anyUnitAt(text, end + 1);
  return unit && { end: unit.end, spoken: ` per ${unit.name(true)}` };
}
