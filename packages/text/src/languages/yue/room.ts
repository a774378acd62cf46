import type { IpaWord, LanguageRoom, SpokenIpa } from '../room.js';
import { doubtsIn } from './doubts.js';
import { EMOJI_NAMES } from './emoji-names.js';
import { normaliseYue } from './normalise.js';
import { syllableIpa } from './syllable.js';
import { hanWords, letterWord, type Word } from './words.js';

/**
 * Cantonese of Hong Kong. IPA: broad, one word per space; initials `p pʰ m f t tʰ n l k kʰ kw kʰw ŋ h w ts tsʰ s j`, vowels `a ɐ ɛ
 * i ɪ ɔ o u ʊ œ ɵ y`, diphthongs `ai ɐi au ɐu ei ɛu iu ɔi ou ui ɵy`, codas `m n ŋ p t k` (stops unreleased, unmarked),
 * syllabic `m̩ ŋ̩`; Chao tone letters after every syllable: 1 `˥`, 2 `˧˥`, 3 `˧`, 4 `˨˩`, 5 `˩˧`, 6 `˨`. Tones are those of
 * speech: changed tones (電話 waa2) are written as they are said. n and l, ng and no initial are kept apart.
 * What is normalised is written in traditional characters; simplified text is read as it stands.
 */
export function createYueRoom(): LanguageRoom {
  return { language: 'yue', normalise: normaliseYue, toIpa, doubts: doubtsIn, emojiNames: EMOJI_NAMES };
}

const PIECES = /([\p{Script=Han}々]+)|((?:\p{Script=Latin}\p{M}*)+)|([^\p{Script=Han}\p{Script=Latin}]+)/gu;

function toIpa(spoken: string): SpokenIpa {
  let ipa = '';
  const words: IpaWord[] = [];
  const say = ({ start, end, syllables }: Word, offset: number): void => {
    const sounds = syllables.map((syllable) => syllableIpa(syllable) ?? '').join('');
    if (sounds === '') return;
    const ipaEnd = ipa.length + sounds.length;
    words.push({ start: offset + start, end: offset + end, ipaStart: ipa.length, ipaEnd });
    ipa += `${sounds} `;
  };
  for (const { 1: han, 2: letters, 3: other, index } of spoken.matchAll(PIECES)) {
    if (han !== undefined) for (const word of hanWords(han)) say(word, index);
    else if (letters !== undefined) say(letterWord(letters), index);
    else if (other !== undefined) {
      const sign = punctuation(other);
      // Punctuation stands at the word before it; before the first word there is nothing to pause after.
      if (sign !== '' && ipa !== '') ipa = `${ipa.trimEnd()}${sign} `;
    }
  }
  return { ipa: ipa.trimEnd(), words };
}

/** The strongest sign of a stretch between words, as ASCII; brackets and dashes are heard as a comma. */
function punctuation(between: string): string {
  for (const [pattern, sign] of SIGNS) if (pattern.test(between)) return sign;
  return '';
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[?？]/u, '?'],
  [/[!！]/u, '!'],
  [/[。｡．.…‥]/u, '.'],
  [/[;；]/u, ';'],
  [/[:：]/u, ':'],
  [/[,，、､()（）[\]【】〔〕［］{}｛｝—–]/u, ','],
];
