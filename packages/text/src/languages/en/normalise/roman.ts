import { cardinalWords, ordinalWords, yearWords } from './number-words.js';
import { wordAfter, wordBefore, type Reading } from './reading.js';

/** Roman numerals, where the word before makes them one: `Chapter IV`, `Henry VIII`, `World War II`. */

const VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
const SHAPE = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

const COUNTED = new Set(
  'chapter part volume book act scene section phase type class article appendix episode season level war bowl stage grade figure table title round step unit lesson canto psalm olympiad vatican mark quadrant division tier item items clause paragraph verse edition psalms'.split(
    ' ',
  ),
);

const RULERS = new Set(
  (
    'Henry Louis Elizabeth George Charles James William Edward Richard Mary John Paul Benedict Pius Leo Gregory Innocent ' +
    'Napoleon Philip Felipe Ferdinand Frederick Wilhelm Nicholas Alexander Catherine Peter Ivan Ramses Ramesses Ptolemy ' +
    'Xerxes Darius Otto Conrad Haakon Olav Gustav Carl Karl Christian Margrethe Clement Urban Julius Sixtus Malcolm Robert ' +
    'Kamehameha Mehmed Murad Selim Osman Rama Juan Alfonso Joseph Leopold Albert Harald Cleopatra Thutmose Francis Anne Victoria Umberto Victor Ludwig Maximilian Franz Louise Eleanor Akbar Rudolf Sigismund Boniface Eugene Callixtus Celestine Honorius Nicholas Stephen'
  ).split(' '),
);

/** Unmistakable on their own after any name: `Rocky III`. `IV`, `VI`, `XI` may be letters or a name. */
const PLAIN = new Set('II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI'.split(' '));

/** Nothing but numerals, wherever they stand. */
const SURE = new Set('II III VII VIII XII XIII XIV XVI XVII XVIII XIX XXI'.split(' '));

/** `III and IV`, `II–IV`, `Acts I and II`: a numeral makes its neighbour one. */
const COUNTED_PAIR =
  /(?<!\p{L})(?:[IVX]{2,}|(?:Acts|Parts|Chapters|Volumes|Books) [IVX])(?: and | or | to |, |, and |\s?[–—-]\s?)[IVX]{1,6}$/u;
const pairReach = 30;
const FIRST_OF_PAIR = /^(?: and | or | to |, |\s?[–—-]\s?)[IVX]{1,6}(?!\p{L})/u;
const PAIR_AFTER = /^(?: and | or | to |, )[IVX]{2,6}(?!\p{L})/u;
const PLURALS = /^(?:acts|parts|chapters|volumes|books|phases|types|classes|articles|sections|scenes|levels)$/iu;

function romanValue(numeral: string): number {
  return [...numeral].reduce((sum, letter, at) => {
    const value = VALUES[letter] ?? 0;
    return value < (VALUES[numeral.charAt(at + 1)] ?? 0) ? sum - value : sum + value;
  }, 0);
}

const WARS: Readonly<Record<string, string>> = { WWI: 'World War one', WWII: 'World War two' };

/** `(ii)`, `Scene iv`: small numerals, two letters at least, since a single one is a letter or a word. */
const SMALL = /^(?:x{0,2}(?:ix|iv|v?i{1,3})|x{1,2}v?|xl|l?x{1,3}(?:ix|iv|v?i{0,3}))$/;
const TITLED = /(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Sultan|Prince|Saint) \p{Lu}[\p{L} ]{1,20} $/u;
/** What goes on about a ruler, where the pronoun would have a verb of its own. */
const AFTER_RULER = /^(?:of|was|is|had|has|died|ruled|reigned|became|and|in|who|succeeded|ordered|married|at|from|on)$/;

function isFirst(text: string, at: number, end: number): boolean {
  if (TITLED.test(text.slice(Math.max(0, at - 40), at))) return true;
  const next = wordAfter(text, end);
  return next === '' ? text.charAt(end) !== ' ' : AFTER_RULER.test(next);
}

function smallReading(text: string, at: number, word: string): Reading | undefined {
  if (word.length < 2 || !SMALL.test(word)) return undefined;
  const end = at + word.length;
  const bracketed = text.charAt(at - 1) === '(' && text.charAt(end) === ')';
  const before = wordBefore(text, at).toLowerCase();
  if (!bracketed && !COUNTED.has(before) && before !== 'page' && before !== 'pages') return undefined;
  return { end, spoken: cardinalWords(String(romanValue(word.toUpperCase()))), rule: 'number:roman' };
}

/** Reads the letters `word` at `at` as a Roman numeral, or passes. */
export function romanReading(text: string, at: number, word: string): Reading | undefined {
  const end = at + word.length;
  const rule = 'number:roman';
  const war = Object.hasOwn(WARS, word) ? WARS[word] : undefined;
  if (war !== undefined) return { end, spoken: war, rule };
  if (word === '' || !SHAPE.test(word)) return smallReading(text, at, word);
  const before = wordBefore(text, at);
  const value = romanValue(word);
  const digits = String(value);
  if (COUNTED.has(before.toLowerCase())) {
    // `In Part I agree`: the lone I is a numeral only before a pause.
    const pauses =
      /^[^\p{L}]*(?:$|[.,:;!?)—–]|\n)/u.test(text.slice(end, end + 3)) || /^\s*[-–—:]/u.test(text.slice(end, end + 3));
    if (word === 'I' && !pauses) return undefined;
    return { end, spoken: cardinalWords(digits), rule };
  }
  if (word.length > 1 && /^centur(?:y|ies)$/.test(wordAfter(text, end)))
    return { end, spoken: ordinalWords(digits), rule };
  // Long enough to be nothing else: the year of a film or a building.
  if (word.length > 4 && word.startsWith('M')) return { end, spoken: yearWords(value), rule };
  if (RULERS.has(before) && (word !== 'I' || isFirst(text, at, end)))
    return { end, spoken: `the ${ordinalWords(digits)}`, rule };
  if (
    value > 0 &&
    COUNTED_PAIR.test(text.slice(Math.max(0, at - pairReach), end)) &&
    (word !== 'I' || !/^ \p{L}/u.test(text.slice(end, end + 2)))
  )
    return { end, spoken: cardinalWords(digits), rule };
  if (word === 'I' && FIRST_OF_PAIR.test(text.slice(end, end + 12)) && PLURALS.test(before))
    return { end, spoken: 'one', rule };
  if (PLAIN.has(word) && PAIR_AFTER.test(text.slice(end, end + 12)))
    return { end, spoken: cardinalWords(digits), rule };
  if (SURE.has(word)) return { end, spoken: cardinalWords(digits), rule };
  if (PLAIN.has(word) && /^\p{Lu}\p{Ll}/u.test(before)) return { end, spoken: cardinalWords(digits), rule };
  return undefined;
}
