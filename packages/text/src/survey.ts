import { LectorError, type Language } from '@lector/contract';
import { codePointOffsets } from './code-points.js';
import { detectText, type DetectedParagraph } from './detect/detect-text.js';
import { withoutTags } from './markup.js';
import { runToEnd, STEP, type Steps } from './steps.js';

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
  return runToEnd(surveyInSteps(text, language));
}

/**
 * The same in steps of a few milliseconds at most, whatever the text: a server answers others between them. Any number
 * of surveys may be under way at once.
 */
export function* surveyInSteps(text: string, language: 'auto' | Language = 'auto'): Steps<LanguageSurvey> {
  const surveyor = createSurveyor(text);
  for (const detected of detectText(yield* withoutTags(text), language)) {
    if (detected !== undefined) yield* surveyor.add(detected);
    yield;
  }
  return surveyor.survey();
}

/** Collects a survey from paragraphs given in order. */
export function createSurveyor(text: string): {
  add(detected: DetectedParagraph): Steps<void>;
  survey(): LanguageSurvey;
} {
  const offsetOf = codePointOffsets(text);
  const found = new Map<Language, number>();
  let unreadable: LanguageSurvey['unreadable'];
  let seen = 0;
  return {
    *add({ sentences }) {
      for (const { spans } of sentences) {
        for (const { language, rule, start } of spans) {
          seen += 1;
          if (seen % STEP === 0) yield;
          if (language === 'unknown') unreadable ??= { script: rule.replace('script:', ''), offset: offsetOf(start) };
          else if (!found.has(language)) found.set(language, offsetOf(start));
        }
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
