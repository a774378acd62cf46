import { LectorError, type Language } from '@lector/contract';
import { codePointOffsets } from './code-points.js';
import { detectText } from './detect/detect-text.js';
import type { DetectedSpan } from './detect/spans.js';

/** A language of a text and the code point where it first appears. */
export interface LanguageFound {
  readonly language: Language;
  readonly offset: number;
}

export interface LanguageSurvey {
  /** In order of appearance. */
  readonly languages: readonly LanguageFound[];
  /** The first letter of a script that no language of Lector is written in. */
  readonly unreadable: { readonly script: string; readonly offset: number } | undefined;
}

/** Which languages a text holds, by the rules planning uses but without dictionaries. Linear. */
export function surveyLanguages(text: string, language: 'auto' | Language = 'auto'): LanguageSurvey {
  const surveyor = createSurveyor(text);
  for (const { sentences } of detectText(text, language)) for (const { spans } of sentences) surveyor.add(spans);
  return surveyor.survey();
}

/** Collects a survey from spans given in order. */
export function createSurveyor(text: string): { add(spans: readonly DetectedSpan[]): void; survey(): LanguageSurvey } {
  const offsetOf = codePointOffsets(text);
  const found = new Map<Language, number>();
  let unreadable: LanguageSurvey['unreadable'];
  return {
    add(spans) {
      for (const { language, rule, start } of spans) {
        if (language === 'unknown') unreadable ??= { script: rule.replace('script:', ''), offset: offsetOf(start) };
        else if (!found.has(language)) found.set(language, offsetOf(start));
      }
    },
    survey: () => ({ languages: [...found].map(([language, offset]) => ({ language, offset })), unreadable }),
  };
}

/**
 * Refuses a text with a language outside `available`.
 * @throws LectorError `language_unavailable`, one detail per language with its first code point
 */
export function checkLanguages(survey: LanguageSurvey, available: readonly Language[]): void {
  const missing = survey.languages
    .filter(({ language }) => !available.includes(language))
    .map(({ language, offset }) => `${language} at code point ${offset}`);
  if (survey.unreadable !== undefined) {
    missing.push(`letters of the script ${survey.unreadable.script} at code point ${survey.unreadable.offset}`);
  }
  if (missing.length === 0) return;
  const facts = `${missing.join(', ')}; available: ${available.join(', ')}`;
  throw new LectorError('language_unavailable', `the text needs a language that cannot be spoken [${facts}]`, {
    errors: missing.map((detail) => ({ pointer: '/text', detail: `${detail}; available: ${available.join(', ')}` })),
  });
}
