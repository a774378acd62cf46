import type { Language } from '@lector/contract';
import type { Script } from './scripts.js';

/**
 * What the languages are written in. These tables, and `han.ts` and `language-names.ts`, which tell the languages of Han characters apart, are
 * the only code outside the rooms that names a language; a language more is a row more here.
 */
export interface OwnScript {
  readonly language: Language;
  /** The kind of run its scripts make; also the rule that a span of it shows. */
  readonly run: 'latin' | 'kana' | 'hangul';
  readonly scripts: readonly Script[];
  /** How many characters weigh as much as one Han character: a Latin word has about five where Han has two. */
  readonly perHan: number;
}

/**
 * Scripts that decide the language by themselves. The first row also takes text without any letters (a lone number) when
 * nothing else speaks for another language.
 */
export const OWN_SCRIPTS: readonly [OwnScript, ...OwnScript[]] = [
  { language: 'en', run: 'latin', scripts: ['latin'], perHan: 2.5 },
  { language: 'ja', run: 'kana', scripts: ['hiragana', 'katakana'], perHan: 1 },
  { language: 'ko', run: 'hangul', scripts: ['hangul'], perHan: 1 },
];

/** The rule of a span that holds letters of a script no language of Lector is written in, by its Unicode name. */
export const foreignRule = (script: string): string => `${FOREIGN_RULE}${script}`;
const FOREIGN_RULE = 'script:';

/** The first such script of a rule of detection. */
export const foreignScriptOf = (rule: string): string | undefined =>
  rule
    .split('; ')
    .find((one) => one.startsWith(FOREIGN_RULE))
    ?.slice(FOREIGN_RULE.length);

/** Languages written in Han characters, of which one is taken when the characters do not decide. */
const HAN_LANGUAGES = ['zh', 'ja', 'yue', 'ko'] as const satisfies readonly Language[];
export type HanLanguage = (typeof HAN_LANGUAGES)[number];

export function isHanLanguage(language: Language): language is HanLanguage {
  return HAN_LANGUAGES.some((one) => one === language);
}

/**
 * Languages that say Latin initials which touch their words themselves, by their own names of the letters (AI가 에이아이가, CEOの
 * シーイーオーの). The others say the English names.
 */
export const SPELLS_INITIALS: ReadonlySet<Language> = new Set<Language>(['ja', 'ko']);

/**
 * Languages whose sentences say a short number beside Latin initials themselves (T3航站楼, 5G手机); elsewhere it is read
 * with the letters.
 */
export const NUMBERS_INITIALS: ReadonlySet<Language> = new Set(['zh', 'yue']);
