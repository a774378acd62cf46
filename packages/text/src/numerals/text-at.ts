/** A match at one place, with groups that did not take part given as the empty string. */
export interface MatchAt {
  readonly end: number;
  group(index: number): string;
}

/** Matches a sticky pattern at `at`; nothing before or after is searched. */
export function matchAt(sticky: RegExp, text: string, at: number): MatchAt | undefined {
  sticky.lastIndex = at;
  const match = sticky.exec(text);
  if (match === null) return undefined;
  return { end: at + match[0].length, group: (index) => match[index] ?? '' };
}

/**
 * Full-width forms and the decimal digits of other scripts (٣ ३) as their ASCII twins, index for index. The full-width comma stays: it separates clauses
 * (`1，234` is a list in Chinese), it never groups thousands.
 */
export function foldWidth(text: string): string {
  return text.replace(/[！-＋－-～￡￥−＂‐‑]|[^0-9\P{Nd}]/gu, (character) => {
    if (character === '￥') return '¥';
    if (character === '￡') return '£';
    if (character === '−' || character === '‐' || character === '‑') return '-';
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint >= 0xff01 && codePoint <= 0xff5e) return String.fromCharCode(codePoint - 0xfee0);
    // Two units would become one, and every index behind them wrong.
    return character.length > 1 ? character : digitValue(codePoint);
  });
}

/** Unicode gives the decimal digits of a script ten code points in a row, from zero. */
function digitValue(codePoint: number): string {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(codePoint - value - 1))) value += 1;
  return String(value);
}
