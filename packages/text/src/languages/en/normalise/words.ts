import type { Dictionaries } from '../../room.js';
import { correction } from '../corrections.js';
import { isSpelledOut } from '../letters.js';
import { wordKey } from '../pronounce.js';
import { isLowered, isRaised } from './raised.js';
import { isDigit, wordAfter, wordBefore, type Reading } from './reading.js';

/** How a plain word is said by its shape: capitals as letters or as a word, camel case by its humps. */

/** Said by letters though the dictionary knows a word written alike. */
const LETTERS_ALWAYS = new Set(
  'EST US IT UK EU UN AI TV PC ID DJ PM AM CEO IP OS UI HR PR CD DC LA VR AR ML ER MS DOS ISO CSS GPU CPU API FAQ VIP'.split(
    ' ',
  ),
);
/** Longer unknown capitals with a vowel are names or shouting (`UNICEF`), shorter ones initials. */
const maxInitials = 5;

type English = Dictionaries['english'];

const spelled = (word: string): string => [...word].join(' ');
const isCapitals = (word: string): boolean => /^\p{Lu}{2,}$/u.test(word);

const isInitials = (word: string): boolean => /^\p{Lu}{1,2}$/u.test(word);

/** Neighbours in capitals too: a headline, in which capitals mean nothing. */
const isShouted = (text: string, at: number, end: number): boolean =>
  [wordBefore(text, at), wordAfter(text, end)].some((word) => isCapitals(word) && word.length > 3);

function capitalsWords(capitals: string, shouted: boolean, english: English): string | undefined {
  const key = wordKey(capitals);
  const listed = correction(key) ?? english.lookup(key);
  if (listed !== undefined && isSpelledOut(key, listed)) return spelled(capitals);
  // No vowel, no word, whatever the dictionary says of it (GDP, JFK).
  if (!/[AEIOUY]/u.test(capitals) && !shouted) return spelled(capitals);
  if (LETTERS_ALWAYS.has(capitals) && !shouted) return spelled(capitals);
  if (listed !== undefined || shouted) return undefined;
  const sayable = /[AEIOUY]/u.test(capitals) && capitals.length > maxInitials;
  return sayable ? undefined : spelled(capitals);
}

/** `NASA's`, `CPUs`: the capitals and what is hung on them. */
const CAPITALS = /^(\p{Lu}{2,})(s|['’]s|['’]d|['’]ll)?$/u;
const HUMPS = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|[^\p{Lu}\p{Ll}]+/gu;

/**
 * Letters and their plural or possessive ending. A plural stays one word with its last letter (`C P Us` would be read as
 * the word `us`), so it is written with an apostrophe.
 */
const withEnding = (letters: string, ending: string | undefined): string =>
  ending === undefined ? letters : `${letters}'${ending.replace(/^['’]/u, '')}`;

/** Reads the word `text[at, end)`; undefined where it is said as it stands. */
export function wordReading(text: string, at: number, end: number, english: English): Reading | undefined {
  const word = text.slice(at, end);
  // Formulas: the letters before a lowered digit are atoms (CO₂), a short word before a raised one variables (mc²).
  const next = text.charAt(end);
  if (/^\p{Script=Latin}{2,4}$/u.test(word) && (isLowered(next) || (isRaised(next) && word.length === 2)))
    return { end, spoken: spelled(word.toUpperCase()), rule: 'acronym' };
  // Flights, models and formulas: MU583, PS5, CO2.
  if (
    /^\p{Lu}{2,3}$/u.test(word) &&
    /^\d/u.test(next) &&
    (word.length === 2 || /^\d{3}/u.test(text.slice(end, end + 3)))
  )
    return { end, spoken: spelled(word), rule: 'acronym' };
  // `Fig. 2a`, `seat 14c`: a letter, not the article.
  if (/^\p{Ll}$/u.test(word) && (isDigit(text.charAt(at - 1)) || (word === 'a' && isRaised(next))))
    return { end, spoken: word.toUpperCase(), rule: 'acronym' };
  // Initials around an ampersand: AT&T, P&L.
  if (isInitials(word) && (text.charAt(at - 1) === '&' || text.charAt(end) === '&'))
    return { end, spoken: spelled(word), rule: 'acronym' };
  const capitals = CAPITALS.exec(word);
  if (capitals !== null) {
    const letters = capitalsWords(capitals[1] ?? '', isShouted(text, at, end), english);
    return letters === undefined ? undefined : { end, spoken: withEnding(letters, capitals[2]), rule: 'acronym' };
  }
  if (!/\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u.test(word)) return undefined;
  const key = wordKey(word);
  const product = /^i(\p{Lu}\p{Ll}+)$/u.exec(word);
  if (product !== null) return { end, spoken: `eye ${(product[1] ?? '').toLowerCase()}`, rule: 'camel-case' };
  if ((correction(key) ?? english.lookup(key)) !== undefined) return undefined;
  const humps = (word.match(HUMPS) ?? []).map((hump) =>
    isCapitals(hump) ? (capitalsWords(hump, false, english) ?? hump) : hump.length === 1 ? hump.toUpperCase() : hump,
  );
  return { end, spoken: humps.join(' '), rule: 'camel-case' };
}
