import { letterName } from './letters.js';
import { integer, text as kana } from './numbers.js';
import { pairs } from './pairs.js';
import type { Reading } from './readings.js';

/**
 * Chemical formulas: letters by name and, by the habit of chemists, numbers in English (H₂O エイチツーオー). A digit written
 * below the line makes one of any elements; with plain digits it must hold two elements and one of H, C, N, O.
 */
export function readFormulas(text: string): readonly Reading[] {
  const readings: Reading[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const spoken = formula(run);
    if (spoken !== undefined) {
      readings.push({ start: index, end: index + run.length, spoken, rule: 'formula' });
      continue;
    }
    for (const { 0: digits, index: at } of run.matchAll(/[₀-₉]+/gu)) {
      const start = index + at;
      readings.push({ start, end: start + digits.length, spoken: ` ${below(digits)} `, rule: 'number:cardinal' });
    }
  }
  return readings;
}

const RUN = /(?<![A-Za-z0-9₀-₉])\d{0,2}(?=[A-Za-z(])[A-Za-z0-9₀-₉()]+|[₀-₉]+/gu;
const MAX_LENGTH = 30;

const ELEMENTS = new Set(
  'H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Ti Cr Mn Fe Co Ni Cu Zn Br Ag I Ba Hg Pb Au Pt Sn U'.split(' '),
);
const NUMBERS = pairs(
  '2=ツー 3=スリー 4=フォー 5=ファイブ 6=シックス 7=セブン 8=エイト 9=ナイン 10=テン 11=イレブン 12=トゥエルブ',
);
/** Gases everyone writes; other single elements with a digit are codes (N2 of a test, P3 of a level). */
const GASES = new Set(['O2', 'O3', 'H2']);
const PART = /([A-Z][a-z]?)|([0-9₀-₉]+)|([()])/uy;

function formula(run: string): string | undefined {
  if (run.length > MAX_LENGTH) return undefined;
  const coefficient = /^\d+/u.exec(run)?.[0] ?? '';
  const body = run.slice(coefficient.length);
  let spoken = coefficient === '' ? '' : `${kana(integer(coefficient))} `;
  const elements = new Set<string>();
  let counted = false;
  let at = 0;
  while (at < body.length) {
    PART.lastIndex = at;
    const [whole = '', letters, digits] = PART.exec(body) ?? [];
    if (whole === '') return undefined;
    at += whole.length;
    if (letters !== undefined) {
      const symbol = ELEMENTS.has(letters) ? letters : letters.charAt(0);
      if (!ELEMENTS.has(symbol)) return undefined;
      // A small letter that is no part of a symbol cannot open one.
      if (symbol !== letters) return undefined;
      elements.add(symbol);
      spoken += [...symbol].map((letter) => letterName(letter) ?? '').join('');
    } else if (digits !== undefined) {
      const number = NUMBERS.get(plain(digits));
      if (number === undefined) return undefined;
      counted = true;
      spoken += number;
    }
  }
  if (!counted) return undefined;
  const certain = /[₀-₉]/u.test(body) || GASES.has(body);
  return certain || (elements.size > 1 && ['H', 'C', 'N', 'O'].some((one) => elements.has(one))) ? spoken : undefined;
}

const plain = (digits: string) => digits.normalize('NFKC');
const below = (digits: string) => kana(integer(plain(digits)));
