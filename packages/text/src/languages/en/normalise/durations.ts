import { cardinalWords, pairWords, pluralNumber } from './number-words.js';
import type { NumeralToken } from '../../../numerals/scan.js';
import { stickyMatch, wordBefore, type Reading } from './reading.js';

/** Lengths of time written short: `1h 30m`, `2h30m`, `5m 30s`, `45s`. */

type TimeToken = Extract<NumeralToken, { kind: 'time' }>;

const PARTS =
  /(?:(\d{1,4}) ?d ?)?(?:(\d{1,4}) ?h(?:rs?)? ?)?(?:(\d{1,4}) ?m(?:ins?)? ?)?(?:(\d{1,4}) ?s(?:ecs?)?)?(?![\p{L}\p{M}\d/²³])/uy;
const NAMES = ['day', 'hour', 'minute', 'second'];

const counted = (digits: string, name: string): string =>
  `${cardinalWords(digits)} ${name}${digits === '1' ? '' : 's'}`;

/** Words that make `30s` a decade or an age: `the 30s`, `in his 30s`. */
const DECADE_BEFORE = /^(?:the|his|her|my|your|their|our|its|mid|early|late|high|low|upper|lower)$/i;
const SECONDS = /(\d{1,3})s(?![\p{L}\p{M}\d'’])/uy;

/** Words that make `1:23:45` a length of time. */
const ELAPSED = /^(?:took|takes|take|lasted|lasts|ran|in|of|for|after)$/;

/** `It took 1:23:45`; undefined for a time of day. */
export function elapsedWords(text: string, { start, hour, minute, second, meridiem }: TimeToken): string | undefined {
  if (minute === undefined || second === undefined || meridiem !== undefined || !ELAPSED.test(wordBefore(text, start)))
    return undefined;
  const parts = [hour, minute, second].flatMap((part, at) =>
    part === 0 ? [] : [counted(String(part), NAMES[at + 1] ?? '')],
  );
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(' ')} and ${last}`;
}

/** Two parts or more are a duration, whatever their letters could mean alone. */
export function durationAt(text: string, at: number): Reading | undefined {
  const found = stickyMatch(PARTS, text, at);
  const parts = (found?.slice(1) ?? []).flatMap((digits, unit) =>
    digits === undefined ? [] : [counted(digits, NAMES[unit] ?? '')],
  );
  if (found === undefined || parts.length === 0) return undefined;
  const end = at + found[0].trimEnd().length;
  return parts.length > 1 ? { end, spoken: parts.join(' '), rule: 'measure' } : secondsAt(text, at);
}

/** `45s` after a number that is no decade; a product of a name has it as a letter (`iPhone 5s`). */
function secondsAt(text: string, at: number): Reading | undefined {
  const found = stickyMatch(SECONDS, text, at);
  if (found === undefined) return undefined;
  const digits = found[1] ?? '';
  const before = wordBefore(text, at);
  // `Boeing 747s`: several of that number.
  if (digits.length === 3 && /^\p{Lu}/u.test(before))
    return { end: at + found[0].length, spoken: pluralNumber(pairWords(digits)), rule: 'number:cardinal' };
  if (/\p{Lu}/u.test(before) && !/^\p{Lu}\p{Ll}*$/u.test(before)) return undefined;
  if (digits.length === 2 && digits.endsWith('0') && (before === '' || DECADE_BEFORE.test(before))) return undefined;
  const end = at + found[0].length;
  const describes = /^(?:an?|every|each)$/i.test(before) && /^ \p{Ll}/u.test(text.slice(end, end + 2));
  const spoken = describes ? `${cardinalWords(digits)} second` : counted(digits, 'second');
  return { end, spoken, rule: 'measure' };
}
