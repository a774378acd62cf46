import { phonesToIpa } from './allophones.js';
import { parsePhones, type Phone } from './arpabet.js';
import { pluralPhones } from './morphology.js';

/** Names of the letters in ARPABET. */
const NAMES: Readonly<Record<string, string>> = {
  a: 'EY1',
  b: 'B IY1',
  c: 'S IY1',
  d: 'D IY1',
  e: 'IY1',
  f: 'EH1 F',
  g: 'JH IY1',
  h: 'EY1 CH',
  i: 'AY1',
  j: 'JH EY1',
  k: 'K EY1',
  l: 'EH1 L',
  m: 'EH1 M',
  n: 'EH1 N',
  o: 'OW1',
  p: 'P IY1',
  q: 'K Y UW1',
  r: 'AA1 R',
  s: 'EH1 S',
  t: 'T IY1',
  u: 'Y UW1',
  v: 'V IY1',
  w: 'D AH1 B AH0 L Y UW0',
  x: 'EH1 K S',
  y: 'W AY1',
  z: 'Z IY1',
};

/** The name of each letter of a word key (`wordKey`); other characters are passed over. */
function letterPhones(letters: string): readonly (readonly Phone[])[] {
  return [...letters.toLowerCase()]
    .map((letter) => NAMES[letter])
    .filter((name) => name !== undefined)
    .map(parsePhones);
}

/**
 * IPA of letters read by name, as one phrase: the last letter bears the stress, the others a secondary one (U-S-A).
 * `ending`: a plural or possessive s is hung on the last letter (`CPUs`).
 */
export function lettersIpa(letters: string, ending: boolean): string {
  const names = letterPhones(letters).map((name) => phonesToIpa(name, ''));
  const last = letterPhones(letters.slice(-1))[0] ?? [];
  const final = ending ? phonesToIpa(pluralPhones(last), "e's") : (names[names.length - 1] ?? '');
  // Each name is stressed on its only full vowel, so demoting is a change of mark.
  return (
    names
      .slice(0, -1)
      .map((name) => name.replaceAll('ˈ', 'ˌ'))
      .join('') + final
  );
}

/** True where a dictionary entry only spells the word out (`http` as H-T-T-P). */
export function isSpelledOut(word: string, arpabet: string): boolean {
  const bare = (text: string): string => text.replace(/\d/g, '');
  return bare(arpabet) === bare([...word].map((letter) => NAMES[letter] ?? '?').join(' '));
}
