import { compose, type Syllable } from '../hangul.js';
import type { IpaWord, SpokenIpa } from '../../room.js';
import { readPhrases } from './phrases.js';

/** Letters to broad IPA; the table of the header of `room.ts`. */

const VOWEL_IPA: Readonly<Record<string, string>> = {
  ㅏ: 'a',
  ㅐ: 'ɛ',
  ㅑ: 'ja',
  ㅒ: 'jɛ',
  ㅓ: 'ʌ',
  ㅔ: 'e',
  ㅕ: 'jʌ',
  ㅖ: 'je',
  ㅗ: 'o',
  ㅘ: 'wa',
  ㅙ: 'wɛ',
  ㅚ: 'we',
  ㅛ: 'jo',
  ㅜ: 'u',
  ㅝ: 'wʌ',
  ㅞ: 'we',
  ㅟ: 'wi',
  ㅠ: 'ju',
  ㅡ: 'ɯ',
  ㅢ: 'ɰi',
  ㅣ: 'i',
};

const ONSET_IPA: Readonly<Record<string, string>> = {
  ㄱ: 'k',
  ㄲ: 'k͈',
  ㄴ: 'n',
  ㄷ: 't',
  ㄸ: 't͈',
  ㄹ: 'ɾ',
  ㅁ: 'm',
  ㅂ: 'p',
  ㅃ: 'p͈',
  ㅅ: 's',
  ㅆ: 's͈',
  ㅇ: '',
  ㅈ: 'tɕ',
  ㅉ: 't͈ɕ',
  ㅊ: 'tɕʰ',
  ㅋ: 'kʰ',
  ㅌ: 'tʰ',
  ㅍ: 'pʰ',
  ㅎ: 'h',
};

const VOICED: Readonly<Record<string, string>> = { ㄱ: 'ɡ', ㄷ: 'd', ㅂ: 'b', ㅈ: 'dʑ' };

const CODA_IPA: Readonly<Record<string, string>> = {
  '': '',
  ㄱ: 'k̚',
  ㄴ: 'n',
  ㄷ: 't̚',
  ㄹ: 'l',
  ㅁ: 'm',
  ㅂ: 'p̚',
  ㅇ: 'ŋ',
};

/** Pronounces spoken Korean; what is not Hangul is silent or a mark. */
export function toIpa(spoken: string): SpokenIpa {
  let ipa = '';
  const words: IpaWord[] = [];
  for (const { words: sounded, mark } of readPhrases(spoken)) {
    for (const { start, end, syllables } of sounded) {
      const sounds = wordIpa(syllables);
      if (ipa !== '') ipa += ' ';
      words.push({ start, end, ipaStart: ipa.length, ipaEnd: ipa.length + sounds.length });
      ipa += sounds;
    }
    // A mark with nothing before it has nothing to end.
    if (ipa !== '') ipa += mark;
  }
  return { ipa, words };
}

function wordIpa(syllables: readonly Syllable[]): string {
  let sounds = '';
  let before: Syllable | undefined;
  for (const syllable of syllables) {
    const { vowel, coda } = syllable;
    sounds += onsetIpa(syllable, before) + (VOWEL_IPA[vowel] ?? '') + (CODA_IPA[coda] ?? '');
    before = syllable;
  }
  return sounds;
}

function onsetIpa({ onset, vowel }: Syllable, before: Syllable | undefined): string {
  if (onset === 'ㄹ' && before?.coda === 'ㄹ') return 'l';
  const palatal = /[ㅣㅑㅒㅕㅖㅛㅠㅟ]/u.test(vowel);
  if (palatal && onset === 'ㅅ') return 'ɕ';
  if (palatal && onset === 'ㅆ') return 'ɕ͈';
  // Lax stops are voiced between voiced sounds.
  const voiced = before !== undefined && /^[ㄴㄹㅁㅇ]?$/u.test(before.coda) ? VOICED[onset] : undefined;
  return voiced ?? ONSET_IPA[onset] ?? '';
}

/** The pronunciation in Hangul, one syllable for each written: the middle stage, for tables of readings. */
export function pronouncedHangul(spoken: string): string {
  return readPhrases(spoken)
    .map(({ words, mark }) => words.map(({ syllables }) => syllables.map(compose).join('')).join(' ') + mark)
    .join(' ')
    .trim();
}
