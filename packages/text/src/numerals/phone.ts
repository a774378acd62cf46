import { matchAt } from './text-at.js';
import type { PhoneToken } from './tokens.js';

/** Written forms, most telling first. All bounded, so a failed look costs a constant. */
const NATIONAL: readonly RegExp[] = [
  /\(0?\d{2,4}\) ?\d{3,4}[- ]?\d{4}(?!\d)/y, // (415) 555-0132, (010) 12345678
  /0\d{1,4}-\d{1,4}-\d{3,4}(?![\d-])/y, // 03-1234-5678, 090-1234-5678
  /0\d{2,3}-\d{7,8}(?![\d-])/y, // 010-12345678
  /[48]00-\d{3,4}-\d{3,4}(?![\d-])/y, // 400-820-8820
  /1-\d{3}-\d{3}-\d{4}(?![\d-])/y, // 1-800-555-0199
  /\d{3}-\d{3}-\d{4}(?![\d-])/y, // 415-555-0132
  /1[3-9]\d[- ]\d{4}[- ]\d{4}(?!\d)/y, // 138-1234-5678
  /1[3-9]\d{9}(?![\d.,])/y, // 13812345678
  /[1-9]\d{2}-\d{4}(?![\d-])/y, // 555-0132 and postal codes; see below
];

/** A phone number at `at`: `+` and 8 to 15 digits in groups, or one of the national forms. */
export function phoneAt(text: string, at: number): PhoneToken | undefined {
  if (text.charAt(at) === '+') return internationalAt(text, at);
  for (const pattern of NATIONAL) {
    const found = matchAt(pattern, text, at);
    if (found === undefined) continue;
    const groups = found.group(0).match(/\d+/gu) ?? [];
    // `100-1000` is a range of round numbers, not a subscriber number.
    if (groups.length === 2 && /^\d{2}0-/u.test(found.group(0)) && Number(groups[1]) % 10 === 0) return undefined;
    return { kind: 'phone', start: at, end: found.end, plus: false, groups };
  }
  return undefined;
}

const MAX_DIGITS = 15; // E.164

function internationalAt(text: string, at: number): PhoneToken | undefined {
  const groups: string[] = [];
  let digits = 0;
  let end = at + 1;
  while (digits <= MAX_DIGITS) {
    const next = matchAt(groups.length === 0 ? /(\d{1,15})/y : /[- ]?\(?(\d{1,15})\)?/y, text, end);
    if (next === undefined) break;
    groups.push(next.group(1));
    digits += next.group(1).length;
    end = next.end;
  }
  if (digits < 8 || digits > MAX_DIGITS) return undefined;
  return { kind: 'phone', start: at, end, plus: true, groups };
}
