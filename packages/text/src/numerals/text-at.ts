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
 * Full-width forms as their ASCII twins, index for index. The full-width comma stays: it separates clauses
 * (`1，234` is a list in Chinese), it never groups thousands.
 */
export function foldWidth(text: string): string {
  return text.replace(/[！-＋－-～￡￥−＂‐‑]/gu, (character) => {
    if (character === '￥') return '¥';
    if (character === '￡') return '£';
    if (character === '−' || character === '‐' || character === '‑') return '-';
    return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  });
}
