import type { Dictionaries } from '../room.js';
import { phonesToIpa } from './allophones.js';
import { parsePhones, type Phone } from './arpabet.js';
import { correction } from './corrections.js';
import { functionWordIpa, type Follower } from './function-words.js';
import { americanSpellings } from './british.js';
import { heteronym } from './heteronyms.js';
import { spelledPhones } from './letter-to-sound.js';
import { lettersIpa } from './letters.js';
import { composedName, composedPhones, pluralPhones } from './morphology.js';
import { romanisedPhones, surelyChinese } from './romanised.js';
import type { WordSite } from './slots.js';
import { isMark } from './word-classes.js';

/** Longer strings are no words; taking them apart by parts would cost more than it could find. */
const maxComposedLetters = 40;

/** Words kept with their sound: more than a book of common length has, and a few megabytes. */
const maxRemembered = 20_000;

/** A string without a break is pronounced in stretches of this length, so that the cost stays linear in the text. */
const maxWordLetters = 60;

const isAscii = (text: string): boolean => !/[^ -~]/u.test(text);

export interface WordPlace extends WordSite {
  readonly follower: Follower;
}

/** A word by itself. */
export const alone = (key: string): WordPlace => ({ words: [key], at: 0, written: key, follower: 'pause' });

/** Accents that tell words apart; elsewhere they only decorate. */
const ACCENTED: ReadonlyMap<string, readonly Phone[]> = new Map(
  [
    ['résumé', 'R EH1 Z AH0 M EY2'],
    ['resumé', 'R EH1 Z AH0 M EY2'],
    ['exposé', 'EH2 K S P OW0 Z EY1'],
    ['rosé', 'R OW0 Z EY1'],
    ['pâté', 'P AA0 T EY1'],
    ['lamé', 'L AA0 M EY1'],
    ['piqué', 'P IY0 K EY1'],
  ].map(([word = '', phones = '']) => [word, parsePhones(phones)] as const),
);

/** Letters of other Latin alphabets that do not come apart into a base letter and a mark. */
const LATIN_FOLDS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'th',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
};

/** Lower case, ASCII apostrophes, diacritics taken off: the form dictionaries are keyed by. */
export function wordKey(word: string): string {
  return word
    .toLowerCase()
    .replace(/[’‘ʼ＇]/gu, "'")
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßæœøłđðþıħ]/gu, (letter) => LATIN_FOLDS[letter] ?? letter);
}

/** Where a word's sound came from; for tests and for explaining a plan. */
export type Source = 'function word' | 'heteronym' | 'dictionary' | 'composed' | 'name' | 'spelling';

export interface Pronunciation {
  readonly ipa: string;
  readonly source: Source;
}

/** Pronounces single words with a dictionary, what can be built from it, and spelling rules. */
export function createPronouncer(english: Dictionaries['english']) {
  const known = (word: string): readonly Phone[] | undefined => {
    const arpabet = correction(word) ?? english.lookup(word);
    return arpabet === undefined ? undefined : parsePhones(arpabet);
  };

  const inflectedHeteronym = (key: string, place: WordSite): readonly Phone[] | undefined => {
    // `houses` is no house with an s.
    if (!key.endsWith('s') || correction(key) !== undefined) return undefined;
    const stem = heteronym(key.slice(0, -1), place, true);
    return stem === undefined ? undefined : pluralPhones(stem);
  };

  /** What differs from words of the dictionary by rule: British spelling, a dropped g (`goin'`). */
  const spelledOtherwise = (key: string): readonly Phone[] | undefined => {
    const american = americanSpellings(key).find((spelling) => known(spelling) !== undefined);
    if (american !== undefined) return known(american);
    const whole = key.endsWith("in'") ? known(`${key.slice(0, -1)}g`) : undefined;
    return whole && [...whole.slice(0, -1), { symbol: 'N', stress: undefined }];
  };

  /** The readings of a word that depend on its place or its accents. */
  const placed = (key: string, place: WordSite): Pronunciation | undefined => {
    const written = isAscii(place.written) ? '' : place.written.toLowerCase().normalize('NFC');
    const accented = ACCENTED.get(written);
    if (accented !== undefined) return { ipa: phonesToIpa(accented, key), source: 'dictionary' };
    const choice = heteronym(key, place) ?? inflectedHeteronym(key, place);
    if (choice !== undefined) return { ipa: phonesToIpa(choice, key), source: 'heteronym' };
    // `Pelé`: the accent says that the last letter is heard.
    if (!/[^e]é$/u.test(written) || known(key) !== undefined) return undefined;
    const phones = [...spelledPhones(key.slice(0, -1)), { symbol: 'EY', stress: 2 }];
    return { ipa: phonesToIpa(phones, key), source: 'spelling' };
  };

  const phonesOf = (key: string, isName: boolean): readonly [readonly Phone[], Source] => {
    const sure = correction(key) === undefined ? surelyChinese(key) : undefined;
    const listed = sure ?? known(key) ?? spelledOtherwise(key);
    if (listed !== undefined) return [listed, 'dictionary'];
    const compose = isName ? composedName : composedPhones;
    const composed = key.length > maxComposedLetters ? undefined : compose(key, known);
    if (composed !== undefined) return [composed, 'composed'];
    const stem = key.replace(/(?:'s|s')$/, '');
    const name = romanisedPhones(stem);
    const phones = name ?? spelledPhones(stem);
    return [key.endsWith("'s") ? pluralPhones(phones) : phones, name === undefined ? 'spelling' : 'name'];
  };

  /** Words come back, and most sound the same wherever they stand. Bounded, since a text may hold any number of words. */
  const remembered = new Map<string, Pronunciation>();
  const unplaced = (key: string, isName: boolean): Pronunciation => {
    const memory = isName ? `^${key}` : key;
    const before = remembered.get(memory);
    if (before !== undefined) return before;
    if (remembered.size >= maxRemembered) remembered.clear();
    const [phones, source] = phonesOf(key, isName);
    // Without a vowel letter there is nothing to say but the letters themselves (`xkcd`).
    const isLetters = /^[a-z]$/.test(key) || (source === 'spelling' && !/[aeiouy]/.test(key));
    const found = { ipa: isLetters ? lettersIpa(key, false) : phonesToIpa(phones, key), source };
    remembered.set(memory, found);
    return found;
  };

  const word = (key: string, place: WordPlace): Pronunciation => {
    if (key.length > maxWordLetters) {
      const parts = key.match(new RegExp(`.{1,${maxWordLetters}}`, 'gu')) ?? [];
      return { ipa: parts.map((part) => word(part, place).ipa).join(''), source: 'spelling' };
    }
    const weak = functionWordIpa(key, place.follower);
    if (weak !== undefined) return { ipa: weak, source: 'function word' };
    // A capital inside the sentence.
    const isName = /^\p{Lu}\p{Ll}/u.test(place.written) && !isMark(place.words[place.at - 1]);
    return placed(key, place) ?? unplaced(key, isName);
  };
  return word;
}

export type Pronouncer = ReturnType<typeof createPronouncer>;
