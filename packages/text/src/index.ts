export type * from './plan-types.js';
export type { Dictionaries, IpaWord, LanguageRoom, Morpheme, SpokenIpa, SpokenToken } from './languages/room.js';
export { createFrontend, type Frontend, type PlanOptions } from './plan.js';
export { surveyInSteps, surveyLanguages, checkLanguages, type LanguageFound, type LanguageSurvey } from './survey.js';
export { checkText, countCodePoints } from './text-limits.js';
export { READABLE_LANGUAGES } from './languages/registry.js';
