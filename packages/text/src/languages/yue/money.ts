import { foldWidth, type MoneyToken, type NumeralToken } from '../../numerals/scan.js';
import { amount, quantity, shift } from './numbers.js';
import { CURRENCY_NAMES, MAGNITUDE_NAMES } from './units.js';

/** The name of the currency is written out behind the token, as in `$100元`: it is not said twice. */
const NAMED_BEHIND = /^ ?(?:[蚊元圓圆](?![旦宵素件器])|塊|块|港元|港幣|港币|港紙|毫子?|個半|個幾)/u;

/**
 * `$12.50` 十二蚊五毫. A dollar sign without a country is the Hong Kong dollar in Cantonese, counted in 蚊 and 毫; every
 * other currency is said as an amount with its name.
 */
export function readMoney(source: string, token: MoneyToken): string {
  const minus = token.negative ? '負' : '';
  if (!isLocalDollar(source, token)) return minus + valueOf(token) + CURRENCY_NAMES[token.currency];
  if (NAMED_BEHIND.test(source.slice(token.end, token.end + 4))) return minus + valueOf(token);
  return minus + localDollars(token);
}

/** What is said behind both ends of a range of prices. */
export function currencyName(source: string, token: MoneyToken): string {
  return isLocalDollar(source, token) ? '蚊' : CURRENCY_NAMES[token.currency];
}

export function valueOf(token: MoneyToken): string {
  const magnitude = MAGNITUDE_NAMES.get(token.scale);
  // Prices end in zeros that nobody says: `€12.50` 十二點五.
  const fraction = token.fraction.replace(/0+$/u, '');
  if (magnitude !== undefined) return amount({ integer: token.integer, fraction }) + magnitude;
  return amount(shift(token.integer, fraction, token.scale));
}

/** Whole tens of cents are said as coins; odd cents stay a decimal, as share prices are read. */
function localDollars(token: MoneyToken): string {
  const cents = token.fraction.replace(/0+$/u, '');
  if (token.scale !== 0 || cents.length !== 1) return `${valueOf(token)}蚊`;
  const coins = `${quantity(cents)}毫`;
  return /^0+$/u.test(token.integer) ? coins : `${quantity(token.integer)}蚊${coins}`;
}

/** The sign alone, not `US$` or a code or name of the American dollar. */
function isLocalDollar(source: string, { start, end, currency }: Extract<NumeralToken, { kind: 'money' }>): boolean {
  if (currency !== 'USD') return false;
  const written = foldWidth(source.slice(start, end));
  return written.includes('$') && !/US|美|dollar|ドル/iu.test(written);
}
