import type { Word } from './words.js';
import type { Syllable } from './syllable.js';

/**
 * Third-tone sandhi: before another third tone, a third tone is said as the second (你好 ní hǎo). Speech groups such a
 * chain into feet of two or three syllables along word boundaries, and the last of each foot keeps its tone.
 */
const FOOT_MAX = 3;

export function thirdTones(words: readonly Word[]): readonly Word[] {
  const result: Word[] = [];
  let foot: Word[] = [];
  const close = (): void => {
    result.push(...withSandhi(foot));
    foot = [];
  };
  for (const word of words) {
    const last = foot.at(-1)?.syllables.at(-1);
    const length = foot.reduce((sum, { syllables }) => sum + syllables.length, 0);
    const chained = last?.tone === 3 && word.syllables[0]?.tone === 3 && length + word.syllables.length <= FOOT_MAX;
    if (foot.length > 0 && !chained) close();
    foot.push(word);
  }
  close();
  return result;
}

function withSandhi(foot: readonly Word[]): readonly Word[] {
  const flat = foot.flatMap(({ syllables }) => syllables);
  // 小老虎, 很理想: one before a word of two keeps its low tone.
  const kept = flat.length === 3 && foot.length === 2 && foot[0]?.syllables.length === 1 && flat[2]?.tone === 3;
  const changed: Syllable[] = flat.map((syllable, index) =>
    syllable.tone === 3 && flat[index + 1]?.tone === 3 && !(kept && index === 0) ? { ...syllable, tone: 2 } : syllable,
  );
  let at = 0;
  return foot.map((word) => {
    const syllables = changed.slice(at, at + word.syllables.length);
    at += word.syllables.length;
    return { ...word, syllables };
  });
}
