import { letterName, signName, spelled } from './letters.js';
import type { Reading } from './readings.js';

const FOUND = /[\p{Script=Latin}\p{Script=Greek}]+|[&@#+=×÷±%‰∞√°$¢€£¥]|[〜~]+/gu;

/** Letters by their names, signs by theirs, and the tilde that draws out a vowel (そうだね〜). */
export function readSigns(text: string): readonly Reading[] {
  const readings: Reading[] = [];
  for (const match of text.matchAll(FOUND)) {
    const [written] = match;
    const start = match.index;
    const end = start + written.length;
    if (/^[〜~]/u.test(written)) {
      const spoken = tilde(text.charAt(start - 1), text.charAt(end));
      if (spoken !== undefined) readings.push({ start, end, spoken, rule: spoken === 'ー' ? 'mark' : 'range' });
      continue;
    }
    const spoken = signName(written);
    if (spoken !== undefined) readings.push({ start, end, spoken, rule: 'sign' });
    else if (letterName(written.slice(0, 1)) !== undefined) {
      readings.push({ start, end, spoken: spelled(written), rule: 'letters' });
    }
  }
  return readings;
}

/** After kana it is a long vowel, between two names から (東京〜大阪); elsewhere it decorates and stays silent. */
function tilde(before: string, after: string): string | undefined {
  if (/[\p{Script=Han}ァ-ヶー]/u.test(before) && /[\p{Script=Han}ァ-ヶ]/u.test(after)) return 'から';
  return /[ぁ-ゖァ-ヶー]/u.test(before) ? 'ー' : undefined;
}
