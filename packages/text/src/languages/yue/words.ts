import { letterName } from './letters.js';
import { readingsOf } from './readings.js';
import { COMPOUNDS, LONGEST_COMPOUND } from './compounds.js';

/**
 * Words of a stretch of Han characters or Latin letters with their syllables in jyutping. Readings come from the
 * dictionary of whole words; boundaries from the Unicode dictionaries and, for the words Cantonese alone has, from
 * `compounds.ts`.
 */
export interface Word {
  /** Where it stands in the stretch, UTF-16. */
  readonly start: number;
  readonly end: number;
  readonly syllables: readonly string[];
}

const HAN = /\p{Script=Han}/u;
/** Word boundaries of written Chinese; Cantonese has no dictionary of its own in Unicode. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** A number is said in one breath, a longer one in several. */
const DIGIT = '[零〇一二三四五六七八九十百千萬億万亿廿卅]';
const NUMBERS = new RegExp(`${DIGIT}(?:${DIGIT}|點(?=${DIGIT}${DIGIT})|点(?=${DIGIT}${DIGIT})){1,4}`, 'gu');
/** Aspect marks and particles at the end of a clause, each a word to a listener. */
const PARTICLES = /[嘅咗緊紧喺呀啊啦喇囉咯喎㗎吖嘞啫咋咩嗎]/gu;

/** Whether a character has a reading at all. */
export function isReadable(character: string): boolean {
  if (!HAN.test(character)) return letterName(character) !== undefined;
  return character === '々' || (readingsOf(character)[0]?.length ?? 0) > 0;
}

/** Words of a stretch of Han characters. */
export function hanWords(han: string): readonly Word[] {
  const readings = readingsOf(han);
  const lengths = Array.from(han, ({ length }) => length);
  const words: Word[] = [];
  let character = 0;
  let start = 0;
  for (const boundary of boundariesOf(han)) {
    const syllables: string[] = [];
    let end = start;
    for (; end < boundary; character += 1) {
      end += lengths[character] ?? 1;
      syllables.push(...(readings[character] ?? []));
    }
    if (syllables.length > 0) words.push({ start, end, syllables });
    start = end;
  }
  return words;
}

/** A run of Latin letters, said by their names. */
export function letterWord(letters: string): Word {
  return { start: 0, end: letters.length, syllables: [...letters].flatMap((letter) => letterName(letter) ?? []) };
}

/**
 * Ends of the words, rising: those of Unicode, but none inside a word of Cantonese or a number, and one on both sides of
 * these and of particles.
 */
function boundariesOf(han: string): readonly number[] {
  const ends = new Set(Array.from(segmenter.segment(han), ({ index, segment }) => index + segment.length));
  const keep = (start: number, end: number): void => {
    if (start > 0) ends.add(start);
    for (let inner = start + 1; inner < end; inner += 1) ends.delete(inner);
    ends.add(end);
  };
  for (const { 0: particle, index } of han.matchAll(PARTICLES)) keep(index, index + particle.length);
  for (let at = 0; at < han.length; at += 1) {
    const length = compoundAt(han, at);
    if (length === 0) continue;
    keep(at, at + length);
    at += length - 1;
  }
  for (const { 0: number, index } of han.matchAll(NUMBERS)) keep(index, index + number.length);
  return [...ends].sort((a, b) => a - b);
}

/** Length of the longest compound that begins there; 0 without one. */
function compoundAt(han: string, at: number): number {
  for (let length = Math.min(LONGEST_COMPOUND, han.length - at); length >= 2; length -= 1) {
    if (COMPOUNDS.has(han.slice(at, at + length))) return length;
  }
  return 0;
}
