import type { IntegerToken } from './tokens.js';

/**
 * Characters that are a whole number: ① ⑴ Ⅳ ㉑. Superscripts are not, they belong to what they stand on (m², x²); the
 * fractions ½ ¾ are left to the rooms, which read them as signs.
 */
const SYMBOL = /[①-⒛Ⅰ-Ⅻⅰ-ⅻ⓪㉑-㉟㊱-㊿]/u;
/** The same, as the inside of a character class. */
export const SYMBOL_CLASS = SYMBOL.source.slice(1, -1);

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

export function symbolAt(text: string, at: number): IntegerToken | undefined {
  const character = text.charAt(at);
  if (!SYMBOL.test(character)) return undefined;
  // Compatibility decomposition: ① 1, ⑴ (1), ⒈ 1., Ⅳ IV.
  const plain = character.normalize('NFKC').toUpperCase();
  const roman = ROMAN.indexOf(plain) + 1;
  const integer = roman > 0 ? String(roman) : plain.replace(/\D/gu, '');
  return { kind: 'integer', start: at, end: at + 1, negative: false, integer, fraction: '', grouped: true };
}
