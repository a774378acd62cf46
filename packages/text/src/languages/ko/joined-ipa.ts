import type { WrittenAround } from '../room.js';
import { toIpa } from './pronounce/to-ipa.js';

/**
 * Codas of a word given in IPA, by a syllable that ends in the same: what follows is read behind that syllable, so that it links and
 * hardens as it does behind any word (박이 paɡi, 박과 pak̚k͈wa). ㅅ stands for t̚: nouns that end so are mostly written with it.
 */
const CODAS: readonly (readonly [coda: RegExp, syllable: string])[] = [
  [/k̚?$/u, '악'],
  [/t̚?$/u, '앗'],
  [/p̚?$/u, '압'],
  [/n$/u, '안'],
  [/m$/u, '암'],
  [/ŋ$/u, '앙'],
  [/l$/u, '알'],
  [/[aeiouɛʌɯ]$/u, '아'],
];

/** A word said as `ipa` with the particles behind it. */
export function joinParticles(ipa: string, { before, after }: WrittenAround): string | undefined {
  const written = after.normalize('NFC');
  if (before !== '' || !/^[가-힣]+$/u.test(written)) return undefined;
  for (const [coda, syllable] of CODAS) {
    if (!coda.test(ipa)) continue;
    const joined = toIpa(syllable + written).ipa;
    // The vowel of the word itself stands in place of that of the syllable.
    const sounds = joined.startsWith('a') ? joined.slice(1) : undefined;
    return sounds === undefined ? undefined : (syllable === '아' ? ipa : ipa.replace(coda, '')) + sounds;
  }
  return undefined;
}
