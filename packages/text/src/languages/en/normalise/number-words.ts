/** Numbers as American English words. Digits come as strings: they may be longer than a double is exact. */

const ONES = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SCALES = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion', 'quintillion'];
/** Beyond the last scale a number is read digit by digit; nobody follows `sextillion` by ear. */
const maxCardinalDigits = SCALES.length * 3;

const IRREGULAR_ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

const one = (digit: number): string => ONES[digit] ?? '';

function belowHundred(value: number): string {
  if (value < 20) return one(value);
  const ten = TENS[Math.floor(value / 10)] ?? '';
  return value % 10 === 0 ? ten : `${ten}-${one(value % 10)}`;
}

function belowThousand(value: number): string {
  if (value < 100) return belowHundred(value);
  const hundreds = `${one(Math.floor(value / 100))} hundred`;
  return value % 100 === 0 ? hundreds : `${hundreds} ${belowHundred(value % 100)}`;
}

export const digitWords = (digits: string): string => [...digits].map((digit) => one(Number(digit))).join(' ');

/** `1234567` as `one million two hundred thirty-four thousand five hundred sixty-seven`. */
export function cardinalWords(digits: string): string {
  const trimmed = digits.replace(/^0+(?=\d)/u, '');
  if (trimmed.length > maxCardinalDigits) return digitWords(digits);
  if (trimmed === '0') return 'zero';
  const words: string[] = [];
  for (let end = trimmed.length, scale = 0; end > 0; end -= 3, scale += 1) {
    const group = Number(trimmed.slice(Math.max(0, end - 3), end));
    if (group > 0) words.unshift(`${belowThousand(group)} ${SCALES[scale] ?? ''}`.trim());
  }
  return words.join(' ');
}

/** A number as it stands in running text; leading zeros are heard (`007`). */
export const integerWords = (digits: string): string =>
  digits.length > 1 && digits.startsWith('0') ? digitWords(digits) : cardinalWords(digits);

/** `3`, `14` as `three point one four`. */
export const decimalWords = (integer: string, fraction: string): string =>
  fraction === '' ? integerWords(integer) : `${cardinalWords(integer)} point ${digitWords(fraction)}`;

/** A number written with or without a decimal point. */
export function writtenWords(number: string): string {
  const [integer = '', fraction = ''] = number.split('.');
  return decimalWords(integer, fraction);
}

/** Turns the last word of a cardinal into its ordinal: `twenty-two` into `twenty-second`. */
export function ordinalWords(digits: string): string {
  const words = cardinalWords(digits);
  const at = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
  const last = words.slice(at);
  const ordinal = IRREGULAR_ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return words.slice(0, at) + ordinal;
}

/** `1999` as `nineteen ninety-nine`, `2005` as `two thousand five`, `1900` as `nineteen hundred`. */
export function yearWords(year: number): string {
  const century = Math.floor(year / 100);
  const rest = year % 100;
  if (year < 1000 || year > 9999 || (century % 10 === 0 && rest < 10)) return cardinalWords(String(year));
  if (rest === 0) return `${belowHundred(century)} hundred`;
  return `${belowHundred(century)} ${rest < 10 ? `oh ${one(rest)}` : belowHundred(rest)}`;
}

/** Three or four digits in two parts: `747` as `seven forty-seven`, `1080` as `ten eighty`. */
export function pairWords(digits: string): string {
  const rest = Number(digits.slice(-2));
  if (digits.length < 3 || digits.length > 4 || digits.startsWith('0')) return cardinalWords(digits);
  if (rest === 0) return digits.length === 3 ? cardinalWords(digits) : `${cardinalWords(digits.slice(0, -2))} hundred`;
  return `${cardinalWords(digits.slice(0, -2))} ${rest < 10 ? `oh ${cardinalWords(String(rest))}` : cardinalWords(String(rest))}`;
}

/** `nineteen ninety` as `nineteen nineties`; `hundred` and `thousand` take a plain s. */
export const pluralNumber = (words: string): string => (words.endsWith('y') ? `${words.slice(0, -1)}ies` : `${words}s`);

/** `3/4` as `three quarters`; a denominator without a common name as `three over one hundred one`. */
export function fractionWords(numerator: string, denominator: string): string {
  const count = cardinalWords(numerator);
  const single = Number(numerator) === 1;
  if (Number(denominator) === 2) return `${count} ${single ? 'half' : 'halves'}`;
  if (Number(denominator) === 4) return `${count} ${single ? 'quarter' : 'quarters'}`;
  // `120/80` is no part of anything.
  if (denominator.length > 1 && Number(numerator) > Number(denominator))
    return `${count} over ${cardinalWords(denominator)}`;
  if (denominator.length > 2 && !/^10+$/u.test(denominator)) return `${count} over ${cardinalWords(denominator)}`;
  return `${count} ${ordinalWords(denominator)}${single ? '' : 's'}`;
}
