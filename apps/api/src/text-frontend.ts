import type { EngineModel } from '@lector/engines';
import { inTurns } from '@lector/process-kit';
import type { SubmittedText } from '@lector/contract';
import {
  createFrontend,
  type Dictionaries,
  type Frontend,
  listCandidates,
  type PlanOptions,
  READABLE_LANGUAGES,
} from '@lector/text';
import type { ReadWith, TextFrontend } from './deps.js';

/**
 * Planning for the API: languages with a room and a voice, dictionaries loaded at the first plan and kept (hundreds of
 * megabytes that an API which never explains anything does without).
 */
export function textFrontend(model: EngineModel, loadDictionaries: () => Promise<Dictionaries>): TextFrontend {
  const spoken = new Set(model.voices.flatMap((voice) => voice.languages.map(({ language }) => language)));
  const languages = READABLE_LANGUAGES.filter((language) => spoken.has(language));
  let frontend: Promise<Frontend> | null = null;
  const load = (): Promise<Frontend> => {
    frontend ??= loadDictionaries().then(createFrontend, (error: unknown) => {
      // A load that failed is tried again by the next call.
      frontend = null;
      throw error;
    });
    return frontend;
  };
  const optionsOf = ({ format }: SubmittedText, { language, emoji = 'drop', findPins }: ReadWith): PlanOptions => {
    const pins = findPins === undefined ? {} : { findPins };
    return { language, emoji, format, limit: model.limit, available: languages, ...pins };
  };
  return {
    languages,
    async plan(submitted, read) {
      return await inTurns((await load()).planInSteps(submitted.text, optionsOf(submitted, read)));
    },
    async candidates(submitted, read) {
      return await inTurns(listCandidates(await load(), submitted.text, optionsOf(submitted, read)));
    },
  };
}
