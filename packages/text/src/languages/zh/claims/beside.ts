import type { Beside, SpokenToken } from '../../room.js';
import { isCounted } from '../integers.js';
import { digitByDigit } from '../numbers.js';
import { token } from './claim.js';

/**
 * Numbers of codes whose letters are another language's: of `CA1234` the room sees the number, and what stands beside it
 * says how it is meant.
 */

const RULE = 'number:code';
const INITIALS = /(?<![A-Za-z])[A-Z]{1,3}[·•]?$/u;
/** Accounts and books: `QQ：123456789`. */
const ACCOUNT = /(?<![A-Za-z])(?:QQ|ISBN)[号號]?[:： ]{0,2}$/u;
const NUMBER = /^\d+(?![\d.,:%％/])/u;
const LONG = /^\d[\d-]{3,18}[\dXx](?![\d-])/u;
/** 1080p: the lines of a picture. */
const LINES = /(?<![\d.])(?:480|540|720|1080|1440|2160)$/u;
/** The numbers of `2008@126.com`, of which the ending is another language's. */
const MAIL = /(?<![\d.])(\d{0,12})[@＠](\d{2,8})\.$/u;
/** Trains and flights are counted by 次 and are codes all the same. */
const NAMED = /^(?:次|号|號)/u;

export function besideClaims(source: string, { before, after }: Beside): readonly SpokenToken[] {
  const account = ACCOUNT.test(before) ? LONG.exec(source) : null;
  if (account !== null) return [token(0, account[0], spelled(account[0]), RULE)];
  const claims: SpokenToken[] = [];
  const digits = INITIALS.test(before) ? NUMBER.exec(source)?.[0] : undefined;
  if (digits !== undefined) {
    const spoken = codeOf(digits, before, source.slice(digits.length, digits.length + 8));
    if (spoken !== undefined) claims.push(token(0, digits, spoken, RULE));
  }
  const lines = /^[pPiI](?![A-Za-z\d])/u.test(after) ? LINES.exec(source) : null;
  if (lines !== null) claims.push(token(lines.index, lines[0], digitByDigit(lines[0]), RULE));
  const mail = /^[a-z]{2,6}(?![a-z])/u.test(after) ? MAIL.exec(source) : null;
  if (mail !== null) {
    const [written, account = '', server = ''] = mail;
    claims.push(token(mail.index, written, `${digitByDigit(account)}艾特${digitByDigit(server)}点`, 'email'));
  }
  return claims;
}

function codeOf(digits: string, before: string, following: string): string | undefined {
  // CO2: the number of a formula counts nothing of the text; N95 and K95 masks are spelled.
  if (digits === '2') return '二';
  if (digits === '95' && before.endsWith('N')) return digitByDigit(digits);
  if (digits.length < 3 || digits.length > 6) return undefined;
  return isCounted(following) && !NAMED.test(following) ? undefined : digitByDigit(digits, true);
}

function spelled(code: string): string {
  return code.replace(/\d+/gu, (digits) => digitByDigit(digits)).replaceAll('-', ' ');
}
