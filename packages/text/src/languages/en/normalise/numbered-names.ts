import type { NumeralToken } from '../../../numerals/scan.js';
import { STATES } from './abbreviation-table.js';
import { digitWords, pairWords } from './number-words.js';
import { wordBefore } from './reading.js';
import { countsSomething } from './years.js';

type RangeToken = Extract<NumeralToken, { kind: 'range' }>;

/** Numbers that tell one thing of its kind from another: rooms, flights, roads, models. Said in two parts, not counted. */

/** Places, roads and makers: Room twelve oh three, Boeing seven forty-seven. */
const NUMBERED =
  /^(?:rooms?|rm|suites?|apartments?|apt|units?|flights?|highways?|hwy|routes?|interstates?|Boeing|Airbus|Porsche|Peugeot|Lockheed|McDonnell|RTX|GTX|RX|GT|GeForce|Radeon|Ryzen)$/iu;
/** The same as ordinary words, which count unless a capital says that they name: `Unit 305`, `the unit 305`. */
const WRITTEN_NAME = /^(?:units?|routes?)$/u;
/** What stands between the word and its number: `Ryzen 7 5800X`. */
const SERIES = /(?:Ryzen|Core|Threadripper) [a-z]?\d $/u;
/** Airliners are known by three digits of their own. */
const AIRLINER = /^7[0-8]7$/;
const ARTICLE = /^(?:an?|the|this|that|his|her|our|their)$/i;

/** The words of an integer that names; undefined where it counts. `start`, `end`: its digits. */
export function numberedNameWords(text: string, start: number, end: number, digits: string): string | undefined {
  if (digits === '007') return 'double oh seven';
  if (digits.startsWith('0') || digits.length < 3 || digits.length > 4) return undefined;
  const lead = text.slice(Math.max(0, start - 16), start);
  // `A380`, `C130`: a letter and a number below a thousand; longer codes are read digit by digit.
  if (/(?<![\p{L}\d])(?:\p{Lu}|I-)$/u.test(lead)) return digits.length === 3 ? partWords(digits) : undefined;
  if (!lead.endsWith(' ')) return undefined;
  if (/Flight [A-Z]{2} ?$/.test(lead) || SERIES.test(lead)) return partWords(digits);
  const word = wordBefore(text, start);
  if (AIRLINER.test(digits) && ARTICLE.test(word) && !countsSomething(wordBehind(text, end))) return partWords(digits);
  if (!NUMBERED.test(word) || WRITTEN_NAME.test(word)) return undefined;
  return partWords(digits);
}

/** `Boeing 737-800`: a model and its version, no range. */
export function airlinerWords(text: string, { start, low, high }: RangeToken): string | undefined {
  if (low.kind !== 'integer' || high.kind !== 'integer' || !AIRLINER.test(low.integer)) return undefined;
  if (high.integer.length > 3 || !/^(?:Boeing|an?|the)$/i.test(wordBefore(text, start))) return undefined;
  return `${pairWords(low.integer)} ${pairWords(high.integer)}`;
}

const wordBehind = (text: string, end: number): string => /^ (\p{L}+)/u.exec(text.slice(end, end + 24))?.[1] ?? '';

/** `1203` as `twelve oh three`, `2000` as it counts. */
function partWords(digits: string): string {
  return digits.endsWith('000') ? `${digitWords(digits.charAt(0))} thousand` : pairWords(digits);
}

/** Behind a state's code a number of five digits is a postal code. */
const isState = (code: string): boolean => code === 'DC' || STATES.has(code);

/** Numbers that name and do not count: flights and models (`AA123`), postal codes (`DC 20500`). */
export function isCode(text: string, start: number, end: number): boolean {
  if (end - start >= 3 && /(?<!\p{L})\p{Lu}{1,3}$/u.test(text.slice(Math.max(0, start - 4), start))) return true;
  return end - start === 5 && text.charAt(start - 1) === ' ' && isState(wordBefore(text, start));
}
