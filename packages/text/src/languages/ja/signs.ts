import { letterName, signName, spelled } from './letters.js';
import type { Reading } from './readings.js';

const LETTER = '[\\p{Script=Latin}\\p{Script=Greek}]';
const FOUND = new RegExp(
  [
    `(?<letters>${LETTER}+)`,
    '(?<wave>[〜~]+)',
    // Rows of signs are lines and arrows point: both are drawn, not said.
    '(?<drawn>(?<row>[-=&@#%*_<>])\\k<row>{2,}|[-=]>|<-{1,2}(?!\\d))',
    // Between two operands only; elsewhere they are brackets and quotes.
    '(?<=[A-Za-z\\d)\\p{Script=Greek}] ?)(?<compared>[<>!]=|==|[<>])(?= ?[-A-Za-z\\d(\\p{Script=Greek}])',
    '(?<hash>(?<![\\p{L}\\p{N}&])#(?=[\\p{L}\\p{N}]))',
    '(?<sign>[&@#+=×÷±∓%‰∞√∛°$¢€£¥≤≥≦≧≠≒≈≡∝∴∵∑∏∫∂∇∠⊥∥∈∉⊂⊃∪∩∀∃∅])',
  ].join('|'),
  'gu',
);

/** Letters by their names, signs by theirs, and the tilde that draws out a vowel (そうだね〜). */
export function readSigns(text: string): readonly Reading[] {
  const readings: Reading[] = [];
  for (const match of text.matchAll(FOUND)) {
    const found = named(text, match);
    if (found !== undefined) readings.push({ start: match.index, end: match.index + match[0].length, ...found });
  }
  return readings;
}

function named(text: string, { 0: written, index, groups = {} }: RegExpExecArray): Said | undefined {
  if (groups['letters'] !== undefined) {
    return letterName(written.slice(0, 1)) === undefined ? undefined : { spoken: spelled(written), rule: 'letters' };
  }
  if (groups['wave'] !== undefined) {
    const spoken = tilde(text.charAt(index - 1), text.charAt(index + written.length));
    return spoken === undefined ? undefined : { spoken, rule: spoken === 'ー' ? 'mark' : 'range' };
  }
  if (groups['drawn'] !== undefined) return { spoken: '', rule: 'mark' };
  if (groups['hash'] !== undefined) {
    const number = /\d/u.test(text.charAt(index + 1));
    return { spoken: number ? 'ナンバー ' : 'ハッシュタグ ', rule: number ? 'sign' : 'hashtag' };
  }
  const spoken = signName(written);
  return spoken === undefined ? undefined : { spoken: ` ${spoken} `, rule: 'sign' };
}

type Said = Pick<Reading, 'spoken' | 'rule'>;

/** After kana it is a long vowel, between two names or letters から (東京〜大阪, A〜Z); elsewhere it decorates. */
function tilde(before: string, after: string): string | undefined {
  if (/[\p{Script=Han}ァ-ヶー]/u.test(before) && /[\p{Script=Han}ァ-ヶ]/u.test(after)) return 'から';
  if (/[A-Za-z]/u.test(before) && /[A-Za-z]/u.test(after)) return 'から';
  return /[ぁ-ゖァ-ヶー]/u.test(before) ? 'ー' : undefined;
}
