import { matchAt } from './text-at.js';
import type { Amount, Currency, MoneyToken } from './tokens.js';

/** Symbols and codes, longest first where one begins another. */
const SYMBOLS: readonly (readonly [string, Currency])[] = [
  ['US$', 'USD'],
  ['HK$', 'HKD'],
  ['NT$', 'TWD'],
  ['RMB', 'CNY'],
  ['CNY', 'CNY'],
  ['USD', 'USD'],
  ['EUR', 'EUR'],
  ['GBP', 'GBP'],
  ['JPY', 'JPY'],
  ['HKD', 'HKD'],
  ['KRW', 'KRW'],
  ['$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', '¥'],
  ['₩', 'KRW'],
  ['₹', 'INR'],
];
/** The currency written at `at`. */
export function currencyAt(text: string, at: number): { currency: Currency; end: number } | undefined {
  const found = SYMBOLS.find(([written]) => text.startsWith(written, at));
  return found === undefined ? undefined : { currency: found[1], end: at + found[0].length };
}

/** `5€`, `12.50 USD`; a symbol that opens the next number is not ours (`5 $10`). */
export function moneyAfter(text: string, start: number, end: number, amount: Amount): MoneyToken | undefined {
  const at = text.charAt(end) === ' ' ? end + 1 : end;
  const found = currencyAt(text, at);
  if (found === undefined || /\d/u.test(text.charAt(found.end))) return undefined;
  if (/[A-Z]/u.test(text.charAt(found.end - 1)) && /\p{Script=Latin}/u.test(text.charAt(found.end))) return undefined;
  return { kind: 'money', start, end: found.end, ...amount, currency: found.currency, scale: 0 };
}

const MAGNITUDES = new Map([
  ['k', 3],
  ['m', 6],
  ['mn', 6],
  ['b', 9],
  ['bn', 9],
  ['t', 12],
  ['thousand', 3],
  ['million', 6],
  ['billion', 9],
  ['trillion', 12],
  ['百', 2],
  ['千', 3],
  ['万', 4],
  ['萬', 4],
  ['百万', 6],
  ['千万', 7],
  ['亿', 8],
  ['億', 8],
  ['万亿', 12],
  ['兆', 12],
]);

/** A magnitude behind the number: `$5M`, `£3 billion`, `¥5万`. */
export function magnitudeAt(text: string, at: number): { scale: number; end: number } | undefined {
  const found =
    matchAt(/(?: ?(thousand|million|billion|trillion)|([kmbt]|[mb]n))(?![\p{Script=Latin}\d])/iuy, text, at) ??
    matchAt(/(百万|千万|万亿|[百千万萬亿億兆])/uy, text, at);
  if (found === undefined) return undefined;
  const scale = MAGNITUDES.get((found.group(1) || found.group(2)).toLowerCase());
  return scale === undefined ? undefined : { scale, end: found.end };
}
