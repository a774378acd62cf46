import { cardinalWords, ordinalWords } from './number-words.js';
import { wordBefore, type Reading } from './reading.js';

/** Roman numerals, where the word before makes them one: `Chapter IV`, `Henry VIII`, `World War II`. */

const VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };
const SHAPE = /^(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

const COUNTED = new Set(
  'chapter part volume book act scene section phase type class article appendix episode season level war bowl stage grade figure table title round step unit lesson canto psalm olympiad vatican mark quadrant division tier'.split(
    ' ',
  ),
);

const RULERS = new Set(
  (
    'Henry Louis Elizabeth George Charles James William Edward Richard Mary John Paul Benedict Pius Leo Gregory Innocent ' +
    'Napoleon Philip Felipe Ferdinand Frederick Wilhelm Nicholas Alexander Catherine Peter Ivan Ramses Ramesses Ptolemy ' +
    'Xerxes Darius Otto Conrad Haakon Olav Gustav Carl Karl Christian Margrethe Clement Urban Julius Sixtus Malcolm Robert ' +
    'Kamehameha Mehmed Murad Selim Osman Rama Juan Alfonso Joseph Leopold Albert Harald Cleopatra Thutmose'
  ).split(' '),
);

/** Unmistakable on their own after any name: `Rocky III`. `IV`, `VI`, `XI` may be letters or a name. */
const PLAIN = new Set('II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI'.split(' '));

function romanValue(numeral: string): number {
  return [...numeral].reduce((sum, letter, at) => {
    const value = VALUES[letter] ?? 0;
    return value < (VALUES[numeral.charAt(at + 1)] ?? 0) ? sum - value : sum + value;
  }, 0);
}

/** Reads the capitals `word` at `at` as a Roman numeral, or passes. */
export function romanReading(text: string, at: number, word: string): Reading | undefined {
  if (word === '' || !SHAPE.test(word)) return undefined;
  const before = wordBefore(text, at);
  const end = at + word.length;
  const digits = String(romanValue(word));
  if (COUNTED.has(before.toLowerCase())) {
    // `In Part I agree`: the lone I is a numeral only before a pause.
    const pauses =
      /^[^\p{L}]*(?:$|[.,:;!?)—–]|\n)/u.test(text.slice(end, end + 3)) || /^\s*[-–—:]/u.test(text.slice(end, end + 3));
    if (word === 'I' && !pauses) return undefined;
    return { end, spoken: cardinalWords(digits), rule: 'number:roman' };
  }
  if (word.length < 2 && !(word !== 'I' && RULERS.has(before))) return undefined;
  if (RULERS.has(before)) return { end, spoken: `the ${ordinalWords(digits)}`, rule: 'number:roman' };
  if (PLAIN.has(word) && /^\p{Lu}\p{Ll}/u.test(before))
    return { end, spoken: cardinalWords(digits), rule: 'number:roman' };
  return undefined;
}
