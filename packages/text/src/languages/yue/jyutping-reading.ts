import { syllableIpa } from './syllable.js';

const MAX = 100;

/** IPA of a reading in jyutping (`hoeng1 gong2`, `hoeng1gong2`), tones as written; undefined when it is none. */
export function jyutpingReading(reading: string): string | undefined {
  return syllables(reading)?.join('');
}

/** How many syllables, and so characters, a reading in jyutping is for; 0 when it is none. */
export function countJyutping(reading: string): number {
  return syllables(reading)?.length ?? 0;
}

function syllables(reading: string): readonly string[] | undefined {
  const written = reading.toLowerCase().trim();
  if (written.length > MAX || !/^(?:[a-z]{1,6}[1-6][\s'-]*)+$/u.test(written)) return undefined;
  const ipa = (written.match(/[a-z]+[1-6]/gu) ?? []).map(syllableIpa);
  return ipa.every((syllable) => syllable !== undefined) ? ipa : undefined;
}
