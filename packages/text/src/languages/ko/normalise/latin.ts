import type { Dictionaries } from '../../room.js';
import { cardinal } from '../numbers.js';
import { KNOWN_WORDS } from './latin-table.js';
import { readMatches, type Reading } from './reading.js';
import { transliterate } from './transliterate.js';

/** Latin letters in Korean text: known words, formulas, initials by their names, English words by their sound. */

type English = Dictionaries['english'];

const LETTERS: readonly string[] =
  '에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트'.split(
    ' ',
  );
const ENGLISH_DIGITS: readonly string[] = '제로 원 투 쓰리 포 파이브 식스 세븐 에이트 나인 텐 일레븐 트웰브'.split(' ');
const ELEMENTS =
  'He|Li|Be|Ne|Na|Mg|Al|Si|Cl|Ar|Ca|Sc|Ti|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se|Br|Kr|Rb|Sr|Ag|Cd|Sn|Ba|Pt|Au|Hg|Pb|H|B|C|N|O|F|P|S|K|I|U';
/** Two elements or more, or a gas of two atoms; the numbers of a formula are said in English. */
const FORMULA = new RegExp(
  `(?<![A-Za-z\\d])(?:(?=[A-Za-z]{1,8}[\\d₀-₉])(?:(?:${ELEMENTS})(?:\\d{1,2}|[₀-₉]{1,2})?){2,8}|[HNO][2₂]|O[3₃])(?![A-Za-z\\d₀-₉])`,
  'gu',
);

export function letterNames(word: string): string {
  return [...word.toUpperCase().normalize('NFD')].map((letter) => LETTERS[letter.charCodeAt(0) - 65] ?? '').join('');
}

export function readFormulas(text: string): readonly Reading[] {
  return readMatches(text, FORMULA, ({ 0: formula }) => {
    const spoken = formula.replaceAll(/[A-Za-z]+|[\d₀-₉]+/gu, (part) =>
      /[A-Za-z]/u.test(part)
        ? letterNames(part)
        : (ENGLISH_DIGITS[Number(part.normalize('NFKC'))] ?? cardinal(part.normalize('NFKC'))),
    );
    return { spoken, rule: 'formula' };
  });
}

const FIXED = new RegExp(
  `(?<![A-Za-z\\d])(?:${[...KNOWN_WORDS.keys()].filter((word) => /\d/u.test(word)).join('|')})(?![A-Za-z\\d])`,
  'giu',
);

/** Generations of networks; a small g is a gram. */
const NETWORK = /(?<![A-Za-z\d.])[3-6]G(?![A-Za-z\d])/gu;

/** Letters and numbers that are one name: 3D, MP3, A4, 5G. */
export function readFixed(text: string): readonly Reading[] {
  const networks = readMatches(text, NETWORK, ({ 0: name }) => ({
    spoken: `${ENGLISH_DIGITS[Number(name.charAt(0))] ?? ''}지`,
    rule: 'latin',
  }));
  const fixed = readMatches(text, FIXED, ({ 0: name }) => ({
    spoken: KNOWN_WORDS.get(name.toLowerCase()) ?? name,
    rule: 'latin',
  }));
  return [...networks, ...fixed].sort((one, other) => one.start - other.start);
}

const ROMAN = /(?<=제 ?)[IVX]{1,7}(?![A-Za-z])|(?<![A-Za-z])[IVX]{1,7}(?= ?(?:세|부|장|권|편|막)(?![A-Za-z]))/gu;
const ROMAN_VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

export function readRomans(text: string): readonly Reading[] {
  return readMatches(text, ROMAN, ({ 0: roman, index }) => {
    const values = [...roman].map((letter) => ROMAN_VALUES[letter] ?? 0);
    const sum = values.reduce((total, value, at) => total + (value < (values[at + 1] ?? 0) ? -value : value), 0);
    const apart = /^[가-힣]/u.test(text.slice(index + roman.length)) ? ' ' : '';
    return { spoken: cardinal(String(sum)) + apart, rule: 'number:roman' };
  });
}

const WORD = /\p{Script=Latin}[\p{Script=Latin}\p{M}]*(?:['’][A-Za-z]+|-(?=[A-Za-z])[A-Za-z]+)*(?:\+{1,2}(?![\w+]))?/gu;

export function readLatin(text: string, english: English): readonly Reading[] {
  return readMatches(text, WORD, ({ 0: word, index }) => {
    const spoken = latinWord(word, english);
    // A word behind Hangul is a word of its own; what follows is its particle.
    const apart = /[가-힣]/u.test(text.charAt(index - 1)) ? ' ' : '';
    return { spoken: apart + spoken, rule: /^\p{Lu}+$/u.test(word) ? 'acronym' : 'latin' };
  });
}

/** A word or a few joined by hyphens, in Hangul. */
export function latinWord(word: string, english: English): string {
  const known = KNOWN_WORDS.get(word.toLowerCase());
  if (known !== undefined) return known;
  if (word.endsWith('+')) {
    const plain = word.replace(/\++$/u, '');
    return `${latinWord(plain, english)}${' 플러스'.repeat(word.length - plain.length)}`;
  }
  if (word.includes('-'))
    return word
      .split('-')
      .map((part) => latinWord(part, english))
      .join(' ');
  if (/^\p{Lu}{1,5}$/u.test(word) || word.length === 1 || !/[aeiouy]/iu.test(word)) return letterNames(word);
  const humps = word.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})/gu) ?? [];
  if (humps.length > 1 && humps.join('').length === word.length)
    return humps.map((hump) => latinWord(hump, english)).join('');
  const sounds = english.lookup(word.toLowerCase().replaceAll('’', "'"));
  return sounds === undefined ? letterNames(word) : transliterate(sounds);
}
