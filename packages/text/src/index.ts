export type * from './plan-types.js';
export type { Dictionaries, IpaWord, LanguageRoom, Morpheme, SpokenIpa, SpokenToken } from './languages/room.js';
export { createFrontend, type Frontend, type PlanOptions } from './plan.js';
export {
  surveyInSteps,
  surveyLanguages,
  checkLanguages,
  type LanguageFound,
  type LanguageSurvey,
  type VoiceFound,
} from './survey.js';
export { checkText, countCodePoints } from './text-limits.js';
export { READABLE_LANGUAGES } from './languages/registry.js';
export type { FoundPin, PinFinder } from './pins/with-pins.js';
export { PIN_MAX, type PinReading } from './pins/pin.js';
export { READING_SYSTEMS, type ReadingNotation, type ReadingSystem } from './languages/reading-systems.js';
export { readIpa } from './pins/ipa.js';
export { compileLexicons, type NamedLexicon } from './lexicon/compile-lexicons.js';
export { checkLexicon, checkLexiconInSteps } from './lexicon/check-lexicon.js';
export { readPls, readPlsInSteps } from './lexicon/pls/read-pls.js';
export { writePlsInSteps } from './lexicon/pls/write-pls.js';
export { CANDIDATES_MAX, listCandidates, type Candidate } from './lexicon/list-candidates.js';
