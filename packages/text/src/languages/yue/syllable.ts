/**
 * One jyutping syllable in broad IPA, after Zee, Chinese (Hong Kong Cantonese), JIPA 21 (1991), and Bauer & Benedict,
 * Modern Cantonese Phonology (1997): short a is ɐ, short e and o before a velar ɪ and ʊ, eo ɵ; stops at the end are
 * unreleased, which broad IPA leaves unmarked. Length is not marked: the vowel's quality tells it. Tones are Chao letters
 * after the whole syllable, entering tones 7, 8, 9 being 1, 3, 6.
 */

const INITIALS: Readonly<Record<string, string>> = {
  b: 'p',
  p: 'pʰ',
  m: 'm',
  f: 'f',
  d: 't',
  t: 'tʰ',
  n: 'n',
  l: 'l',
  g: 'k',
  k: 'kʰ',
  ng: 'ŋ',
  h: 'h',
  gw: 'kw',
  kw: 'kʰw',
  w: 'w',
  z: 'ts',
  c: 'tsʰ',
  s: 's',
  j: 'j',
};

/** Vowel letters of jyutping; what stands behind them is coda or glide. */
const VOWELS: Readonly<Record<string, string>> = {
  aa: 'a',
  a: 'ɐ',
  e: 'ɛ',
  i: 'i',
  o: 'ɔ',
  u: 'u',
  oe: 'œ',
  eo: 'ɵ',
  yu: 'y',
};

/** Finals whose vowel is not that of the letter. */
const SPECIAL: Readonly<Record<string, string>> = {
  ei: 'ei',
  ou: 'ou',
  ing: 'ɪŋ',
  ik: 'ɪk',
  ung: 'ʊŋ',
  uk: 'ʊk',
  eoi: 'ɵy',
  // A light final a is short in length alone: 㗎 in fast speech.
  a: 'a',
};

export const TONES = ['˥', '˧˥', '˧', '˨˩', '˩˧', '˨'] as const;

const SYLLABLE = /^(?:(ng|gw|kw|[bpmfdtnlgkhwzcsj])?(aa|oe|eo|yu|[aeiou])(ng|[iumnptk])?|(h?)(ng|m))([1-6])$/u;

/** `hoeng1` hœŋ˥; undefined when it is not jyutping. */
export function syllableIpa(jyutping: string): string | undefined {
  const found = SYLLABLE.exec(jyutping);
  if (found === null) return undefined;
  const [, initial = '', vowel, coda = '', breath = '', nasal, tone] = found;
  const contour = TONES[Number(tone) - 1] ?? '';
  if (vowel === undefined) return `${breath}${nasal === 'm' ? 'm̩' : 'ŋ̩'}${contour}`;
  return (INITIALS[initial] ?? '') + finalIpa(vowel, coda) + contour;
}

function finalIpa(vowel: string, coda: string): string {
  const special = SPECIAL[vowel + coda];
  if (special !== undefined) return special;
  return (VOWELS[vowel] ?? '') + (coda === 'ng' ? 'ŋ' : coda);
}
