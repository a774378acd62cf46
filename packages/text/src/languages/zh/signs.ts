import type { SpokenToken } from '../room.js';
import { cardinal } from './numbers.js';
import { LETTER_NAMES, SIGN_NAMES } from './units.js';

/** Signs of Chinese text that are said as words: of arithmetic, Greek letters, powers, the slash of `72次/分`. */

/** Behind a slash: so much for each (72次/分, 5万/平米). */
const PER = '(?:分|秒|小时|小時|天|日|周|月|年|人|次|平米|平方米|平方公里|公里|公斤|千克|吨|斤|克|升|度)';
const AMOUNT = /[\d一二两三四五六七八九十百千万][^\s，。、/]{0,4}$/u;
export const SIGNS = new RegExp(
  `[${Object.keys({ ...SIGN_NAMES, ...LETTER_NAMES }).join('')}〇½⅓⅔¼¾⅕-⅞]|(?<=\\d ?)- ?(?=\\d)|\\/(?=${PER})|⁻?[⁰¹²³⁴-⁹]+`,
  'gu',
);

/** Words for a sign found by `SIGNS`. */
export function readSign(source: string, sign: string, at: number): Pick<SpokenToken, 'spoken' | 'rule'> {
  // Only behind an amount: 老师/年级 are two words.
  if (sign === '/') return { spoken: AMOUNT.test(source.slice(Math.max(0, at - 8), at)) ? '每' : '/', rule: 'sign' };
  if (/[⁰¹²³⁴-⁹]$/u.test(sign)) return { spoken: power(sign.normalize('NFKC')), rule: 'number:power' };
  if (sign === '〇') return { spoken: '零', rule: 'sign' };
  // ½ decomposes to `1⁄2`.
  const [numerator = '', denominator] = sign.normalize('NFKC').split('⁄');
  if (denominator !== undefined) {
    return { spoken: `${cardinal(denominator)}分之${cardinal(numerator)}`, rule: 'number:fraction' };
  }
  return { spoken: LETTER_NAMES[sign] ?? SIGN_NAMES[sign] ?? hyphen(source, at), rule: 'sign' };
}

/** `10²` 十的平方, `10⁻³` 十的负三次方. */
function power(exponent: string): string {
  if (exponent === '2') return '的平方';
  if (exponent === '3') return '的立方';
  const negative = /^[-\u2212]/u.test(exponent);
  return `的${negative ? '负' : ''}${cardinal(exponent.replace(/\D/gu, ''))}次方`;
}

/** A hyphen between numbers that are no range: a sum, a score, or the number of a door. */
function hyphen(source: string, at: number): string {
  if (/^- ?[\d.]+ ?=/u.test(source.slice(at, at + 24))) return '减';
  return /(?:比分|以|比数)[^，。]{0,6}\d ?$/u.test(source.slice(Math.max(0, at - 12), at)) ? '比' : '杠';
}
