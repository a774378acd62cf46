import { UNIT_NAMES, UNIT_SIGNS } from '../units.js';
import { isCounted } from '../integers.js';
import { cardinal, digitByDigit, quantity } from '../numbers.js';
import { token, whole, type Finder } from './claim.js';

/** Signs of numbers and formulae that the numeral scanner leaves alone: powers, minutes of arc, ranges written with signs. */

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };
/** Units that the scanner does not take where no plain number stands before them, longest first. */
const UNITS_BEHIND = Object.keys(UNIT_NAMES)
  .filter((unit) => /^[A-Za-z]/u.test(unit))
  .sort((a, b) => b.length - a.length)
  .join('|');
const FESTIVALS =
  '劳动节|儿童节|国庆|妇女节|青年节|建军节|教师节|植树节|护士节|消费者|黄金周|小长假|事变|事件|惨案|大地震|地震|大促|购物节|促销|晚会';

/** `XIV` 14; undefined where the letters are no numeral in its usual form. */
function romanValue(letters: string): number | undefined {
  if (!/^(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/u.test(letters) || letters === '') return undefined;
  let sum = 0;
  for (let index = 0; index < letters.length; index += 1) {
    const value = ROMAN[letters.charAt(index)] ?? 0;
    sum += value < (ROMAN[letters.charAt(index + 1)] ?? 0) ? -value : value;
  }
  return sum;
}

const ROMAN_ORDINAL: Finder = {
  pattern: /(?<=第 ?)[IVXLC]{1,7}(?= ?[章节卷部期回集届类篇幕季册条款代世级次型章節屆類冊條])/gu,
  read: ({ 0: written, index }) => {
    const value = romanValue(written);
    return value === undefined ? [] : [token(index, written, cardinal(String(value)), 'number:ordinal')];
  },
};

/** What a range runs between when its ends carry their own words: 3月-5月, 9点-17点, 10万-20万, 周一-周五. */
const WORD_RANGES: readonly Finder[] = [
  whole(
    /(?<=\d ?(?:[年月日号號点點时時分秒度米元岁歲天万萬亿億千百层楼级届周章节页]|公里|公斤|小时|分钟|厘米|毫米))[ ]?[-－–—~～〜―][ ]?(?=\d)/gu,
    'range',
    () => '到',
  ),
  whole(/(?<=:[0-5]\d) ?[-–—~～〜] ?(?=次日|第二天|翌日|当[日天]|[早晚今明]|[上下中]午|凌晨)/gu, 'range', () => '到'),
  whole(
    /(?<=[周週][一二三四五六日]|(?:星期|礼拜)[一二三四五六日天])[-–—~～〜](?=(?:[周週]|星期|礼拜)?[一二三四五六日天])/gu,
    'range',
    () => '到',
  ),
  whole(/(?<=\d\/\d{1,3}|[½¼¾⅓⅔]) ?[~～〜–—] ?(?=\d{1,3}\/\d|[½¼¾⅓⅔])/gu, 'range', () => '到'),
  // Both ends below zero: the scanner takes no minus for the end of a range.
  whole(/(?<=\d(?:℃|°C?|度)?) ?[~～〜–—至] ?(?=-\d)/gu, 'range', () => '到'),
  whole(
    /(?<=第)(\d{1,5}) ?[-~～〜–—] ?(\d{1,5})(?![\d.])/gu,
    'range; number:ordinal',
    ({ 1: low = '', 2: high = '' }) => `${cardinal(low)}到${cardinal(high)}`,
  ),
  // A figure has a chapter and a number.
  whole(
    /(?<=[图表式圖])(\d{1,3})-(\d{1,3})(?![\d-])/gu,
    'number:code',
    ({ 1: chapter = '', 2: number = '' }) => `${cardinal(chapter)}杠${cardinal(number)}`,
  ),
];

/** 1米68, 9秒58: what stands behind the unit is hundredths, said by its digits, unless it counts something of its own. */
const HUNDREDTHS: Finder = {
  pattern: /(?<=(?<![\d.])(?:[0-3] ?米|\d{1,2} ?秒))\d{2}(?![\d.,:%％/A-Za-z-])/gu,
  read: ({ 0: written, index }, source) =>
    isCounted(source.slice(index + 2, index + 8))
      ? []
      : [token(index, written, digitByDigit(written), 'number:digits')],
};

/** Books of the Bible that are cited by chapter and verse. */
const BOOKS =
  '福音|创世[记纪]|創世[記紀]|[及未数命师得亚][记記]|撒母耳记[上下]|[列历]王纪[上下]|诗篇|詩篇|箴言|传道书|傳道書|雅歌|[亚米结马太所比西来各][书書]|[多迦太得][前后後][书書]|翰[一二三壹贰叁][书書]|启示录|啟示錄|行[传傳]';
const VERSES: Finder = whole(
  new RegExp(`(?<=第|${BOOKS}) ?(\\d{1,3})[:：](\\d{1,3})(?:[-–—](\\d{1,3}))?(?![\\d:：])[节節]?`, 'gu'),
  'number:verse',
  ({ 1: chapter = '', 2: first = '', 3: last }) =>
    `${cardinal(chapter)}章${cardinal(first)}${last === undefined ? '' : `到${cardinal(last)}`}节`,
);

export const NOTATION: readonly Finder[] = [
  ...WORD_RANGES,
  HUNDREDTHS,
  VERSES,
  // 06-07赛季: a season is called by the last digits of its two years.
  whole(
    /(?<![\d-])(\d{2})[-–—/](\d{2})(?=赛季|賽季)/gu,
    'number:year',
    ({ 1: first = '', 2: second = '' }) => digitByDigit(first) + digitByDigit(second),
  ),
  ROMAN_ORDINAL,
  whole(
    new RegExp(`(?<![\\d.])(1[0-2]|[1-9])\\.([12]?\\d|3[01])(?=(?:国际|全国)?(?:${FESTIVALS}))`, 'gu'),
    'number:event',
    ({ 1: month = '', 2: day = '' }) =>
      // 5.1 五一, 10.1 十一, 12.13 一二一三.
      month === '10' && day === '1' ? '十一' : digitByDigit(month) + digitByDigit(day),
  ),
  whole(
    /(?<![\d.])(\d{1,3})[′']([0-5]?\d)(?:[″"]|'')/gu,
    'time',
    ({ 1: minutes = '', 2: seconds = '' }) => `${quantity(minutes)}分${quantity(seconds)}秒`,
  ),
  whole(
    /(?<![\d.])(\d{1,3})[″](\d{1,3})(?!\d)/gu,
    'time',
    ({ 1: seconds = '', 2: hundredths = '' }) => `${quantity(seconds)}秒${digitByDigit(hundredths)}`,
  ),
  whole(
    /(?<![\d.])(\d{1,3})h ?(\d{1,2})(?:min|m)(?![A-Za-z])/gu,
    'time',
    ({ 1: hours = '', 2: minutes = '' }) => `${quantity(hours)}小时${quantity(minutes)}分钟`,
  ),
  whole(
    /(?<=[\dA-Za-z)）])\^([-−]?)\(?(\d{1,4})\)?/gu,
    'number:power',
    ({ 1: minus = '', 2: power = '' }) => `的${minus === '' ? '' : '负'}${cardinal(power)}次方`,
  ),
  whole(/(?<=[\dA-Za-z] ?)[*＊](?= ?\d)/gu, 'sign', () => '乘以'),
  // The scanner knows m/s, not what is behind it.
  whole(/(?<=\d ?)m\/s(?:²|2|\^2)(?![\dA-Za-z])/gu, 'unit', () => '米每二次方秒'),
  // Fe³⁺: the charge of an ion.
  whole(
    /(?<=[A-Za-z₀-₉])([⁰¹²³⁴-⁹]{0,2})([⁺⁻])(?![⁰¹²³⁴-⁹])/gu,
    'sign',
    ({ 1: charge = '', 2: sign = '' }) =>
      (charge === '' ? '' : cardinal(charge.normalize('NFKC'))) + (sign === '⁺' ? '正' : '负'),
  ),
  whole(/[₀-₉]{1,9}/gu, 'number:cardinal', ([written]) => cardinal(written.normalize('NFKC'))),
  // 1½ 一又二分之一; the fraction decomposes to `1⁄2`.
  whole(/(?<![\d.,])(\d{1,6}) ?([½⅓⅔¼¾⅕-⅞])/gu, 'number:fraction', ({ 1: integer = '', 2: sign = '' }) => {
    const [numerator = '', denominator = ''] = sign.normalize('NFKC').split('⁄');
    return `${cardinal(integer)}又${cardinal(denominator)}分之${cardinal(numerator)}`;
  }),
  whole(/[㈠-㈩㊀-㊉]/gu, 'number:cardinal', ([written]) => written.normalize('NFKC').replace(/[()]/gu, '')),
  whole(/[㊗㊙㊐-㊰㋿㍻-㍿]/gu, 'sign', ([written]) => written.normalize('NFKC').replace(/[()]/gu, '')),
  whole(/(?<![\d/] ?)[℃℉㎡㎥㎏㎝㎜㎞]/gu, 'unit', ([written]) => UNIT_SIGNS[written] ?? written),
  // ≠ as file systems write it.
  whole(/=\u0338/gu, 'sign', () => '不等于'),
  // No unit is taken behind a fraction or a power: 140/90mmHg, 1/2kg, 3×10⁸m/s.
  whole(
    new RegExp(`(?<=\\d\\/\\d{1,4} ?|[⁰¹²³⁴-⁹½¼¾⅓⅔] ?)(?:${UNITS_BEHIND})(?![A-Za-z\\d])`, 'gu'),
    'unit',
    ([written]) => UNIT_NAMES[written] ?? written,
  ),
  whole(/№ ?(?=\d)/gu, 'abbreviation', () => '编号'),
  whole(/[×✕╳]{2,8}/gu, 'sign', ([written]) => (written.length > 1 ? '某某' : written)),
  // ○ is written for 〇 among numerals.
  whole(/(?<=[一二三四五六七八九〇零○])[○Ｏ]|○(?=[一二三四五六七八九])/gu, 'sign', () => '零'),
  whole(/(?<![\d\p{L})）%％\]])[+＋](?=\d[\d.,]{0,15} ?(?:%|％|‰|℃|°))/gu, 'sign', () => '正'),
  whole(/(?<![\d\p{Script=Latin}%％℃°)）~～〜.,]) ?[~～〜](?=\d)/gu, 'sign', () => '约'),
];
