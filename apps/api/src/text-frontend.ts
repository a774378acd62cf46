import type { EngineModel } from '@lector/engines';
import { inTurns } from '@lector/process-kit';
import type { Language, SubmittedText } from '@lector/contract';
import {
  createFrontend,
  type Dictionaries,
  type Frontend,
  listCandidates,
  type PlanOptions,
  READABLE_LANGUAGES,
} from '@lector/text';
import type { ReadWith, TextFrontend } from './deps.js';
import type { ServedPack } from './served-packs.js';

/** Languages with a room that a voice of the model speaks. */
export function languagesOf(model: EngineModel): readonly Language[] {
  const spoken = new Set(model.voices.flatMap((voice) => voice.languages.map(({ language }) => language)));
  return READABLE_LANGUAGES.filter((language) => spoken.has(language));
}

/**
 * Planning for the API, in the languages of a pack and in segments of its size. Dictionaries are loaded at the first plan and kept
 * (hundreds of megabytes that an API which never explains anything does without).
 */
export function textFrontend(loadDictionaries: () => Promise<Dictionaries>): TextFrontend {
  let frontend: Promise<Frontend> | null = null;
  const load = (): Promise<Frontend> => {
    frontend ??= loadDictionaries().then(createFrontend, (error: unknown) => {
      // A load that failed is tried again by the next call.
      frontend = null;
      throw error;
    });
    return frontend;
  };
  const optionsOf = (
    { model, languages }: ServedPack,
    { format }: SubmittedText,
    { language, emoji = 'drop', findPins }: ReadWith,
  ): PlanOptions => {
    const pins = findPins === undefined ? {} : { findPins };
    return { language, emoji, format, limit: model.limit, available: languages, ...pins };
  };
  return {
    async plan(pack, submitted, read) {
      return await inTurns((await load()).planInSteps(submitted.text, optionsOf(pack, submitted, read)));
    },
    async candidates(pack, submitted, read) {
      return await inTurns(listCandidates(await load(), submitted.text, optionsOf(pack, submitted, read)));
    },
  };
}
