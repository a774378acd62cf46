import type { Language } from '@lector/contract';

/**
 * IPA as people write it -> Lector's broad IPA. Brackets, syllable dots and ties go, an ASCII apostrophe or colon is the sign it
 * stands for, and a stress mark moves from the head of its syllable to the vowel, where the rooms have it.
 */
export function readIpa(written: string): string | undefined {
  const letters = written
    .normalize('NFD')
    .replaceAll('c\u0327', 'ç')
    .trim()
    .replace(/^[/[](.*)[/\]]$/su, '$1')
    .replaceAll(/[.‿|‖()\u2060]|\u200d|\u0361|\u035c/gu, '')
    .replaceAll(/['’]/gu, 'ˈ')
    .replaceAll(/:/gu, 'ː')
    .replaceAll('g', 'ɡ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (!ONLY_IPA.test(letters) || NO_SPEECH.test(letters) || !SOUND.test(letters)) return undefined;
  return letters.replaceAll(STRESS, '$2$1');
}

/** Base letters of the chart, its modifiers, marks and tone letters. */
const ONLY_IPA = /^(?:[a-zæçðøħŋœɐ-ʯβθχʰ-˿ᵻᵊᵝⱱꭧ ]|[\u0300-\u036f])+$/u;
/** Withdrawn from the chart, clicks, and letters for disordered speech: no model has heard them. */
const NO_SPEECH = /[ɩɷɼʆʇʓʖʗʘʚʞʠʩ-ʯ]/u;
const SOUND = /[a-zæçðøħŋœɐ-ʯβθχ]/u;
const STRESS = /([ˈˌ])([^ aeiouyæøœɐɑɒɔəɘɛɜɞɤɨɪɯɵɶʉʊʌʏᵻɚɝˈˌ]+)(?=[aeiouyæøœɐɑɒɔəɘɛɜɞɤɨɪɯɵɶʉʊʌʏᵻɚɝ])/gu;

/** Whether a written reading can only be IPA: a path such as `/about/` has none of its letters. */
export function looksLikeIpa(written: string): boolean {
  return /[^\s!-~]/u.test(written) || /^['’]/u.test(written.trim());
}

/**
 * Contours of tone letters that rooms and engines know, by language: others could not be sung by a model that has learned these. In
 * a language without an entry tone letters mean nothing.
 */
const CONTOURS: Partial<Record<Language, ReadonlySet<string>>> = {
  zh: new Set(['˥', '˥˥', '˧˥', '˨˩˦', '˧˩˧', '˨˩', '˥˩', '˥˧']),
  yue: new Set(['˥', '˥˥', '˥˧', '˧˥', '˨˥', '˧', '˧˧', '˨˩', '˩˩', '˩˧', '˨˧', '˨', '˨˨']),
};

/** What is wrong with the tones of IPA in a language; undefined when nothing is. */
export function checkTones(ipa: string, language: Language): string | undefined {
  const contours = CONTOURS[language];
  for (const [contour] of ipa.matchAll(/[˥˦˧˨˩]+/gu)) {
    if (contours === undefined) return `${language} has no tones, and here is ${contour}`;
    if (!contours.has(contour)) return `the tone ${contour} is none of ${language} (${[...contours].join(' ')})`;
  }
  return undefined;
}
