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

/** Names of currencies behind an amount that already carries a sign. A word that goes on with the name is another (元旦). */
const NAMES: readonly (readonly [pattern: RegExp, currencies: Partial<Record<Currency, Currency>>])[] = [
  [/(?:US )?dollars?(?!\p{Script=Latin})/iuy, { USD: 'USD' }],
  [/美元|美金|ドル(?![ァ-ヶー])/uy, { USD: 'USD' }],
  [/euros?(?!\p{Script=Latin})/iuy, { EUR: 'EUR' }],
  [/欧元|歐元|ユーロ(?![ァ-ヶー])/uy, { EUR: 'EUR' }],
  [/pounds?(?!\p{Script=Latin})/iuy, { GBP: 'GBP' }],
  [/英镑|英鎊|ポンド(?![ァ-ヶー])/uy, { GBP: 'GBP' }],
  [/(?:Japanese )?yen(?!\p{Script=Latin})/iuy, { '¥': 'JPY', JPY: 'JPY' }],
  [/日元|日圆|日圓|円/uy, { '¥': 'JPY', JPY: 'JPY' }],
  [/yuan(?!\p{Script=Latin})/iuy, { '¥': 'CNY', CNY: 'CNY' }],
  [/(?:人民币|人民幣|块钱|塊錢|块|塊|元|圆|圓)(?![旦宵素件器])/uy, { '¥': 'CNY', CNY: 'CNY', TWD: 'TWD', HKD: 'HKD' }],
  [/港元|港币|港幣|香港ドル|Hong Kong dollars?(?!\p{Script=Latin})/iuy, { HKD: 'HKD' }],
  [/新台币|新臺幣|新台幣|台币|台幣|台湾ドル|New Taiwan dollars?(?!\p{Script=Latin})/iuy, { TWD: 'TWD' }],
  [/韩元|韓元|ウォン(?![ァ-ヶー])|won(?!\p{Script=Latin})/iuy, { KRW: 'KRW' }],
  [/卢比|盧比|ルピー(?![ァ-ヶー])|rupees?(?!\p{Script=Latin})/iuy, { INR: 'INR' }],
];

/**
 * The same currency written once more behind the amount (`¥100元`, `$5 USD`, `$5 dollars`), which is said once. It also
 * tells whether `¥` is yen or yuan. Another currency is not touched.
 */
export function repeatedCurrency(
  text: string,
  end: number,
  currency: Currency,
): { currency: Currency; end: number } | undefined {
  const at = text.charAt(end) === ' ' ? end + 1 : end;
  for (const [pattern, currencies] of NAMES) {
    const same = currencies[currency];
    const found = same === undefined ? undefined : matchAt(pattern, text, at);
    if (same !== undefined && found !== undefined) return { currency: same, end: found.end };
  }
  const sign = signBehind(text, end);
  if (sign === undefined) return undefined;
  const same = sign.currency === currency || (currency === '¥' && (sign.currency === 'JPY' || sign.currency === 'CNY'));
  return same ? sign : undefined;
}

/** A symbol or code behind a number; one that opens the next number is not its own (`5 $10`). */
function signBehind(text: string, end: number): { currency: Currency; end: number } | undefined {
  const found = currencyAt(text, text.charAt(end) === ' ' ? end + 1 : end);
  if (found === undefined || /\d/u.test(text.charAt(found.end))) return undefined;
  const runsOn = /[A-Z]/u.test(text.charAt(found.end - 1)) && /\p{Script=Latin}/u.test(text.charAt(found.end));
  return runsOn ? undefined : found;
}

/** `5€`, `12.50 USD`, `100 USD美元`. */
export function moneyAfter(text: string, start: number, end: number, amount: Amount): MoneyToken | undefined {
  const found = signBehind(text, end);
  if (found === undefined) return undefined;
  const again = repeatedCurrency(text, found.end, found.currency) ?? found;
  return { kind: 'money', start, end: again.end, ...amount, currency: again.currency, scale: 0 };
}

/** Currencies without a hundredth part in use, whose comma groups thousands or parts a list. */
const WHOLE: ReadonlySet<Currency> = new Set(['¥', 'JPY', 'KRW']);

/** The comma of the European continent: `€1,50`, `1.234,50 €`. Two digits behind it cannot be a group of thousands. */
export function decimalCommaAt(
  text: string,
  at: number,
  prefix: Currency | undefined,
): { integer: string; fraction: string; end: number } | undefined {
  const found = matchAt(/(\d{1,3}(?:\.\d{3}){1,4}|\d{1,12}),(\d{2})(?!\d|[.,]\d)/y, text, at);
  if (found === undefined) return undefined;
  const currency = prefix ?? signBehind(text, found.end)?.currency;
  if (currency === undefined || WHOLE.has(currency)) return undefined;
  return { integer: found.group(1).replaceAll('.', ''), fraction: found.group(2), end: found.end };
}

const MAGNITUDES = new Map([
  ['k', 3],
  ['m', 6],
  ['mn', 6],
  ['b', 9],
  ['bn', 9],
  ['t', 12],
  ['tn', 12],
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
    matchAt(/(?: ?(thousand|million|billion|trillion)|([kmbt]|[mbt]n))(?![\p{Script=Latin}\d])/iuy, text, at) ??
    matchAt(/(百万|千万|万亿|[百千万萬亿億兆])/uy, text, at);
  if (found === undefined) return undefined;
  const scale = MAGNITUDES.get((found.group(1) || found.group(2)).toLowerCase());
  return scale === undefined ? undefined : { scale, end: found.end };
}
