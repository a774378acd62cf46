import { matchAt } from '../../../numerals/text-at.js';
import { cardinalWords, digitWords, pairWords, writtenWords } from './number-words.js';
import { isLetter, wordBefore, type Reading } from './reading.js';

/** Numbers that name and do not count: emergency calls, PINs, order numbers, cards, social security. */

/** Behind these a number of four digits or more is read digit by digit. */
const NAMED =
  /(?:^|[^\p{L}])(?:ID|PIN|code|passcode|password|zip|ZIP|account|serial|SSN|OTP|tracking|badge|employee|customer|reference|ref|invoice|order|ticket|case|model)(?: (?:number|no\.?|code|ID))?(?: is| was|:)? ?#?$/iu;
/** Behind these one of three to six. */
const DIALLED = /(?:^|[^\p{L}])(?:dial|dialed|dialled|phone|ring|text)$/iu;
/** How far the naming words are looked for. */
const reach = 40;

/** `#2024-00123`. */
const PARTED = /\d{1,12}(?:-\d{1,12}){1,5}(?![\d-])/y;
/** `020 7946 0018`: a number that starts with zero and goes on in groups. */
const SPACED_PHONE = /0\d{1,4}(?: \d{2,4}){1,3}(?! ?\d)/y;
/** `1HGCM82633A004352`: letters and digits of a machine. */
const MIXED = /(?=[A-Z\d]*[A-Z])(?=(?:[A-Z]*\d){3})[A-Z\d]{8,40}(?![\p{L}\d])/uy;
const CARD = /(\d{4})([ -])(\d{4})\2(\d{4})\2(\d{4})(?![\d-])/y;
const SOCIAL = /(\d{3})-(\d{2})-(\d{4})(?![\d-])/y;
const RUN = /\d{3,19}(?![\d.,:/%-]\d|[\p{L}%‰°])/uy;
const ISBN = /ISBN(?:-1[03])?:? (\d[\d-]{8,16}[\dX])(?![\d-])/y;

const groups = (list: readonly string[]): string => list.map(digitWords).join(', ');

export function identifierAt(text: string, at: number): Reading | undefined {
  const before = text.charAt(at - 1);
  if (isLetter(before) || /[\d.,-]/.test(before)) return undefined;
  const rule = 'number:digits';
  const mixed = matchAt(MIXED, text, at);
  if (mixed !== undefined && /[A-Z]\d+[A-Z]|\d[A-Z]+\d/.test(mixed.group(0))) {
    const spoken = [...mixed.group(0)].map((sign) => (/\d/.test(sign) ? digitWords(sign) : sign)).join(' ');
    return { end: mixed.end, spoken, rule };
  }
  const phone = matchAt(SPACED_PHONE, text, at);
  if (phone !== undefined) return { end: phone.end, spoken: groups(phone.group(0).split(' ')), rule: 'phone' };
  const parted = before === '#' ? matchAt(PARTED, text, at) : undefined;
  if (parted !== undefined) return { end: parted.end, spoken: groups(parted.group(0).split('-')), rule };
  const card = matchAt(CARD, text, at);
  if (card !== undefined) return { end: card.end, spoken: groups([1, 3, 4, 5].map((n) => card.group(n))), rule };
  const social = matchAt(SOCIAL, text, at);
  if (social !== undefined) return { end: social.end, spoken: groups([1, 2, 3].map((n) => social.group(n))), rule };
  const isbn = matchAt(ISBN, text, at);
  if (isbn !== undefined) {
    const parts = isbn
      .group(1)
      .split('-')
      .map((part) => digitWords(part.replace('X', '')) + (part.endsWith('X') ? ' X' : ''));
    return { end: isbn.end, spoken: `I S B N ${parts.join(', ')}`, rule };
  }
  const run = matchAt(RUN, text, at);
  if (run === undefined) return undefined;
  const digits = run.group(0);
  if (digits === '911' && !/^[ -]\p{Ll}/u.test(text.slice(run.end, run.end + 2)))
    return { end: run.end, spoken: digitWords(digits), rule };
  const behind = text.slice(Math.max(0, at - reach), at);
  const named =
    (digits.length >= 4 && NAMED.test(behind)) ||
    (digits.length >= 5 && before === '#') ||
    (digits.length <= 6 &&
      (DIALLED.test(wordBefore(text, at)) || (/^call$/i.test(wordBefore(text, at)) && digits.length === 3)));
  return named ? { end: run.end, spoken: digitWords(digits), rule } : undefined;
}

const DIMENSIONS = /(\d{1,5})( ?[x×] ?)(\d{1,5})(?:\2(\d{1,5}))?(?![\p{L}\p{M}\d⁰¹²³⁴-⁹]|[.,]\d)/uy;

/** `1920` of a screen: `nineteen twenty`; `640`: `six forty`; `4000` as it counts. */
const sizeWords = (digits: string): string =>
  Number(digits.slice(-2)) < 10 ? cardinalWords(digits) : pairWords(digits);

/** `1920×1080`, `4x4`; a small product with its sign of multiplication is left to arithmetic. */
export function dimensionsAt(text: string, at: number): Reading | undefined {
  const before = text.charAt(at - 1);
  const found = isLetter(before) || /[\d.,]/.test(before) ? undefined : matchAt(DIMENSIONS, text, at);
  if (found === undefined) return undefined;
  const sides = [1, 3, 4].map((n) => found.group(n)).filter((side) => side !== '');
  if (sides[0] === '0' || (found.group(2).includes('×') && sides.some((side) => side.length < 3))) return undefined;
  if (/^ ?=/.test(text.slice(found.end, found.end + 2)))
    return { end: found.end, spoken: sides.map(sizeWords).join(' times '), rule: 'number:ratio' };
  return { end: found.end, spoken: sides.map(sizeWords).join(' by '), rule: 'number:ratio' };
}

const LINES = /(144|240|360|480|576|720|1080|1440|2160|4320)([pi])(?![\p{L}\p{M}\d])/uy;

/** Lines of a picture: `1080p`. */
export function linesAt(text: string, at: number): Reading | undefined {
  const found = /[\d.,]/.test(text.charAt(at - 1)) ? undefined : matchAt(LINES, text, at);
  if (found === undefined) return undefined;
  return { end: found.end, spoken: `${sizeWords(found.group(1))} ${found.group(2).toUpperCase()}`, rule: 'measure' };
}

const PAIRED = /(50-50|20-20)(?![\d-])/y;
const CROWD = /(\d{1,4})ers(?!\p{L})/uy;
const SHEET = /(\d{1,3}(?:\.\d{1,3})?)["″”]? ?[x×] ?(\d{1,3}(?:\.\d{1,3})?)(?:["″”]|[- ]inch(?!\p{L}))/uy;
const CROWDS = /(10|100|1,?000|10,?000|100,?000)s(?= (?:of|more)(?!\p{L}))/uy;
const CROWD_NAMES: Readonly<Record<string, string>> = {
  10: 'tens',
  100: 'hundreds',
  1000: 'thousands',
  10000: 'tens of thousands',
  100000: 'hundreds of thousands',
};
const LAKHS = /(\d{1,2}(?:,\d{2}){1,4},\d{3})(?![\d,.]\d|\d)/y;

/** Numbers of everyday phrases: `50-50`, the `49ers`, `1,00,000` as India groups it. */
export function phraseNumberAt(text: string, at: number): Reading | undefined {
  const before = text.charAt(at - 1);
  if (isLetter(before) || /[\d.,-]/.test(before)) return undefined;
  const pair = matchAt(PAIRED, text, at);
  if (pair !== undefined)
    return { end: pair.end, spoken: pair.group(1).split('-').map(cardinalWords).join(' '), rule: 'number:cardinal' };
  const crowd = matchAt(CROWD, text, at);
  if (crowd !== undefined) {
    const words = cardinalWords(crowd.group(1));
    return { end: crowd.end, spoken: `${words}${words.endsWith('e') ? 'rs' : 'ers'}`, rule: 'number:cardinal' };
  }
  const crowds = matchAt(CROWDS, text, at);
  if (crowds !== undefined)
    return { end: crowds.end, spoken: CROWD_NAMES[crowds.group(1).replace(',', '')] ?? '', rule: 'number:cardinal' };
  const sheet = matchAt(SHEET, text, at);
  if (sheet !== undefined)
    return {
      end: sheet.end,
      spoken: `${writtenWords(sheet.group(1))} by ${writtenWords(sheet.group(2))} inch`,
      rule: 'measure',
    };
  const lakhs = matchAt(LAKHS, text, at);
  return (
    lakhs && { end: lakhs.end, spoken: cardinalWords(lakhs.group(1).replaceAll(',', '')), rule: 'number:cardinal' }
  );
}
