import { LectorError } from '@lector/contract';
import { loadEnglish } from '../../dictionaries/src/english.js';
import { loadJapanese } from '../../dictionaries/src/japanese.js';
import type { Dictionaries } from './languages/room.js';
import { createFrontend, type Frontend } from './plan.js';
import type { SegmentLimit } from './plan-types.js';

/** What tests of planning share. */

/** Room for any ordinary sentence; sizes are characters of IPA. */
export const LIMIT: SegmentLimit = { maxSize: 400, targetSize: 200, size: ({ ipa }) => ipa.length };

/** The real dictionaries, as every program plans with them. Read once per process, whoever asks. */
export async function realDictionaries(): Promise<Dictionaries> {
  return { english: await loadEnglish(), japanese: await loadJapanese() };
}

export async function realFrontend(): Promise<Frontend> {
  return createFrontend(await realDictionaries());
}

/** What a call is refused with; anything else it throws is thrown on. */
export function refusal(run: () => unknown): LectorError | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof LectorError) return error;
    throw error;
  }
  return undefined;
}
