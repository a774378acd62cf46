import { toIpa } from './pronounce/to-ipa.js';

const HANGUL = /^[가-힣\s]+$/u;
const MAX = 100;

/** IPA of a reading in Hangul, by the rules any text is pronounced by; undefined when it is none. */
export function hangulReading(reading: string): string | undefined {
  return joinedHangulReading(reading, { before: '', after: '' });
}

/** The same for a word with particles around the part that the reading is for: 漢字(한자)를. */
export function joinedHangulReading(
  reading: string,
  { before, after }: { readonly before: string; readonly after: string },
): string | undefined {
  const isHangul = [before, reading, after].every((part) => part === '' || HANGUL.test(part.normalize('NFC')));
  if (!isHangul || reading.trim() === '' || reading.length > MAX) return undefined;
  const { ipa } = toIpa(`${before}${reading}${after}`.normalize('NFC').replaceAll(/\s+/gu, ' ').trim());
  return ipa === '' ? undefined : ipa;
}

/** How many syllables, and so hanja, a reading is for; 0 when it is none. */
export function countHangul(reading: string): number {
  return hangulReading(reading) === undefined ? 0 : [...reading.normalize('NFC').replaceAll(/\s/gu, '')].length;
}
