import { cardinal } from './numbers.js';
import type { Reading } from './reading.js';
import { LETTER_NAMES, SIGN_NAMES } from './units.js';

/** Signs of Cantonese text that are said as words: of arithmetic, Greek letters, powers, the slash of `72次/分`. */

/** Behind a slash: so much for each (72次/分, $50/個). */
const PER =
  '(?:分|秒|小時|小时|鐘|日|天|週|周|月|年|人|位|次|個|个|隻|只|件|斤|磅|呎|平方|公里|公斤|噸|克|升|度|晚|打|包|盒|樽|杯|碗|份|張|支)';
const AMOUNT = /[\d一二三四五六七八九十百千萬万億亿兩两零〇][^\s，。、/]{0,4}$/u;
const SUBSCRIPTS = '₀-₉';
const SUPERSCRIPTS = '⁰¹²³⁴-⁹';

export const SIGNS = new RegExp(
  `[${Object.keys({ ...SIGN_NAMES, ...LETTER_NAMES }).join('')}〇½⅓⅔¼¾⅕-⅞]|(?<=\\d ?)- ?(?=\\d)|\\/(?=${PER})|⁻?[${SUPERSCRIPTS}]+|[${SUBSCRIPTS}]+`,
  'gu',
);

/** Words for a sign found by `SIGNS`. */
export function readSign(source: string, sign: string, at: number): Reading {
  // Only behind an amount: 老師/學生 are two words.
  if (sign === '/') return { spoken: AMOUNT.test(source.slice(Math.max(0, at - 8), at)) ? '每' : '/', rule: 'sign' };
  if (POWER.test(sign)) return { spoken: power(sign.normalize('NFKC')), rule: 'number:power' };
  if (INDEX.test(sign)) return { spoken: cardinal(sign.normalize('NFKC')), rule: 'number:index' };
  if (sign === '〇') return { spoken: '零', rule: 'sign' };
  // ½ decomposes to `1⁄2`.
  const [numerator = '', denominator] = sign.normalize('NFKC').split('⁄');
  if (denominator !== undefined) {
    return { spoken: `${cardinal(denominator)}分之${cardinal(numerator)}`, rule: 'number:fraction' };
  }
  return { spoken: LETTER_NAMES[sign] ?? SIGN_NAMES[sign] ?? hyphen(source, at), rule: 'sign' };
}

const POWER = new RegExp(`[${SUPERSCRIPTS}]$`, 'u');
const INDEX = new RegExp(`^[${SUBSCRIPTS}]`, 'u');

/** `10²` 十嘅平方, `10⁻³` 十嘅負三次方. */
function power(exponent: string): string {
  if (exponent === '2') return '嘅平方';
  if (exponent === '3') return '嘅立方';
  const negative = /^[-\u2212]/u.test(exponent);
  return `嘅${negative ? '負' : ''}${cardinal(exponent.replace(/\D/gu, ''))}次方`;
}

/** A hyphen between numbers that are no range: a sum, a result, or the parts of a code, between which one pauses. */
function hyphen(source: string, at: number): string {
  if (/^- ?[\d.]+ ?=/u.test(source.slice(at, at + 24))) return '減';
  const before = source.slice(Math.max(0, at - 12), at);
  const after = source.slice(at + 1, at + 12);
  // 曼聯3-2阿仙奴: names on both sides, and no range, which rises.
  const teams =
    /\p{Script=Han}\d{1,2} ?$/u.test(before) && /^ ?\d{1,2}(?![座樓室號房組班個條])\p{Script=Han}/u.test(after);
  return teams || isScore(before.replace(/[\d ]+$/u, ''), after.replace(/^[\d ]+/u, '')) ? '比' : ' ';
}

const SCORE_BEFORE = /(?:比數|比数|比分|以|賽果|赛果|打成|結果)[為为係是:： ]?$/u;
const SCORE_AFTER =
  /^(?:[大小險险完輕]?[贏赢勝胜]|擊敗|击败|打[低敗和]|力克|反勝|逆轉|領先|落後|不敵|不敌|輸|输|負|负|告負|惜敗|落敗|打和|賽和|言和)/u;

/** Whether the words before and behind two numbers tell of a match. */
export function isScore(before: string, after: string): boolean {
  return SCORE_BEFORE.test(before) || SCORE_AFTER.test(after);
}
