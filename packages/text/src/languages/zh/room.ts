import type { FixedReading, IpaWord, LanguageRoom, SpokenIpa } from '../room.js';
import { doubtsIn } from './doubts.js';
import { EMOJI_NAMES } from './emoji-names.js';
import { partsOf, type GivenSyllables } from './given-syllables.js';
import { nameOf } from './letters.js';
import { normaliseZh } from './normalise.js';
import { readingSyllables } from './pinyin-reading.js';
import { thirdTones } from './sandhi.js';
import { syllableIpa } from './syllable.js';
import { wordsOf, type Word } from './words.js';

/**
 * Mandarin. IPA: broad, one word per space; initials `p pʰ m f t tʰ n l k kʰ x tɕ tɕʰ ɕ ʈʂ ʈʂʰ ʂ ɻ ts tsʰ s`, glides `j w ɥ`,
 * vowels `a ai au e ei ə ɤ ɚ ɛ i o ou ɔ u ʊ y ɹ̩ ɻ̩`, codas `n ŋ ɻ`; Chao tone letters `˥ ˧˥ ˨˩˦ ˥˩` after the syllable, none
 * for the neutral tone. Tones are surface tones: the sandhi of 一, 不 and the third tone is applied. Latin letters have their
 * Mandarin names.
 */
export function createZhRoom(): LanguageRoom {
  return {
    language: 'zh',
    normalise: normaliseZh,
    toIpa,
    notations: NOTATIONS,
    doubts: doubtsIn,
    emojiNames: EMOJI_NAMES,
  };
}

const NOTATIONS: ReadonlySet<string> = new Set(['pinyin', 'zhuyin']);

const PIECES = /(\p{Script=Han}+)|(\p{Script=Latin}\p{M}*)|([^\p{Script=Han}\p{Script=Latin}]+)/gu;

function toIpa(spoken: string, fixed: readonly FixedReading[] = []): SpokenIpa {
  // In pieces: to trim a growing string at each mark would be quadratic.
  const pieces: string[] = [];
  let length = 0;
  const words: IpaWord[] = [];
  /** Words that nothing parts, between which there is sandhi. */
  let run: Word[] = [];
  const push = (sounds: string, start: number, end: number): void => {
    if (sounds === '') return;
    if (pieces.length > 0) length += 1;
    words.push({ start, end, ipaStart: length, ipaEnd: length + sounds.length });
    pieces.push(sounds);
    length += sounds.length;
  };
  const close = (): void => {
    for (const { syllables, start, end } of thirdTones(run).flatMap(partsOf)) {
      push(syllables.map(syllableIpa).join(''), start, end);
    }
    run = [];
  };
  const plain = (from: number, to: number, given: readonly GivenSyllables[]): void => {
    let next = 0;
    for (const { 0: piece, 1: han, 2: letter, 3: other, index } of spoken.slice(from, to).matchAll(PIECES)) {
      const at = from + index;
      const inside: GivenSyllables[] = [];
      for (; (given[next]?.start ?? Infinity) < at + piece.length; next += 1) {
        const { start, end, syllables } = given[next] ?? { start: at, end: at, syllables: [] };
        inside.push({ start: start - at, end: end - at, syllables });
      }
      if (han !== undefined) {
        for (const word of wordsOf(han, inside)) run.push(moved(word, at));
        continue;
      }
      close();
      if (letter !== undefined) {
        push((nameOf(letter) ?? []).map(syllableIpa).join(''), at, at + letter.length);
      } else if (other !== undefined && pieces.length > 0) {
        // Punctuation stands at the word before it; before the first word there is nothing to pause after.
        const sign = punctuation(other);
        pieces[pieces.length - 1] += sign;
        length += sign.length;
      }
    }
  };
  let at = 0;
  let given: GivenSyllables[] = [];
  for (const { start, end, notation, reading } of fixed) {
    const syllables = readingSyllables(notation, reading);
    if (syllables === undefined) continue;
    const text = spoken.slice(start, end);
    if (HAN.test(text)) {
      given.push({ start, end, syllables });
      continue;
    }
    // Letters, digits or several words: said as one word in their place.
    plain(at, start, given);
    run.push({ text, start, end, syllables });
    [at, given] = [end, []];
  }
  plain(at, spoken.length, given);
  close();
  return { ipa: pieces.join(' '), words };
}

const HAN = /^\p{Script=Han}+$/u;

function moved(word: Word, by: number): Word {
  const cuts = word.cuts?.map(({ at, syllable }) => ({ at: at + by, syllable }));
  return { ...word, start: word.start + by, end: word.end + by, ...(cuts === undefined ? {} : { cuts }) };
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
