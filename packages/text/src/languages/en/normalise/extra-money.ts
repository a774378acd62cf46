import { matchAt } from '../../../numerals/text-at.js';
import { magnitudeAt } from '../../../numerals/money.js';
import { isLetter, type Reading } from './reading.js';
import { moneyWords } from './money-words.js';

/** Signs of currencies beside those the numeral scanner knows for all languages. */
const CODES: Readonly<Record<string, string>> = {
  Rs: 'INR',
  'Rs.': 'INR',
  C$: 'CAD',
  CA$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  S$: 'SGD',
  R$: 'BRL',
  MX$: 'MXN',
  '₽': 'RUB',
  '₺': 'TRY',
  '฿': 'THB',
  '₫': 'VND',
  '₦': 'NGN',
  '₪': 'ILS',
  '₱': 'PHP',
  '₴': 'UAH',
  '₿': 'BTC',
};
const SIGN =
  /(CA\$|AU\$|NZ\$|MX\$|[CASR]\$|[₽₺฿₫₦₪₱₴₿]|Rs\.?|CHF|CAD|AUD|NZD|SGD|SEK|NOK|DKK|PLN|CZK|BRL|MXN|RUB|TRY|THB|INR) ?(-?)(\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.(\d{1,9}))?(?![\d])/uy;
const BEHIND =
  /(\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.(\d{1,9}))? ?(CHF|CAD|AUD|NZD|SGD|SEK|NOK|DKK|PLN|CZK|BRL|MXN|RUB|TRY|THB|INR|zł|kr|[₽₺฿₫₦₪₱₴₿])(?![\p{L}\d])/uy;

/** `C$20`, `CHF 50`, `₽90 million`, `20 CHF`. */
export function extraMoneyAt(text: string, at: number): Reading | undefined {
  const before = text.charAt(at - 1);
  if (isLetter(before) || /[\d.,]/.test(before)) return undefined;
  const found = matchAt(SIGN, text, at);
  if (found !== undefined) {
    const magnitude = magnitudeAt(text, found.end);
    const code = found.group(1);
    const amount = {
      negative: found.group(2) !== '',
      integer: found.group(3).replaceAll(',', ''),
      fraction: found.group(4),
    };
    const spoken = moneyWords({ ...amount, currency: CODES[code] ?? code, scale: magnitude?.scale ?? 0 });
    return { end: magnitude?.end ?? found.end, spoken, rule: 'money' };
  }
  const behind = matchAt(BEHIND, text, at);
  if (behind === undefined) return undefined;
  const code = behind.group(3);
  const amount = { negative: false, integer: behind.group(1).replaceAll(',', ''), fraction: behind.group(2), scale: 0 };
  return { end: behind.end, spoken: moneyWords({ ...amount, currency: CODES[code] ?? code }), rule: 'money' };
}

const PENCE = /(\d{1,3})p(?![\p{L}\p{M}\d])/uy;
/** How far a pound sign says that `50p` is money. */
const poundReach = 60;

/** `50p` beside pounds: pence. */
export function penceAt(text: string, at: number): Reading | undefined {
  const found = matchAt(PENCE, text, at);
  if (found === undefined || /[\d.,]/.test(text.charAt(at - 1))) return undefined;
  if (!text.slice(Math.max(0, at - poundReach), found.end + poundReach).includes('£')) return undefined;
  const spoken = moneyWords({
    negative: false,
    integer: '0',
    fraction: found.group(1).padStart(2, '0'),
    currency: 'GBP',
    scale: 0,
  });
  return found.group(1).length > 2 ? undefined : { end: found.end, spoken, rule: 'money' };
}
