import type { Dictionaries } from '../../room.js';
import { correction } from '../corrections.js';
import { isSpelledOut } from '../letters.js';
import { wordKey } from '../pronounce.js';
import { capitalsWords, isCapitals } from './acronyms.js';
import { isLowered, isRaised } from './raised.js';
import { isDigit, wordAfter, wordBefore, type Reading } from './reading.js';

/** How a plain word is said by its shape: capitals as letters or as a word, camel case by its humps. */

/** Said by what they stand for. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  YoY: 'year over year',
  QoQ: 'quarter over quarter',
  MoM: 'month over month',
};

type English = Dictionaries['english'];

const spelled = (word: string): string => [...word].join(' ');
const isInitials = (word: string): boolean => /^\p{Lu}{1,2}$/u.test(word);

/** Neighbours in capitals too: a headline, in which capitals mean nothing. */
const isShouted = (text: string, at: number, end: number): boolean =>
  [wordBefore(text, at), wordAfter(text, end)].some((word) => isCapitals(word) && word.length > 3);

/** Parts of identifiers that are said by letters: `user_id`, `getHttpUrl`. */
const CODE_LETTERS = new Set(
  'id ids http https url urls uri html css sql api ui db io ip os uuid dom cli sdk npm ssh tcp udp dns cpu gpu xml csv pdf svg png jwt tls ssl'.split(
    ' ',
  ),
);
/** Sounds people write without a vowel. */
const INTERJECTIONS =
  /^(?:h+m+|s+h+|p+s+t+|b+r+|p+f+t+|m+|t+s+k+|z+|g+r+|nth|rhythms?|mr|mrs|ms|dr|vs|ppl|pls|thx|tbsp|tsp)$/;

/** One part of an identifier. */
function partWords(part: string, english: English): string {
  if (isCapitals(part)) return capitalsWords(part, false, english) ?? part;
  const key = part.toLowerCase();
  if (CODE_LETTERS.has(key)) return spelled(key.toUpperCase());
  // `Gb` of GbE: no word without a vowel.
  if (!/[aeiouy]/.test(key) && english.lookup(key) === undefined && /^[a-z]{1,5}$/.test(key))
    return spelled(key.toUpperCase());
  return part;
}

/** `NASA's`, `CPUs`: the capitals and what is hung on them. */
const CAPITALS = /^(\p{Lu}{2,})(s|['’]s|['’]d|['’]ll)?$/u;
const HUMPS = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|[^\p{Lu}\p{Ll}]+/gu;

/** Keys of a keyboard as they are written and said. */
const KEYS: ReadonlyMap<string, string> = new Map(
  'Ctrl Control; Cmd Command; Control Control; Command Command; Alt Alt; Shift Shift; Option Option; Win Windows; Fn Function'
    .split('; ')
    .map((entry) => entry.split(' ') as [string, string]),
);

/** `Let a = 3`, `b + a`, `a and b are`: the letter of a formula, no article. */
const isVariable = (text: string, at: number, end: number): boolean =>
  /^(?: ?[=≠<>≤≥≈+×÷^*](?: ?[\p{L}\d(√-])| (?:and|or) [b-hj-z](?![\p{L}\d'’])|, [b-hj-z](?![\p{L}\d'’]))/u.test(
    text.slice(end, end + 8),
  ) ||
  (/[\p{L}\d)] ?[=≠<>≤≥≈+×÷^*] ?$/u.test(text.slice(Math.max(0, at - 4), at)) &&
    !/^ \p{L}{2}/u.test(text.slice(end, end + 3)));

/** `A GPU is`: the article at the head of a clause, not one letter more. */
function isArticleOfLetters(text: string, at: number, end: number, english: English): boolean {
  if (!/(?:^|[.!?:;,—–"'“‘([\n] ?)$/u.test(text.slice(Math.max(0, at - 2), at))) return false;
  const [next = '', letters = '', digits] = /^ (\p{Lu}{1,24})(\d?)/u.exec(text.slice(end, end + 30)) ?? [];
  if (digits !== '' || letters.length < 2) return digits !== '' && letters !== '';
  return capitalsWords(letters, isShouted(text, end + 1, end + next.length), english) !== undefined;
}

/**
 * Letters and their plural or possessive ending. A plural stays one word with its last letter (`C P Us` would be read as
 * the word `us`), so it is written with an apostrophe.
 */
const withEnding = (letters: string, ending: string | undefined): string =>
  ending === undefined ? letters : `${letters}'${ending.replace(/^['’]/u, '')}`;

/** Reads the word `text[at, end)`; undefined where it is said as it stands. */
export function wordReading(text: string, at: number, end: number, english: English): Reading | undefined {
  const word = text.slice(at, end);
  const meaning = Object.hasOwn(STANDS_FOR, word) ? STANDS_FOR[word] : undefined;
  if (meaning !== undefined) return { end, spoken: meaning, rule: 'abbreviation' };
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
  // `a) one`: the letter of a list, no bracket being open.
  const opened = text.slice(Math.max(0, at - 30), at - 1);
  if (
    /^[a-h]$/.test(word) &&
    next === ')' &&
    /^[\s(]?$/u.test(text.charAt(at - 1)) &&
    opened.lastIndexOf('(') <= opened.lastIndexOf(')')
  )
    return { end, spoken: word.toUpperCase(), rule: 'acronym' };
  // Initials around an ampersand: AT&T, P&L.
  if (isInitials(word) && (text.charAt(at - 1) === '&' || text.charAt(end) === '&'))
    return { end, spoken: spelled(word), rule: 'acronym' };
  const pressed = KEYS.get(word);
  // `Ctrl+C`: keys that are pressed together.
  if (pressed !== undefined && /^\+\p{L}/u.test(text.slice(end, end + 3)))
    return { end: end + 1, spoken: `${pressed} `, rule: 'symbol' };
  if (word === 'a' && isVariable(text, at, end)) return { end, spoken: 'A', rule: 'symbol' };
  if (word === 'A' && isArticleOfLetters(text, at, end, english)) return { end, spoken: 'a', rule: 'acronym' };
  const capitals = CAPITALS.exec(word);
  if (capitals !== null) {
    const letters = capitalsWords(capitals[1] ?? '', isShouted(text, at, end), english);
    return letters === undefined ? undefined : { end, spoken: withEnding(letters, capitals[2]), rule: 'acronym' };
  }
  const key = wordKey(word);
  if ((text.charAt(at - 1) === '_' || next === '_') && CODE_LETTERS.has(key))
    return { end, spoken: spelled(key.toUpperCase()), rule: 'acronym' };
  if (isVowelless(word, key, english)) return { end, spoken: spelled(key.toUpperCase()), rule: 'acronym' };
  if (!/\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u.test(word)) return undefined;
  if ((correction(key) ?? english.lookup(key)) !== undefined) return undefined;
  const product = /^i(\p{Lu}\p{Ll}+(?:['’]s)?)$/u.exec(word);
  if (product !== null) return { end, spoken: `eye ${(product[1] ?? '').toLowerCase()}`, rule: 'camel-case' };
  const [, stem = word, ending = ''] = /^(.*\p{L})(['’]s)$/u.exec(word) ?? [];
  if (ending !== '' && (correction(wordKey(stem)) ?? english.lookup(wordKey(stem))) !== undefined) return undefined;
  const humps = (stem.match(HUMPS) ?? []).map((hump) =>
    hump.length === 1 ? hump.toUpperCase() : partWords(hump, english),
  );
  return { end, spoken: humps.join(' ') + ending, rule: 'camel-case' };
}

/** `npm`, `ssh`: small letters that can only be initials. */
function isVowelless(word: string, key: string, english: English): boolean {
  if (!/^\p{Ll}{2,5}$/u.test(word) || !/^[bcdfghjklmnpqrstvwxz]+$/.test(key) || INTERJECTIONS.test(key)) return false;
  const listed = correction(key) ?? english.lookup(key);
  return listed === undefined || isSpelledOut(key, listed);
}
