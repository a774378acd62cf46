import type { Language } from '@lector/contract';
import { LectorError } from '@lector/contract';
import { korean } from './symbols-ko.js';
import { YUE_TONES } from './symbols-yue.js';
import { codePoint, VOCABULARY } from './vocabulary.js';

/**
 * Lector's broad IPA -> the symbols Kokoro was trained on.
 *
 * The model knows one notation per language: that of misaki, which wrote its training data. The same sound written in
 * another way (a diphthong in two letters, a tone after the coda) is a token sequence the model has hardly seen, and
 * comes out slurred. So each language has its own rewriting; what is left over is taken to the nearest letter the
 * model knows. Nothing that stands for a sound is ever dropped.
 *
 * @throws LectorError `internal` for a letter outside the IPA: a language room wrote something it should not
 */
export function toSymbols(ipa: string, language: Language): string {
  // NFD, so that a syllabic mark or a tie bar is a character of its own whatever way it was typed.
  const letters = ipa.normalize('NFD').replaceAll('c\u0327', 'ç');
  const rewritten = REWRITE[language](letters);
  const symbols = [...rewritten].map(nearest).join('');
  return symbols
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ (?=[,.!?;:])/gu, '')
    .trim();
}

const REWRITE: Readonly<Record<Language, (letters: string) => string>> = {
  zh: mandarin,
  en: english,
  ja: japanese,
  // No voice was trained on these two; broad IPA with the affricates and tones of the languages above comes closest.
  yue: (letters) => toneBeforeCoda(affricates(letters), YUE_TONES),
  ko: (letters) => korean(affricates(letters)),
};

const TIE_BARS = /[\u0361\u035C]/gu;

function affricates(letters: string): string {
  return letters
    .replaceAll(TIE_BARS, '')
    .replaceAll('ʈʂ', 'ꭧ')
    .replaceAll('tɕ', 'ʨ')
    .replaceAll('dʑ', 'ʥ')
    .replaceAll('ts', 'ʦ')
    .replaceAll('dz', 'ʣ');
}

// Mandarin ------------------------------------------------------------------------------------------------------------

/** Chao tone letters -> the arrows of the training data. A neutral tone has neither. */
const ZH_TONES: Readonly<Record<string, string>> = {
  '˥': '→',
  '˥˥': '→',
  '˧˥': '↗',
  '˨˩˦': '↓',
  '˧˩˧': '↓',
  '˨˩': '↓',
  '˥˩': '↘',
  '˥˧': '↘',
};

function mandarin(letters: string): string {
  const plain = affricates(letters)
    // The two apical vowels (zi ci si, zhi chi shi ri) share one symbol.
    .replaceAll(/[ɹɻzʐ]\u0329|[ɿʅ]/gu, 'ɨ')
    .replaceAll('ɑ', 'a')
    .replaceAll(/(?<=[ao])ʊ/gu, 'u')
    .replaceAll(/(?<=[ae])ɪ/gu, 'i')
    // ie and üe are `je` and `ɥe`; only before a nasal is the vowel `ɛ`.
    .replaceAll(/(?<=[jɥ])[ɛœ](?!n)/gu, 'e')
    .replaceAll('wɔ', 'wo');
  return toneBeforeCoda(plain, ZH_TONES);
}

/** `tʰjɛn˥` -> `tʰjɛ→n`: the arrow follows the vowel; a syllabic nasal (嗯 `n˥`) is its own vowel. */
function toneBeforeCoda(letters: string, tones: Readonly<Record<string, string>>): string {
  return letters.replaceAll(
    /(?:(?<=[aeiouyɐɛəɤɨʊɔɚɵœɪ])([nŋmɻptk]))?([˥˦˧˨˩]+)/gu,
    (_, coda: string | undefined, contour: string) => {
      const arrow = tones[contour];
      if (arrow === undefined) throw new LectorError('internal', `a tone is not one of the language [tone=${contour}]`);
      return arrow + (coda ?? '');
    },
  );
}

// English -------------------------------------------------------------------------------------------------------------

const EN_LETTERS: readonly (readonly [from: string, to: string])[] = [
  ['tʃ', 'ʧ'],
  ['dʒ', 'ʤ'],
  ['eɪ', 'A'],
  ['aɪ', 'I'],
  ['oʊ', 'O'],
  ['əʊ', 'O'],
  ['aʊ', 'W'],
  ['ɔɪ', 'Y'],
  ['ɝ', 'ɜɹ'],
  ['ɚ', 'əɹ'],
  ['oɹ', 'ɔɹ'],
  // American vowels have no length in the training data.
  ['ː', ''],
  ['e', 'ɛ'],
  ['r', 'ɹ'],
  // The flap of `water` is a letter of its own in the training data, and its glottal stop (`button`) a t.
  ['ɾ', 'T'],
  ['ʔ', 't'],
];

function english(letters: string): string {
  const untied = letters.replaceAll(TIE_BARS, '');
  return EN_LETTERS.reduce((text, [from, to]) => text.replaceAll(from, to), untied);
}

// Japanese ------------------------------------------------------------------------------------------------------------

/** The room writes misaki's habits already (`kʲoː`, `desɨ`, `ɡaʔkoː`); only the one-letter affricates are missing. */
function japanese(letters: string): string {
  return affricates(letters).replaceAll('w', 'β').replaceAll('r', 'ɾ');
}

// The rest ------------------------------------------------------------------------------------------------------------

/** Letters of the IPA chart the model was not trained on -> the nearest it knows. */
const NEAREST: ReadonlyMap<string, string> = new Map(
  [
    'g=ɡ ɢ=ɡ ɠ=ɡ ʛ=ɡ ɓ=b ʙ=b ɗ=d ʄ=ɟ ɱ=m ʐ=ɻ ʑ=ʒ ɫ=l ɬ=l ɮ=l ɭ=l ʟ=l ɺ=ɾ ʀ=ʁ ⱱ=v ʍ=w ħ=h ɦ=h ʜ=h ʕ=ʔ ʢ=ʔ ʡ=ʔ ɧ=ʃ',
    'ɵ=o ɘ=ə ɞ=ɜ ɶ=œ ʉ=u ʏ=y ɝ=ɜɹ ɿ=ɨ ʅ=ɨ ˞=ɹ ʷ=w ˑ=ː',
  ].flatMap((row) =>
    row.split(' ').map((pair) => {
      const [letter = '', near = ''] = pair.split('=');
      return [letter, near] as const;
    }),
  ),
);

function nearest(letter: string): string {
  if (VOCABULARY.has(letter)) return letter;
  if (/\s/u.test(letter)) return ' ';
  const near = NEAREST.get(letter);
  if (near !== undefined) return near;
  // Marks, modifier letters and signs colour a sound or a page; the model has nothing for them.
  if (/[\p{M}\p{Lm}\p{Sk}\p{P}]/u.test(letter)) return '';
  throw new LectorError('internal', `no Kokoro symbol stands for this letter [letter=${codePoint(letter)}]`);
}
