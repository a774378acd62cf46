import type { WrittenAround } from '../room.js';

/** The ending of Qin's, in any apostrophe, and nothing behind it in the word. */
export const POSSESSIVE = /['’ʼ＇][sS](?![\p{L}\p{N}\p{M}])/uy;

const ENDING = /^['’ʼ＇]([sS]?)$/u;
const SIBILANT = /[szʃʒ][\u0300-\u036fʰː]*$/u;
const VOICELESS = /[ptkfθʔxç][\u0300-\u036fʰʲ]*$/u;

/** A word said as `ipa` with its possessive, by the sound it ends in. */
export function joinPossessive(ipa: string, { before, after }: WrittenAround): string | undefined {
  const ending = ENDING.exec(after);
  if (before !== '' || ending === null) return undefined;
  // The apostrophe of a plural, or of a quotation.
  if (ending[1] === '') return ipa;
  return ipa + (SIBILANT.test(ipa) ? 'ᵻz' : VOICELESS.test(ipa) ? 's' : 'z');
}
