import type { SpokenToken } from '../room.js';
import { cardinal } from './numbers.js';
import { isResult } from './results.js';
import { LETTER_NAMES, SIGN_NAMES, UNIT_NAMES, UNIT_SIGNS, UNITS_BEHIND_SLASH } from './units.js';

/** Signs of Chinese text that are said as words: of arithmetic, Greek letters, powers, the slash of `72次/分`. */

/** Behind a slash: so much for each (72次/分, 5万/平米). */
const PER =
  '(?:分|秒|小时|小時|天|日|周|月|年|季|人|次|晚|夜|件|个|張|张|本|瓶|盒|套|亩|平米|平方米|平方公里|公里|公斤|千克|吨|斤|克|升|度|课时|节课)';
const PER_UNIT = `(?:${UNITS_BEHIND_SLASH.map((unit) => unit.replace('^', '\\^')).join('|')})(?![A-Za-z0-9])`;
const AMOUNT = /[\d一二两三四五六七八九十百千万元块][^\s，。、/]{0,5}(?:\/[^\s，。、/]{1,4})?$/u;
/** Between, and before, what is compared: `5>3`, `x<y`, `>60`; not the arrow of a path (首页 > 新闻). */
const COMPARED = '[<>＜＞≪≫]=?(?= ?[-−]?[\\d.¥$])|(?<=(?<![A-Za-z])[a-zA-Z] ?)[<>＜＞]=?(?= ?[a-zA-Z](?![A-Za-z]))';
export const SIGNS = new RegExp(
  `(?<!-)(?:${COMPARED})|[!=]=(?==?)|={3,}|[${Object.keys({ ...SIGN_NAMES, ...LETTER_NAMES }).join('')}〇½⅓⅔¼¾⅕-⅞]|` +
    `√(?= ?[\\d(（A-Za-z])|(?<=\\d ?)[-−] ?(?=\\d)|\\/(?=${PER}|${PER_UNIT})(?:${PER_UNIT})?|⁻?[⁰¹²³⁴-⁹]+`,
  'gu',
);

/** Words for a sign found by `SIGNS`. */
export function readSign(source: string, sign: string, at: number): Pick<SpokenToken, 'spoken' | 'rule'> {
  // Only behind an amount: 老师/年级 are two words.
  if (sign.startsWith('/')) {
    const per = AMOUNT.test(source.slice(Math.max(0, at - 12), at)) ? '每' : '/';
    return { spoken: per + (UNIT_NAMES[sign.slice(1)] ?? UNIT_SIGNS[sign.slice(1)] ?? ''), rule: 'sign' };
  }
  if (/^={3,}$/u.test(sign)) return { spoken: '', rule: 'sign' };
  if (sign === '√') return { spoken: '根号', rule: 'sign' };
  if (/[⁰¹²³⁴-⁹]$/u.test(sign)) return { spoken: power(sign.normalize('NFKC')), rule: 'number:power' };
  if (sign === '〇') return { spoken: '零', rule: 'sign' };
  // ½ decomposes to `1⁄2`.
  const [numerator = '', denominator] = sign.normalize('NFKC').split('⁄');
  if (denominator !== undefined) {
    return { spoken: `${cardinal(denominator)}分之${cardinal(numerator)}`, rule: 'number:fraction' };
  }
  return { spoken: LETTER_NAMES[sign] ?? SIGN_NAMES[sign] ?? COMPARISONS[sign] ?? hyphen(source, at), rule: 'sign' };
}

const COMPARISONS: Readonly<Record<string, string>> = {
  '<': '小于',
  '＜': '小于',
  '>': '大于',
  '＞': '大于',
  '<=': '小于等于',
  '>=': '大于等于',
  '≪': '远小于',
  '≫': '远大于',
  '!=': '不等于',
  '==': '等于',
};

/** `10²` 十的平方, `10⁻³` 十的负三次方. */
function power(exponent: string): string {
  if (exponent === '2') return '的平方';
  if (exponent === '3') return '的立方';
  const negative = /^[-\u2212]/u.test(exponent);
  return `的${negative ? '负' : ''}${cardinal(exponent.replace(/\D/gu, ''))}次方`;
}

/** A hyphen between numbers that are no range: a sum, a score, or the number of a door. */
function hyphen(source: string, at: number): string {
  if (source.charAt(at) === '−') return '减';
  if (/^- ?[\d.]+ ?(?:[=＝]|等于|等於|是多少)/u.test(source.slice(at, at + 24))) return '减';
  if (/满\d{1,5} ?$/u.test(source.slice(Math.max(0, at - 8), at))) return '减';
  const second = /^- ?\d{1,3}(?![\d-])/u.exec(source.slice(at, at + 6));
  if (second !== null && isResult(source, at + second[0].length)) return '比';
  const before = source.slice(Math.max(0, at - 12), at);
  if (/(?:比分|以|比数|[赛胜负队杯])[^，。]{0,6}\d ?$/u.test(before)) return '比';
  // No range falls: 2-1 is a score, unless it is the number of a door or a part.
  const pair =
    second !== null &&
    /(?<![\dA-Za-z#.-])\d{1,3}$/u.test(before) &&
    !/(?:第|图|表|式|圖|附录|例|题|编号|型号|[路街巷弄号栋幢座楼])\d{1,3}$/u.test(before);
  const behind = second === null ? '' : source.slice(at + second[0].length, at + second[0].length + 4);
  return pair && !/^ ?(?:[号號室栋棟幢座层層楼樓章节節课題题型房门門]|单元|單元|[A-Za-z])/u.test(behind) ? '比' : '杠';
}
