import type { WrittenAround } from '../room.js';

const APOSTROPHE = `['’ʼ＇]`;
/** Nothing of the word goes on: letters of other scripts are none of it (`Qin's歌`). */
const WORD_ENDS = String.raw`(?![\p{Script=Latin}\p{N}\p{M}])`;

/** What English writes to a word without making another of it: the possessive, in any apostrophe, and the plural of capitals (`CEOs`). */
export const ENGLISH_ENDINGS = new RegExp(String.raw`${APOSTROPHE}[sS]${WORD_ENDS}|(?<=\p{Lu}{2})s${WORD_ENDS}`, 'uy');

const ENDING = new RegExp(`^(?:${APOSTROPHE}([sS]?)|(s))$`, 'u');
const SIBILANT = /[szʃʒʂʐɕʑ][\u0300-\u036fʰː]*$/u;
const VOICELESS = /[ptkfθʔxçɸ][\u0300-\u036fʰʲ]*$/u;

/**
 * A word said as `ipa` with its possessive or plural, by the sound it ends in; tones, whisper and length count for nothing.
 * Undefined where what is written around it is neither.
 */
export function joinPossessive(ipa: string, { before, after }: WrittenAround): string | undefined {
  const ending = ENDING.exec(after);
  if (before !== '' || ending === null) return undefined;
  // The apostrophe of a plural, or of a quotation.
  if ((ending[1] ?? ending[2]) === '') return ipa;
  const last = ipa.replace(/[˥˦˧˨˩]+$/u, '');
  return ipa + (SIBILANT.test(last) ? 'ᵻz' : VOICELESS.test(last) ? 's' : 'z');
}
