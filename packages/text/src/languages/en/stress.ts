import { isVowel, type Phone } from './arpabet.js';

/**
 * Stress for words read by spelling whose letters gave them none: endings decide where they fix it (-tion and -ic stress the
 * syllable before), else the Latin rule that English follows for strange words: the last but one syllable if it is heavy,
 * else the one before.
 */

/** Endings and how many syllables from the end the stress falls, the last syllable being 1. */
const FIXED: readonly (readonly [RegExp, number])[] = [
  [/(?:tion|sion|cian|cious|tious|cial|tial|cient|tient)s?$/, 2],
  [/(?:ical|icals|ically|ity|ities|ogy|ogies|aphy|omy|etry|ular)$/, 3],
  [/(?:ian|ious|eous|ial|ient|ium|ius|uous|ual)s?$/, 3],
  [/ics?$/, 2],
  [/(?:eer|ee|ette|esque|ique|aire)s?$/, 1],
  [/(?:ate|ize|ise|ify|ude)s?$/, 3],
  // Names and loans ending in a vowel letter are stressed like Italian or Japanese ones.
  [/[aio]$/, 2],
];

const SHORT = new Set(['AE', 'EH', 'AA', 'AH', 'IH', 'UH']);

function isHeavy(phones: readonly Phone[], vowelAt: number): boolean {
  const closed = phones.slice(vowelAt + 1, vowelAt + 3).filter((part) => !isVowel(part)).length === 2;
  return closed || !SHORT.has(phones[vowelAt]?.symbol ?? '');
}

function stressedVowel(phones: readonly Phone[], vowels: readonly number[], word: string): number {
  const count = vowels.length;
  const fixed = FIXED.find(([ending]) => ending.test(word));
  if (fixed !== undefined) return Math.max(0, count - fixed[1]);
  if (count <= 2) return 0;
  return isHeavy(phones, vowels[count - 2] ?? 0) ? count - 2 : count - 3;
}

/** Exactly one primary stress: the first where there are several, one by rule where there is none. */
export function withOneStress(phones: readonly Phone[], word: string): readonly Phone[] {
  const vowels = phones.flatMap((part, at) => (isVowel(part) ? [at] : []));
  const given = vowels.find((at) => phones[at]?.stress === 1);
  const primary = given ?? vowels[stressedVowel(phones, vowels, word)];
  return phones.map((part, at) => {
    if (!isVowel(part)) return part;
    if (at === primary) return { ...part, stress: 1 };
    return part.stress === 1 ? { ...part, stress: 2 } : part;
  });
}
