import { kanaToIpa } from './kana-ipa.js';
import { lengthened } from './pronounced.js';

const KANA = /^[ぁ-ゖァ-ヺー・゛゜\s]+$/u;
/** おお inside a word is one long vowel, and so are the vowels of the words for one's family. */
const LONG_O = /(?<=[オコトホモヨロゴゾドボポ])オ(?!ウ)/gu;
const FAMILY = /(?<=カ|バ)ア(?=サ|チャ)|(?<=ニ|ジ)イ(?=サ|チャ)|(?<=ネ)エ(?=サ|チャ)/gu;
const LONG_E = /(?<=[エケセテネヘメレゲゼデベペ])イ/gu;

/**
 * IPA of a reading in kana, as ruby and phonetic guides write it: おう and うう are long vowels, and so is えい, since what
 * is annotated is mostly Sino-Japanese. Katakana spells what it says but for おう. Spaces and ・ part words. Okurigana around
 * the reading keep their own vowels: 思《おも》う is omoɯ.
 */
export function kanaReading(reading: string): string | undefined {
  return joinedKanaReading(reading, { before: '', after: '' });
}

/** The same for a word with okurigana around the part that the reading is for. */
export function joinedKanaReading(
  reading: string,
  { before, after }: { readonly before: string; readonly after: string },
): string | undefined {
  const written = reading.normalize('NFKC');
  const isKana = [before, written, after].every((part) => part === '' || KANA.test(part));
  if (!isKana || written.trim() === '') return undefined;
  // 言《い》う is said ゆう.
  if (written === 'い' && after.startsWith('う') && before === '') return toWords(`ユー${katakana(after.slice(1))}`);
  return toWords(katakana(before) + long(written) + katakana(after));
}

function long(kana: string): string {
  const spelled = lengthened(katakana(kana)).replaceAll(LONG_O, 'ー').replaceAll(FAMILY, 'ー');
  return /[ぁ-ゖ]/u.test(kana) ? spelled.replaceAll(LONG_E, 'ー') : spelled;
}

function katakana(kana: string): string {
  return kana.replaceAll(/[ぁ-ゖ]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0x60)).replaceAll('ヲ', 'オ');
}

function toWords(kana: string): string | undefined {
  const words = kana
    .split(/[\s・]+/u)
    .map((word) => kanaToIpa(word))
    .filter((ipa) => ipa !== '');
  return words.length === 0 ? undefined : words.join(' ');
}
