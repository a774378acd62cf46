/** Korean numerals. All take ASCII digit strings, so no number is too long. */

const DIGITS = '영일이삼사오육칠팔구';
const SMALL_UNITS = ['', '십', '백', '천'];
const BIG_UNITS = ['', '만', '억', '조', '경'];
/** Beyond 경 nobody names the places; such a string is read digit by digit. */
const MAX_NAMED_DIGITS = 20;

const NATIVE_TENS = ['', '열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔'];
const NATIVE_ONES = ['', '한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉'];

/** `302` 삼공이: numbers of things; zero is 공, as one says it on the telephone. */
export function digitByDigit(digits: string): string {
  return [...digits].map((digit) => (digit === '0' ? '공' : DIGITS.charAt(Number(digit)))).join('');
}

/** `1050` 천오십, `12345` 만 이천삼백사십오: spaced by ten thousands. Leading zeros mark a code and are read out. */
export function cardinal(digits: string): string {
  if (/^0\d/u.test(digits) || digits.length > MAX_NAMED_DIGITS) return digitByDigit(digits);
  if (digits === '0') return DIGITS.charAt(0);
  const words: string[] = [];
  for (let end = digits.length, unit = 0; end > 0; end -= 4, unit += 1) {
    const read = fourDigits(digits.slice(Math.max(0, end - 4), end));
    if (read === '') continue;
    // 만 is said without one (만 원), 억 and above with it (일억 원).
    words.unshift(unit === 1 && read === '일' && end <= 4 ? '만' : read + (BIG_UNITS[unit] ?? ''));
  }
  return words.join(' ');
}

/** One stands before no small unit: 백, 천백십. */
function fourDigits(group: string): string {
  return [...group]
    .map((digit, index) => {
      const unit = SMALL_UNITS[group.length - 1 - index] ?? '';
      if (digit === '0') return '';
      return digit === '1' && unit !== '' ? unit : DIGITS.charAt(Number(digit)) + unit;
    })
    .join('');
}

/**
 * Before a counter: 한, 두, 스무. From a hundred on it is Sino-Korean (삼백사십오 명), but a last digit behind a zero stays native
 * (백한 마리).
 */
export function nativeBefore(digits: string): string {
  if (digits.startsWith('0') || digits.length > MAX_NAMED_DIGITS) return cardinal(digits);
  const rest = Number(digits.slice(-2));
  if (digits.length > 2 && (rest === 0 || rest > 9)) return cardinal(digits);
  const tens = rest === 20 ? '스무' : (NATIVE_TENS[Math.floor(rest / 10)] ?? '');
  const hundreds = digits.length > 2 ? cardinal(`${digits.slice(0, -2)}00`) : '';
  return hundreds + tens + (NATIVE_ONES[rest % 10] ?? '');
}

/** `3.14` 삼 점 일사: behind the point digit by digit, zero as 영. */
export function decimal(integer: string, fraction: string): string {
  if (fraction === '') return cardinal(integer);
  return `${cardinal(integer)} 점 ${[...fraction].map((digit) => DIGITS.charAt(Number(digit))).join('')}`;
}

/** A number written with or without a decimal point. */
export function written(number: string): string {
  const [integer = '', fraction = ''] = number.split('.');
  return decimal(integer, fraction);
}

/** Months are words of their own; June and October lose their final. */
export function month(number: number): string {
  if (number === 6) return '유월';
  return number === 10 ? '시월' : `${cardinal(String(number))}월`;
}

/** Hours by the clock of twelve are native; thirteen and later Sino-Korean. */
export function hour(number: number): string {
  return `${number >= 1 && number <= 12 ? nativeBefore(String(number)) : cardinal(String(number))} 시`;
}

/** The digits of `integer.fraction` times a power of ten, as integer and rest: `5.5`, 6 -> `5500000`. */
export function shift(integer: string, fraction: string, power: number): { integer: string; fraction: string } {
  const padded = fraction.padEnd(power, '0');
  const whole = (integer + padded.slice(0, power)).replace(/^0+(?=\d)/u, '');
  return { integer: whole, fraction: padded.slice(power).replace(/0+$/u, '') };
}
