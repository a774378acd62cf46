import type { EngineModel } from '@lector/engines';
import { inTurns } from '@lector/process-kit';
import { createFrontend, type Dictionaries, type Frontend, READABLE_LANGUAGES } from '@lector/text';
import type { TextFrontend } from './deps.js';

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
  return {
    languages,
    async plan({ text, format }, asked) {
      const options = { ...asked, format, limit: model.limit, available: languages };
      return await inTurns((await load()).planInSteps(text, options));
    },
  };
}
