import { cardinalWords, decimalWords } from './number-words.js';
import { currencyNames } from './units.js';

/** A sum of money in words. */
export interface Sum {
  readonly negative: boolean;
  readonly integer: string;
  readonly fraction: string;
  /** ISO 4217, or `¥`. */
  readonly currency: string;
  /** Power of ten of a magnitude written behind the number, else 0. */
  readonly scale: number;
}

const SCALE_NAMES: Readonly<Record<number, string>> = {
  2: 'hundred',
  3: 'thousand',
  4: 'ten thousand',
  6: 'million',
  7: 'ten million',
  8: 'hundred million',
  9: 'billion',
  12: 'trillion',
};

/** @param describing the sum stands before a noun and describes it, so it takes no plural: `a five dollar bill` */
export function moneyWords(sum: Sum, describing = false): string {
  const { one, many: plural, minor } = currencyNames(sum.currency);
  const many = describing ? one : plural;
  const sign = sum.negative ? 'minus ' : '';
  if (sum.scale > 0) {
    return `${sign}${decimalWords(sum.integer, sum.fraction)} ${SCALE_NAMES[sum.scale] ?? ''} ${many}`;
  }
  if (minor !== undefined && sum.fraction.length === 2) {
    const whole = Number(sum.integer);
    const part = Number(sum.fraction);
    const partName = part === 1 || (describing && whole === 0) ? minor[0] : minor[1];
    const parts = `${cardinalWords(sum.fraction)} ${partName}`;
    const wholes = `${cardinalWords(sum.integer)} ${whole === 1 ? one : many}`;
    if (part === 0) return sign + wholes;
    // `a $5.99 meal`: five ninety-nine.
    if (describing && whole > 0 && whole < 1000)
      return `${sign}${cardinalWords(sum.integer)} ${part < 10 ? 'oh ' : ''}${cardinalWords(sum.fraction)}`;
    return sign + (whole === 0 ? parts : `${wholes} and ${parts}`);
  }
  const isOne = sum.integer === '1' && sum.fraction === '';
  return `${sign}${decimalWords(sum.integer, sum.fraction)} ${isOne ? one : many}`;
}
