import type { SpokenToken } from '../room.js';
import { digitByDigit } from './numbers.js';
import { CALL_BEFORE, isCounted } from './integers.js';

/**
 * Subscriber numbers of Hong Kong and Macau: eight digits in two groups of four (2345 6789), with or without the area code.
 * Two years (2024 2025) or two round amounts (5000-8000) look alike and are left to the numeral scanner, unless a word
 * before them says that they are dialled.
 */
const GROUPED =
  /(?<![\d.,$/+-]|\d[ :-])(?:(\+|\()?(85[23])\)?[ -]?)?([235-9]\d{3})([ -]?)(\d{4})(?![\d,:/%]|\.\d|[ -]\d)/gu;
/** Three groups of digits and more, which are no date: the number of an account, a book, a card. */
const CHAIN =
  /(?<![\d.,$/+-])(?![12]\d{3}-\d{1,2}-\d{1,2}(?![\d-])|\d{1,2}-\d{1,2}-[12]\d{3}(?![\d-]))\d{1,12}(?:-\d{1,12}){2,8}(?![\d-])/gu;
const YEAR = /^20\d\d$/u;
const LOOK = 8;

/** Numbers in groups, said digit by digit with a pause between the groups. `folded`: the text with its full-width forms folded, index for index. */
export function phonesIn(folded: string): readonly SpokenToken[] {
  const found: SpokenToken[] = [];
  for (const { 0: all, 1: mark, 2: area = '', 3: first = '', 4: gap, 5: last = '', index } of folded.matchAll(
    GROUPED,
  )) {
    const end = index + all.length;
    const dialled = area !== '' || CALL_BEFORE.test(folded.slice(Math.max(0, index - LOOK), index));
    const doubtful =
      gap === '' ||
      (YEAR.test(first) && YEAR.test(last)) ||
      last.endsWith('00') ||
      isCounted(folded.slice(end, end + LOOK).trimStart());
    if (doubtful && !dialled) continue;
    const plus = mark === '+' ? '加' : '';
    const subscriber = gap === '' ? [first + last] : [first, last];
    const groups = [area, ...subscriber].filter((group) => group !== '').map(digitByDigit);
    found.push({ start: index, end, spoken: plus + groups.join(' '), rule: 'number:phone' });
  }
  for (const { 0: all, index } of folded.matchAll(CHAIN)) {
    const spoken = all.split('-').map(digitByDigit).join(' ');
    found.push({ start: index, end: index + all.length, spoken, rule: 'number:code' });
  }
  return found;
}
