import { foldWidth, scanNumerals, type NumeralToken } from '../../../numerals/scan.js';
import type { Dictionaries, SpokenToken } from '../../room.js';
import { americanSpellings } from '../british.js';
import { correction } from '../corrections.js';
import { abbreviationAt } from './abbreviations.js';
import { dateTimeAt, namedDateAt } from './calendar.js';
import { durationAt } from './durations.js';
import { extraMoneyAt, penceAt } from './extra-money.js';
import { formulaAt } from './formulas.js';
import { heightAt } from './heights.js';
import { dimensionsAt, identifierAt, linesAt, phraseNumberAt } from './identifiers.js';
import { layoutAt } from './markdown.js';
import { numeralReading, spacedApart } from './numerals.js';
import { raisedAt } from './raised.js';
import { isDigit, isLetter, stickyMatch, type Reading } from './reading.js';
import { romanReading } from './roman.js';
import { symbolReading } from './symbols.js';
import { withUnread } from './unread.js';
import { addressAt } from './web.js';
import { wordReading } from './words.js';

/**
 * Written English to spoken English. The text is walked once from the left. At each place the recognisers are asked from
 * the most telling form to the least: addresses, named dates, numerals, abbreviations, Roman numerals, word shapes,
 * signs. The first that answers takes its stretch. Joined in order, the `spoken` of all tokens is the spoken text; a
 * token brings its own spaces where its words would run into the next (`MP3`).
 */

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*/uy;
const GREEK = /^\p{Script=Greek}(?!\p{Script=Greek})/u;
const SENTENCE_MARKS = /[.,!?;:、。！？；：，]+/uy;
/** The rest of a word that a line end broke. */
const LINE_BROKEN = /-[ \t]{0,8}(?:\r\n?|\n)[ \t]{0,8}(\p{Ll}{1,24})(?![\p{L}\p{M}'’])/uy;
const SPACES = /\s+/uy;
const MONEY_STARTS = /[A-Z\d]|\p{Sc}/u;
/** What the marks of layout and the formulas begin with; nothing else is asked. */
const LAYOUT_STARTS = /[:;=<&xX^\-T¯\]![`\\>]/u;
const FORMULA_STARTS = /[A-Z\d^#fghl]/;
const DECADE = /['’](?=\d0['’]?s(?![\p{L}\d]))/uy;
/** `v2`, `v1.30`: said as the word. */
const VERSION = /[vV](?=\d)/y;

const asIs = (end: number, spoken: string): Reading => ({ end, spoken, rule: '' });

/** Where a word may start: not inside a word or a number. */
function atWordStart(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  return before === '' || !(isLetter(before) || isDigit(before));
}

/** The apostrophe of `goin'`, which is part of the word where the word is nothing without its g. */
function droppedG(text: string, at: number, word: string, english: Dictionaries['english']): string {
  const mark = text.charAt(at + word.length);
  if (!/\p{L}in$/u.test(word) || (mark !== "'" && mark !== '’')) return '';
  const key = word.toLowerCase();
  if (english.lookup(`${key}'`) !== undefined) return mark;
  return english.lookup(key) === undefined && english.lookup(`${key}g`) !== undefined ? mark : '';
}

/** `neigh-⏎bourhood`: one word, unless only its halves are known (`well-⏎known`). */
function brokenWordAt(text: string, at: number, head: string, english: Dictionaries['english']): Reading | undefined {
  const rest = stickyMatch(LINE_BROKEN, text, at + head.length);
  if (rest === undefined) return undefined;
  const tail = rest[1] ?? '';
  const known = (word: string): boolean =>
    [word, ...americanSpellings(word)].some((spelling) => english.lookup(spelling) !== undefined);
  const whole = known((head + tail).toLowerCase()) || !known(head.toLowerCase()) || !known(tail);
  return { end: at + head.length + rest[0].length, spoken: head + (whole ? '' : '-') + tail, rule: 'punctuation' };
}

function wordAt(text: string, at: number, english: Dictionaries['english']): Reading | undefined {
  const found = stickyMatch(WORD, text, at)?.[0];
  if (found === undefined) return undefined;
  const broken = brokenWordAt(text, at, found, english);
  if (broken !== undefined) return broken;
  const word = found + droppedG(text, at, found, english);
  const end = at + word.length;
  // `Δt`: the letter of a formula, whatever Latin letters follow.
  const greek = GREEK.test(word) ? symbolReading(text, at, word.charAt(0)) : undefined;
  if (greek !== undefined) return greek;
  const numeral = word.replace(/['’]s$/u, '');
  const reading = romanReading(text, at, numeral) ?? wordReading(text, at, end, english);
  return reading ?? asIs(end, word.replace(/’/gu, "'"));
}

/** A name in an address. Short ones nobody knows are initials (`usr`). */
function addressPart(word: string, english: Dictionaries['english']): string {
  const reading = wordReading(word, 0, word.length, english);
  if (reading !== undefined) return reading.spoken;
  const isInitials = /^[a-z]{2,3}$/.test(word) && correction(word) === undefined && english.lookup(word) === undefined;
  return isInitials ? [...word.toUpperCase()].join(' ') : word;
}

/** Numbers in forms of their own, which the scanner would read piece by piece. */
const numberAt = (text: string, at: number): Reading | undefined =>
  (MONEY_STARTS.test(text.charAt(at)) ? extraMoneyAt(text, at) : undefined) ??
  (isDigit(text.charAt(at)) || text.charAt(at) === 'I'
    ? (identifierAt(text, at) ??
      phraseNumberAt(text, at) ??
      dimensionsAt(text, at) ??
      linesAt(text, at) ??
      penceAt(text, at) ??
      durationAt(text, at))
    : undefined);

/** How far a numeral reaches that is looked for anew. */
const numeralReach = 60;

/** A numeral whose beginning another reading took (the 7 of `Nov 5-7`): digits are never lost. */
function numeralInside(text: string, at: number): NumeralToken | undefined {
  const found = scanNumerals(text.slice(at, at + numeralReach))[0];
  if (found?.start !== 0) return undefined;
  if (found.kind !== 'range') return { ...found, start: at, end: at + found.end };
  const { low } = found;
  return { ...low, start: at, end: at + low.end };
}

function readingAt(
  text: string,
  at: number,
  numeral: NumeralToken | undefined,
  english: Dictionaries['english'],
): Reading {
  const first = text.charAt(at);
  const layout = LAYOUT_STARTS.test(first) ? layoutAt(text, at) : undefined;
  const written = layout ?? (FORMULA_STARTS.test(first) ? formulaAt(text, at) : undefined);
  if (written !== undefined) return written;
  if (atWordStart(text, at)) {
    const readWord = (word: string): string => addressPart(word, english);
    const special =
      addressAt(text, at, readWord) ?? dateTimeAt(text, at) ?? namedDateAt(text, at) ?? numberAt(text, at);
    if (special !== undefined) return special;
  }
  const height = heightAt(text, at);
  if (height !== undefined) return height;
  const number = numeral ?? (isDigit(first) ? numeralInside(text, at) : undefined);
  if (number !== undefined) return spacedApart(text, number, numeralReading(text, number));
  if (atWordStart(text, at)) {
    if (stickyMatch(DECADE, text, at) !== undefined) return { end: at + 1, spoken: '', rule: 'punctuation' };
    if (stickyMatch(VERSION, text, at) !== undefined) return { end: at + 1, spoken: 'version ', rule: 'abbreviation' };
    const abbreviation = abbreviationAt(text, at);
    if (abbreviation !== undefined) return abbreviation;
  }
  const raised = raisedAt(text, at);
  if (raised !== undefined) return raised;
  const word = wordAt(text, at, english);
  if (word !== undefined) return word;
  const spaces = stickyMatch(SPACES, text, at);
  if (spaces !== undefined) return asIs(at + spaces[0].length, spaces[0]);
  // `.NET`, `.env`: a name that begins with its dot.
  if (first === '.' && /^\s?$/u.test(text.charAt(at - 1)) && isLetter(text.charAt(at + 1)))
    return { end: at + 1, spoken: 'dot ', rule: 'symbol' };
  const marks = stickyMatch(SENTENCE_MARKS, text, at);
  if (marks !== undefined)
    return asIs(at + marks[0].length, marks[0].normalize('NFKC').replace(/、/gu, ',').replace(/。/gu, '.'));
  return symbolReading(text, at, String.fromCodePoint(text.codePointAt(at) ?? 0));
}

/**
 * Neighbouring stretches that are read as they stand are one token: a plan shows words, not characters. A mark that a
 * sign was turned into stands against the word before it (`A - B` as `A, B`).
 */
function merged(tokens: readonly SpokenToken[]): readonly SpokenToken[] {
  const result: SpokenToken[] = [];
  for (const token of tokens) {
    const last = result[result.length - 1];
    const at = /^[.,!?;:]/.test(token.spoken) ? lastHeard(result) : -1;
    const heard = result[at];
    if (heard !== undefined && /\s$/u.test(heard.spoken)) {
      // Not joined with it: a token read as it stands may lack white space at its end only.
      result[at] = { ...heard, spoken: heard.spoken.trimEnd() };
      result.push(token);
    } else if (last !== undefined && last.rule === '' && token.rule === '')
      result[result.length - 1] = { ...last, end: token.end, spoken: last.spoken + token.spoken };
    else result.push(token);
  }
  return result;
}

/** The last token that is not dropped whole (an emoji before the full stop). Dropped ones come in short runs. */
function lastHeard(tokens: readonly SpokenToken[]): number {
  let at = tokens.length - 1;
  while (at > 0 && tokens.length - at < maxDropped && tokens[at]?.spoken === '') at -= 1;
  return at;
}
const maxDropped = 20;

/** Whether a number would be said in one word with its neighbour, were the sign between them dropped: `f(1)x`, `="1s"`. */
const runsTogether = (text: string, at: number, end: number, before: string): boolean =>
  /[\p{L}\p{N}]$/u.test(before) &&
  (isDigit(text.charAt(end)) || (isDigit(text.charAt(at - 1)) && isLetter(text.charAt(end))));

const MARK_AND_ENDING = /[.!?]?(?=['’][sS](?![\p{L}\p{M}\d]))/uy;

/** `GPT-4's`, `Yahoo!'s`, `D.C.'s`: the ending of what is no plain word, joined with what that is said as. */
function possessiveAt(text: string, at: number, tokens: readonly SpokenToken[]): Reading | undefined {
  const before = tokens.at(-1);
  if (before === undefined || !/[\p{L}\p{M}]$/u.test(before.spoken)) return undefined;
  const mark = stickyMatch(MARK_AND_ENDING, text, at)?.[0];
  if (mark === undefined) return undefined;
  const end = at + mark.length + 2;
  // `$5's worth` has its s already.
  const hasEnding =
    before.rule !== '' && /(?:^|; )(?:money|measure|range)$/.test(before.rule) && before.spoken.endsWith('s');
  if (hasEnding) return { end, spoken: "'", rule: 'punctuation' };
  const spoken = `'${text.charAt(end - 1)}`;
  return mark === '' ? asIs(end, spoken) : { end, spoken, rule: 'punctuation' };
}

export function normalise(source: string, english: Dictionaries['english']): readonly SpokenToken[] {
  const text = foldWidth(source);
  const numerals = new Map(scanNumerals(source).map((token) => [token.start, token]));
  const tokens: SpokenToken[] = [];
  for (let at = 0; at < text.length;) {
    const ending = possessiveAt(text, at, tokens);
    if (ending !== undefined) {
      tokens.push({ start: at, ...ending });
      at = ending.end;
      continue;
    }
    const { end, spoken, rule } = readingAt(text, at, numerals.get(at), english);
    const apart = spoken === '' && runsTogether(text, at, end, tokens.at(-1)?.spoken ?? '');
    tokens.push({ start: at, end, spoken: apart ? ' ' : spoken, rule });
    at = end;
  }
  return merged(withUnread(text, tokens));
}
