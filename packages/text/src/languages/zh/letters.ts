import { parseSyllable, type Syllable } from './syllable.js';

/**
 * Latin letters by the names Mandarin speakers give them, in pinyin. Words of other languages are spans of their own and
 * do not come here; what comes are letters of formulae, codes and units (H二O, v二点零). After Jia Baoshu, Yuyan Jiaoxue yu
 * Yanjiu (2000), on the pronunciation of letter words.
 */
const NAMES: ReadonlyMap<string, readonly Syllable[]> = new Map(
  (
    'A ei1|B bi4|C sei1|D di4|E yi4|F ai2 fu0|G ji4|H ei2 chi0|I ai4|J zhei4|K kei4|L ai2 lou0|M ai2 mu0|N en1|O ou1|P pi4|Q kiu4|' +
    'R a4 er0|S ai2 si0|T ti4|U you4|V wei1|W da2 bu0 liu0|X ai2 ke0 si0|Y wai4|Z zei4'
  )
    .split('|')
    .map((entry) => {
      const [letter = '', ...name] = entry.split(' ');
      return [letter, name.flatMap((reading) => parseSyllable(reading) ?? [])] as const;
    }),
);

/** Whether the room has a name for it. */
export function isLetter(character: string): boolean {
  return nameOf(character) !== undefined;
}

/** Syllables of a letter's name; an accent is not said (é as E). */
export function nameOf(character: string): readonly Syllable[] | undefined {
  return NAMES.get(character.normalize('NFD').charAt(0).toUpperCase());
}
