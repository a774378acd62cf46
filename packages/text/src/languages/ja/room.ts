import type { Dictionaries, IpaWord, LanguageRoom, Morpheme, SpokenIpa } from '../room.js';
import { doubtsIn } from './doubts.js';
import { EMOJI_NAMES } from './emoji-names.js';
import { kanaToIpa } from './kana-ipa.js';
import { byPhrases } from './kana-topics.js';
import { normalise } from './normalise.js';
import { isPlausibleReading } from './ruby.js';
import { stronger } from './punctuation.js';
import { readWords } from './words.js';

/**
 * Japanese.
 *
 * Two stages meet in the spoken form. `normalise` writes out what is not words: numbers with their counters, dates,
 * money, signs, letters. Those readings are pinned in katakana (3本 サンボン), long vowels spelled as in writing. `toIpa`
 * has the analyser read the rest: readings of kanji, particles by their sound, kanji numerals counted anew.
 *
 * Latin letters are English spans, but for initials that touch a word (`CEOの`, `CO₂を`; `reading/initials.ts`): those come here and are
 * said by the Japanese names of the letters, シーイーオー, with the number of a formula or a code as one says it (シーオーツー).
 *
 * IPA (broad, after misaki's Japanese, without pitch accent):
 * - vowels a i ɯ e o; ɨ for u after s, z, ts, ɕ, tɕ, dʑ, ɲ, ç and after a palatal (です desɨ, きゅう kʲɨː); length ː,
 *   also for おう and, in Sino-Japanese words, えい (先生 senseː);
 * - consonants p b t d k ɡ m n ɲ s z ɕ ts tɕ dz dʑ ɸ h ç ɾ j β (わ), v in borrowed words; ʲ before i and in yōon;
 * - っ is ʔ before the plain consonant (学校 ɡaʔkoː); ん is m n ŋ ɲ by what follows in the word, else ɴ;
 * - words: a verb or adjective with its endings, a noun with its affixes, a number by magnitudes with its counter;
 *   particles, copula and auxiliary verbs are words of their own.
 */
export function createJaRoom({ japanese }: Dictionaries): LanguageRoom {
  const analyse = remembering(byPhrases((text) => japanese.analyse(text)));
  return {
    language: 'ja',
    normalise: (source) => normalise(source, analyse),
    toIpa: (spoken) => toIpa(spoken, analyse),
    doubts: (source) =>
      doubtsIn(source, {
        analyse,
        normalise: (text) => normalise(text, analyse),
        readKana: (word) => readKana(word, { japanese }),
      }),
    standIn: STAND_IN,
    emojiNames: EMOJI_NAMES,
    isReading: (word, reading, inside) => isPlausibleReading(word, reading, analyse, inside),
  };
}

/** Known to no dictionary, also in part: of タナカ氏 the analyser makes タナ and カ氏. */
const STAND_IN = 'ムナカ';

/**
 * The analysis of the last text is kept: `normalise` looks at a sentence and `toIpa` at what became of it, which is mostly the
 * same, and the analyser takes half the time of planning.
 */
function remembering(analyse: Dictionaries['japanese']['analyse']): Dictionaries['japanese']['analyse'] {
  let last: { readonly text: string; readonly morphemes: readonly Morpheme[] } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, morphemes: analyse(text) };
    return last.morphemes;
  };
}

function toIpa(spoken: string, analyse: Dictionaries['japanese']['analyse']): SpokenIpa {
  let ipa = '';
  const words: IpaWord[] = [];
  let mark = '';
  for (const piece of readWords(spoken, analyse)) {
    if (piece.kind === 'mark') {
      // A mark with nothing before it has nothing to end.
      if (ipa !== '') mark = mark === '' ? piece.mark : stronger(mark, piece.mark);
      continue;
    }
    const sounds = kanaToIpa(piece.kana);
    if (sounds === '') continue;
    if (ipa !== '') ipa += `${mark} `;
    const ipaEnd = ipa.length + sounds.length;
    const seams = piece.seams.flatMap(({ at, kanaAt }) => {
      const rest = kanaToIpa(piece.kana.slice(kanaAt));
      return rest !== '' && sounds.endsWith(rest) ? [{ at, ipaAt: ipaEnd - rest.length }] : [];
    });
    words.push({
      start: piece.start,
      end: piece.end,
      ipaStart: ipa.length,
      ipaEnd,
      ...(seams.length === 0 ? {} : { seams }),
    });
    ipa += sounds;
    mark = '';
  }
  return { ipa: ipa + mark, words };
}

/** What the room reads a source as, in katakana as pronounced: the middle stage, for tables of readings. */
export function readKana(source: string, { japanese }: Pick<Dictionaries, 'japanese'>): string {
  const analyse = byPhrases((text) => japanese.analyse(text));
  const spoken = normalise(source, analyse).map((token) => token.spoken);
  return readWords(spoken.join(''), analyse)
    .map((piece) => (piece.kind === 'word' ? piece.kana : piece.mark))
    .join(' ');
}
