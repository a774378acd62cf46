import type { IpaWord, LanguageRoom, SpokenIpa } from '../room.js';
import { nameOf } from './letters.js';
import { normaliseZh } from './normalise.js';
import { thirdTones } from './sandhi.js';
import { syllableIpa } from './syllable.js';
import { wordsOf } from './words.js';

/**
 * Mandarin. IPA: broad, one word per space; initials `p pʰ m f t tʰ n l k kʰ x tɕ tɕʰ ɕ ʈʂ ʈʂʰ ʂ ɻ ts tsʰ s`, glides `j w ɥ`,
 * vowels `a ai au e ei ə ɤ ɚ ɛ i o ou ɔ u ʊ y ɹ̩ ɻ̩`, codas `n ŋ ɻ`; Chao tone letters `˥ ˧˥ ˨˩˦ ˥˩` after the syllable, none
 * for the neutral tone. Tones are surface tones: the sandhi of 一, 不 and the third tone is applied.
 */
export function createZhRoom(): LanguageRoom {
  return { language: 'zh', normalise: normaliseZh, toIpa };
}

const PIECES = /(\p{Script=Han}+)|(\p{Script=Latin}\p{M}*)|([^\p{Script=Han}\p{Script=Latin}]+)/gu;

function toIpa(spoken: string): SpokenIpa {
  let ipa = '';
  const words: IpaWord[] = [];
  for (const { 1: han, 2: letter, 3: other, index } of spoken.matchAll(PIECES)) {
    if (han !== undefined) {
      for (const { syllables, start, end } of thirdTones(wordsOf(han))) {
        const sounds = syllables.map(syllableIpa).join('');
        const ipaEnd = ipa.length + sounds.length;
        words.push({ start: index + start, end: index + end, ipaStart: ipa.length, ipaEnd });
        ipa += `${sounds} `;
      }
    } else if (letter !== undefined) {
      const sounds = (nameOf(letter) ?? []).map(syllableIpa).join('');
      if (sounds === '') continue;
      const ipaEnd = ipa.length + sounds.length;
      words.push({ start: index, end: index + letter.length, ipaStart: ipa.length, ipaEnd });
      ipa += `${sounds} `;
    } else if (other !== undefined) {
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
