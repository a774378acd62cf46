import type { Dictionaries } from '@lector/text';
import { loadEnglish } from './english.js';
import { loadJapanese } from './japanese.js';

export { createLexiconPins, type LexiconPinsDeps, type NamedContent } from './lexicon-pins.js';

let loading: Promise<Dictionaries> | undefined;

/**
 * The dictionaries of the text frontend, loaded once per process: they hold hundreds of megabytes. A failed load is not
 * kept, so the next caller tries again.
 * @throws LectorError `internal`
 */
export function loadDictionaries(): Promise<Dictionaries> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Dictionaries> {
  const [english, japanese] = await Promise.all([loadEnglish(), loadJapanese()]);
  return { english, japanese };
}
