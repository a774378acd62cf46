import { LectorError, type Language, type TextFormat } from '@lector/contract';
import { codePointOffsets } from './code-points.js';
import { createForeignCount } from './detect/foreign-letters.js';
import { withPins, type PinFinder } from './pins/with-pins.js';
import { detectReading, type ReadParagraph } from './reading/detect-reading.js';
import { PLAIN_STYLE, type Reading } from './reading/reading.js';
import { readSubmitted } from './reading/read-submitted.js';
import { runToEnd, STEP, type Steps } from './steps.js';

/** A language of a text and the code point where it first appears. */
export interface LanguageFound {
  readonly language: Language;
  readonly offset: number;
}

export interface LanguageSurvey {
  /** In order of appearance. */
  readonly languages: readonly LanguageFound[];
  /** The first letter of a script that no language of Lector is written in, where most of the text is in such. */
  readonly unreadable: { readonly script: string; readonly offset: number } | undefined;
  /** Who speaks, in order of appearance, and what; without a `voice`: whoever the request names. */
  readonly voices: readonly VoiceFound[];
  /** The slowest and fastest factor on the request's speed. */
  readonly rates: { readonly min: RateFound; readonly max: RateFound };
}

export interface VoiceFound {
  readonly voice: string | undefined;
  /** Where it is first named. */
  readonly offset: number;
  readonly languages: readonly LanguageFound[];
}

export interface RateFound {
  readonly rate: number;
  readonly offset: number;
}

/**
 * Which languages a text holds, by the rules planning uses but without dictionaries. Linear.
 * @throws LectorError `invalid_ssml`, `empty_text` (SSML without text), `invalid_markup`
 */
export function surveyLanguages(
  text: string,
  language: 'auto' | Language = 'auto',
  format: TextFormat = 'plain',
): LanguageSurvey {
  return runToEnd(surveyInSteps(text, language, format));
}

/**
 * The same in steps of a few milliseconds at most, whatever the text: a server answers others between them. Any number
 * of surveys may be under way at once.
 */
export function* surveyInSteps(
  text: string,
  language: 'auto' | Language = 'auto',
  format: TextFormat = 'plain',
  findPins?: PinFinder,
): Steps<LanguageSurvey> {
  const reading = yield* withPins(yield* readSubmitted(text, format), findPins);
  const surveyor = createSurveyor(reading);
  for (const detected of detectReading(reading, language)) {
    if (detected !== undefined) yield* surveyor.add(detected);
    yield;
  }
  return yield* surveyor.survey();
}

/** Collects a survey from paragraphs given in order. */
export function createSurveyor({ source, text, map, styles }: Reading): {
  add(detected: ReadParagraph): Steps<void>;
  survey(): Steps<LanguageSurvey>;
} {
  const offsetOf = codePointOffsets(source);
  const found = new Map<Language, number>();
  const styleOffsetOf = codePointOffsets(source);
  const byVoice = new Map<string | undefined, { readonly offset: number; readonly languages: Map<Language, number> }>();
  const foreign = createForeignCount(text);
  let seen = 0;
  let styleAt = 0;

  function note(language: Language, at: number): void {
    if (!found.has(language)) found.set(language, offsetOf(map.start(at)));
    const { style, source: named } = styles[styleAt] ?? { style: PLAIN_STYLE, source: 0 };
    const own = byVoice.get(style.voice) ?? { offset: styleOffsetOf(named), languages: new Map<Language, number>() };
    byVoice.set(style.voice, own);
    if (!own.languages.has(language)) own.languages.set(language, offsetOf(map.start(at)));
  }

  return {
    *add({ sentences }) {
      for (const { spans } of sentences) {
        for (const span of spans) {
          seen += 1;
          if (seen % STEP === 0) yield;
          foreign.add(span);
          const { language, start, end } = span;
          while ((styles[styleAt + 1]?.at ?? Infinity) <= start) styleAt += 1;
          note(language, start);
          // A span may be cut between several voices.
          while ((styles[styleAt + 1]?.at ?? Infinity) < end) {
            styleAt += 1;
            note(language, Math.max(start, styles[styleAt]?.at ?? start));
          }
        }
      }
    },
    *survey() {
      const unreadable = yield* foreign.mostly();
      const list = (languages: ReadonlyMap<Language, number>): readonly LanguageFound[] =>
        [...languages].map(([language, offset]) => ({ language, offset }));
      return {
        languages: list(found),
        unreadable: unreadable && { script: unreadable.script, offset: offsetOf(map.start(unreadable.at)) },
        voices: [...byVoice].map(([voice, { offset, languages }]) => ({ voice, offset, languages: list(languages) })),
        rates: ratesOf(),
      };
    },
  };

  function ratesOf(): LanguageSurvey['rates'] {
    const asked = styles.map((one) => ({ rate: one.style.rate, source: one.source }));
    const first = asked[0] ?? { rate: 1, source: 0 };
    const min = asked.reduce((least, one) => (one.rate < least.rate ? one : least), first);
    const max = asked.reduce((most, one) => (one.rate > most.rate ? one : most), first);
    const place = ({ rate, source: at }: typeof first): RateFound => ({ rate, offset: codePointOffsets(source)(at) });
    return { min: place(min), max: place(max) };
  }
}

/**
 * Refuses a text with a language outside `available`.
 * @throws LectorError `language_unavailable`, one detail per language with its first code point
 */
export function checkLanguages(
  survey: Pick<LanguageSurvey, 'languages' | 'unreadable'>,
  available: readonly Language[],
): void {
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
