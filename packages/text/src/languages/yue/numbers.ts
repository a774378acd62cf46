/** Cantonese numerals in traditional characters. All take ASCII digit strings, so no number is too long. */

const DIGITS = '零一二三四五六七八九';
const SMALL_UNITS = ['', '十', '百', '千'];
const BIG_UNITS = ['', '萬', '億', '萬億', '億億'];
/** Beyond 億億 nobody names the places; such a string is read digit by digit. */
const MAX_NAMED_DIGITS = 20;

/** `302` 三零二. One is 一 on the telephone too: 幺 is Mandarin. */
export function digitByDigit(digits: string): string {
  return [...digits].map((digit) => DIGITS.charAt(Number(digit))).join('');
}

/** `1050` 一千零五十. Leading zeros mark a code and are read out: `007` 零零七. */
export function cardinal(digits: string): string {
  if (/^0\d/u.test(digits) || digits.length > MAX_NAMED_DIGITS) return digitByDigit(digits);
  if (digits === '0') return '零';
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 4) groups.unshift(digits.slice(Math.max(0, end - 4), end));
  let words = '';
  let gap = false;
  for (const [index, group] of groups.entries()) {
    const read = fourDigits(group);
    if (read === '') {
      gap = words !== '';
      continue;
    }
    const opensWithZero = group.startsWith('0') && index > 0;
    words += (words !== '' && (gap || opensWithZero) ? '零' : '') + read + (BIG_UNITS[groups.length - 1 - index] ?? '');
    gap = false;
  }
  // 一十 at the very front is said 十.
  return words.startsWith('一十') ? words.slice(1) : words;
}

function fourDigits(group: string): string {
  let words = '';
  let gap = false;
  for (const [index, digit] of [...group].entries()) {
    if (digit === '0') {
      gap = words !== '';
      continue;
    }
    words += (gap ? '零' : '') + DIGITS.charAt(Number(digit)) + (SMALL_UNITS[group.length - 1 - index] ?? '');
    gap = false;
  }
  return words;
}

/** A number that counts: 2 is 兩 alone and in front of 千, 萬 and 億 (兩千, 兩萬; 二十 and 二百). */
export function quantity(digits: string): string {
  const words = cardinal(digits);
  return words === '二' ? '兩' : leadingTwo(words);
}

/** 兩千 and 兩萬 are said wherever the number stands. */
export function leadingTwo(words: string): string {
  return /^二[千萬億]/u.test(words) ? `兩${words.slice(1)}` : words;
}

/** `12.50` 十二點五零: what is written behind the point is read. */
export function decimal(integer: string, fraction: string): string {
  const whole = leadingTwo(cardinal(integer));
  return fraction === '' ? whole : `${whole}點${digitByDigit(fraction)}`;
}

/** A number written with or without a decimal point: `7.2` 七點二. */
export function written(number: string): string {
  const [integer = '', fraction = ''] = number.split('.');
  return fraction === '' ? cardinal(integer) : decimal(integer, fraction);
}

/** An amount of something: `2` 兩, `2.5` 二點五. */
export function amount({ integer, fraction }: { readonly integer: string; readonly fraction: string }): string {
  return fraction === '' ? quantity(integer) : decimal(integer, fraction);
}

/** The digits of `integer.fraction` times a power of ten, as integer and rest: `5.5`, 6 -> `5500000`. */
export function shift(integer: string, fraction: string, power: number): { integer: string; fraction: string } {
  const padded = fraction.padEnd(power, '0');
  const whole = (integer + padded.slice(0, power)).replace(/^0+(?=\d)/u, '');
  return { integer: whole, fraction: padded.slice(power).replace(/0+$/u, '') };
}
