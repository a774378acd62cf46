import type { Dictionaries } from '../room.js';
import { phonesToIpa } from './allophones.js';
import { parsePhones, type Phone } from './arpabet.js';
import { correction } from './corrections.js';
import { functionWordIpa, type Follower } from './function-words.js';
import { heteronym, type Neighbours } from './heteronyms.js';
import { spelledPhones } from './letter-to-sound.js';
import { lettersIpa } from './letters.js';
import { composedPhones, pluralPhones } from './morphology.js';

/** Longer strings are no words; taking them apart by parts would cost more than it could find. */
const maxComposedLetters = 40;

/** A string without a break is pronounced in stretches of this length, so that the cost stays linear in the text. */
const maxWordLetters = 60;

export interface WordPlace extends Neighbours {
  readonly follower: Follower;
}

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
export type Source = 'function word' | 'heteronym' | 'dictionary' | 'composed' | 'spelling';

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

  const inflectedHeteronym = (key: string, place: Neighbours): readonly Phone[] | undefined => {
    if (!key.endsWith('s')) return undefined;
    const stem = heteronym(key.slice(0, -1), place);
    return stem === undefined ? undefined : pluralPhones(stem);
  };

  const phonesOf = (key: string, place: Neighbours): readonly [readonly Phone[], Source] => {
    const choice = heteronym(key, place) ?? inflectedHeteronym(key, place);
    if (choice !== undefined) return [choice, 'heteronym'];
    const listed = known(key);
    if (listed !== undefined) return [listed, 'dictionary'];
    const composed = key.length > maxComposedLetters ? undefined : composedPhones(key, known);
    if (composed !== undefined) return [composed, 'composed'];
    return [spelledPhones(key), 'spelling'];
  };

  const word = (key: string, place: WordPlace): Pronunciation => {
    if (key.length > maxWordLetters) {
      const parts = key.match(new RegExp(`.{1,${maxWordLetters}}`, 'gu')) ?? [];
      return { ipa: parts.map((part) => word(part, place).ipa).join(''), source: 'spelling' };
    }
    const weak = functionWordIpa(key, place.follower);
    if (weak !== undefined) return { ipa: weak, source: 'function word' };
    const [phones, source] = phonesOf(key, place);
    // Without a vowel letter there is nothing to say but the letters themselves (`xkcd`).
    if (source === 'spelling' && !/[aeiouy]/.test(key)) return { ipa: lettersIpa(key, false), source };
    return { ipa: phonesToIpa(phones, key), source };
  };
  return word;
}

export type Pronouncer = ReturnType<typeof createPronouncer>;
