import type { IpaWord, LanguageRoom, SpokenIpa } from '../room.js';
import { doubtsIn } from './doubts.js';
import { EMOJI_NAMES } from './emoji-names.js';
import { nameOf } from './letters.js';
import { normaliseZh } from './normalise.js';
import { thirdTones } from './sandhi.js';
import { syllableIpa } from './syllable.js';
import { wordsOf } from './words.js';

/**
 * Mandarin. IPA: broad, one word per space; initials `p pʰ m f t tʰ n l k kʰ x tɕ tɕʰ ɕ ʈʂ ʈʂʰ ʂ ɻ ts tsʰ s`, glides `j w ɥ`,
 * vowels `a ai au e ei ə ɤ ɚ ɛ i o ou ɔ u ʊ y ɹ̩ ɻ̩`, codas `n ŋ ɻ`; Chao tone letters `˥ ˧˥ ˨˩˦ ˥˩` after the syllable, none
 * for the neutral tone. Tones are surface tones: the sandhi of 一, 不 and the third tone is applied. Latin letters have their
 * Mandarin names.
 */
export function createZhRoom(): LanguageRoom {
  return { language: 'zh', normalise: normaliseZh, toIpa, doubts: doubtsIn, emojiNames: EMOJI_NAMES };
}

const PIECES = /(\p{Script=Han}+)|(\p{Script=Latin}\p{M}*)|([^\p{Script=Han}\p{Script=Latin}]+)/gu;

function toIpa(spoken: string): SpokenIpa {
  // In pieces: to trim a growing string at each mark would be quadratic.
  const pieces: string[] = [];
  let length = 0;
  const words: IpaWord[] = [];
  const push = (sounds: string, start: number, end: number): void => {
    if (sounds === '') return;
    if (pieces.length > 0) length += 1;
    words.push({ start, end, ipaStart: length, ipaEnd: length + sounds.length });
    pieces.push(sounds);
    length += sounds.length;
  };
  for (const { 1: han, 2: letter, 3: other, index } of spoken.matchAll(PIECES)) {
    if (han !== undefined) {
      for (const { syllables, start, end } of thirdTones(wordsOf(han))) {
        push(syllables.map(syllableIpa).join(''), index + start, index + end);
      }
    } else if (letter !== undefined) {
      push((nameOf(letter) ?? []).map(syllableIpa).join(''), index, index + letter.length);
    } else if (other !== undefined && pieces.length > 0) {
      // Punctuation stands at the word before it; before the first word there is nothing to pause after.
      const sign = punctuation(other);
      pieces[pieces.length - 1] += sign;
      length += sign.length;
    }
  }
  return { ipa: pieces.join(' '), words };
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
