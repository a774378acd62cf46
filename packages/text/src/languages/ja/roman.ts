import { quantity } from './quantities.js';
import type { Reading } from './readings.js';

/**
 * Roman numerals. The signs made for them (Ⅲ) are numbers wherever they stand; letters are one only where the language
 * numbers things with them: behind 第, or before 世, 章, 型 and their like (ルイXIV世, 第III部). Elsewhere `IV` is a drip and
 * `X` a ray.
 */

const VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
/** Canonical spellings only: `IIII` and `VX` are letters. */
const CANONICAL = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

/** `XIV` -> 14; undefined for what is no Roman numeral. */
export function romanValue(letters: string): number | undefined {
  if (letters === '' || !CANONICAL.test(letters)) return undefined;
  let value = 0;
  for (const [index, letter] of [...letters].entries()) {
    const own = VALUES[letter] ?? 0;
    value += own < (VALUES[letters.charAt(index + 1)] ?? 0) ? -own : own;
  }
  return value;
}

/** A run of Roman numeral signs (Ⅰ to Ⅿ and their small forms) as ASCII digits: ⅩⅣ -> 14. */
export function romanSigns(signs: string): string {
  const value = romanValue(signs.normalize('NFKC').toUpperCase());
  // Signs in a row that are no numeral are a list of single ones.
  return value === undefined
    ? [...signs].map((sign) => romanValue(sign.normalize('NFKC').toUpperCase()) ?? sign).join(' ')
    : String(value);
}

const LETTERS = /(?<![A-Za-z])[IVXLC]{1,8}(?![A-Za-z])/gu;
const NUMBERED = /^(?:世|章|部|巻|編|型|類|種|期|相|節|次|等|級|度)/u;

/** Letters that are a Roman numeral, read with the counter behind them. */
export function readRoman(text: string): readonly Reading[] {
  const readings: Reading[] = [];
  for (const { 0: letters, index: start } of text.matchAll(LETTERS)) {
    const end = start + letters.length;
    const behind = text.charAt(end);
    const ordinal = text.charAt(start - 1) === '第';
    if (!ordinal && !NUMBERED.test(behind)) continue;
    // V型 and C型 are shapes and kinds named by a letter; only I counts alone.
    if (!ordinal && letters.length === 1 && letters !== 'I' && behind !== '世') continue;
    const value = romanValue(letters);
    if (value === undefined) continue;
    readings.push(quantity(text, { start, end, negative: false, integer: String(value), fraction: '' }));
  }
  return readings;
}
