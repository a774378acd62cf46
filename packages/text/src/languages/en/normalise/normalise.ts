import { foldWidth, scanNumerals, type NumeralToken } from '../../../numerals/scan.js';
import type { Dictionaries, SpokenToken } from '../../room.js';
import { abbreviationAt } from './abbreviations.js';
import { namedDateAt } from './calendar.js';
import { heightAt, numeralReading, spacedApart } from './numerals.js';
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
const SENTENCE_MARKS = /[.,!?;:、。！？；：，]+/uy;
const SPACES = /\s+/uy;
const DECADE = /['’](?=\d0['’]?s(?![\p{L}\d]))/uy;
/** `v2`, `v1.30`: said as the word. */
const VERSION = /[vV](?=\d)/y;

const asIs = (end: number, spoken: string): Reading => ({ end, spoken, rule: '' });

/** Where a word may start: not inside a word or a number. */
function atWordStart(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  return before === '' || !(isLetter(before) || isDigit(before));
}

function wordAt(text: string, at: number, english: Dictionaries['english']): Reading | undefined {
  const word = stickyMatch(WORD, text, at)?.[0];
  if (word === undefined) return undefined;
  const end = at + word.length;
  const greek = word.length === 1 && /^\p{Script=Greek}$/u.test(word) ? symbolReading(text, at, word) : undefined;
  const reading = greek ?? romanReading(text, at, word) ?? wordReading(text, at, end, english);
  return reading ?? asIs(end, word.replace(/’/gu, "'"));
}

function readingAt(
  text: string,
  at: number,
  numeral: NumeralToken | undefined,
  english: Dictionaries['english'],
): Reading {
  if (atWordStart(text, at)) {
    const readWord = (word: string): string => wordReading(word, 0, word.length, english)?.spoken ?? word;
    const special = addressAt(text, at, readWord) ?? namedDateAt(text, at);
    if (special !== undefined) return special;
  }
  const height = heightAt(text, at);
  if (height !== undefined) return height;
  if (numeral !== undefined) return spacedApart(text, numeral, numeralReading(text, numeral));
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
    if (last !== undefined && /^[.,!?;:]/.test(token.spoken) && /\s$/u.test(last.spoken)) {
      // Not joined with it: a token read as it stands may lack white space at its end only.
      result[result.length - 1] = { ...last, spoken: last.spoken.trimEnd() };
      result.push(token);
    } else if (last !== undefined && last.rule === '' && token.rule === '')
      result[result.length - 1] = { ...last, end: token.end, spoken: last.spoken + token.spoken };
    else result.push(token);
  }
  return result;
}

export function normalise(source: string, english: Dictionaries['english']): readonly SpokenToken[] {
  const text = foldWidth(source);
  const numerals = new Map(scanNumerals(source).map((token) => [token.start, token]));
  const tokens: SpokenToken[] = [];
  for (let at = 0; at < text.length;) {
    const { end, spoken, rule } = readingAt(text, at, numerals.get(at), english);
    tokens.push({ start: at, end, spoken, rule });
    at = end;
  }
  return merged(withUnread(text, tokens));
}
