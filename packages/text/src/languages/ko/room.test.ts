import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEnglish } from '../../../../dictionaries/src/english.js';
import { UNITS } from '../../numerals/scan.js';
import type { Dictionaries, LanguageRoom } from '../room.js';
import { UNIT_NAMES } from './normalise/units.js';
import { createKoRoom, readHangul } from './room.js';

let english: Dictionaries['english'];
let room: LanguageRoom;
beforeAll(async () => {
  english = await loadEnglish();
  room = createKoRoom({ english });
});

const rows = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t') as [string, string, string]);

/** As the planner joins them. */
const spoken = (source: string) =>
  room
    .normalise(source)
    .map((token) => token.spoken)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();

describe('Korean normalisation', () => {
  it.each(rows('./cases.tsv'))('reads %s as %s (%s)', (source, expected) => {
    expect(spoken(source)).toBe(expected);
  });

  it('names every unit the numeral scanner knows', () => {
    expect(UNITS.filter((unit) => UNIT_NAMES[unit] === undefined)).toEqual([]);
  });

  it('says which rule fired and leaves other text without one', () => {
    expect(room.normalise('총 3개')).toEqual([
      { start: 0, end: 2, spoken: '총 ', rule: '' },
      { start: 2, end: 3, spoken: '세 ', rule: 'number:cardinal' },
      { start: 3, end: 4, spoken: '개', rule: '' },
    ]);
  });

  it('keeps letters, hanja and signs without a reading under a rule of their own', () => {
    const unread = room.normalise('한국 あ 龘 ⊕ ж').filter(({ rule }) => rule === 'unknown');
    expect(unread.map((token) => token.spoken)).toEqual(['あ', '龘', '⊕', 'ж']);
  });

  it('composes decomposed Hangul and keeps the offsets of the source', () => {
    const source = '한국 3개'.normalize('NFD');
    expect(spoken(source)).toBe('한국 세 개');
    expect(room.normalise(source).at(-1)?.end).toBe(source.length);
  });
});

describe('Korean pronunciation', () => {
  it.each(rows('./readings.tsv'))('pronounces %s as %s (%s)', (source, expected) => {
    expect(readHangul(source, { english })).toBe(expected);
  });

  it.each([
    ['안녕하세요', 'annjʌŋhasejo'],
    ['국밥을 먹었습니다.', 'kuk̚p͈abɯl mʌɡʌt̚s͈ɯmnida.'],
    ['시계, 쌀!', 'ɕiɡe, s͈al!'],
    ['서울역', 'sʌulljʌk̚'],
  ])('writes %s as %s', (text, ipa) => {
    expect(room.toIpa(text).ipa).toBe(ipa);
  });

  it('tells words with their sounds', () => {
    const { ipa, words } = room.toIpa('“좋은” 날, 네.');
    expect(words.map(({ ipaStart, ipaEnd }) => ipa.slice(ipaStart, ipaEnd))).toEqual(['tɕoɯn', 'nal', 'ne']);
    expect(words.map(({ start, end }) => [start, end])).toEqual([
      [1, 3],
      [5, 6],
      [8, 9],
    ]);
  });

  it('uses only the symbols its header names', () => {
    const symbols = new Set('aɛʌeouɯijwɰktpsɕɡdbʑhmnɾlŋʰ\u0348\u031A ,.!?;:');
    let text = '';
    for (let code = 0xac00; code <= 0xd7a3; code += 7) text += String.fromCharCode(code) + (code % 5 === 0 ? ' ' : '');
    expect([...room.toIpa(text).ipa].filter((symbol) => !symbols.has(symbol))).toEqual([]);
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.string({ unit: fc.constantFrom(...'한국3개년월일시분~-./:,%¥$₩€5 08+=()℃kmGB원만억천제번대'), maxLength: 12 }),
    fc.constantFrom(
      '닭을',
      '을(를)',
      'K-pop',
      '大韓民國',
      '(女子)',
      'https://a.kr/b',
      'ㅋㅋ',
      '1/2',
      '½',
      '\u1112\u1161\u11ab',
      '\ud800',
    ),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  /** What is wrong with the reading of a text; nothing, it is hoped. */
  function faults(source: string): readonly string[] {
    const found: string[] = [];
    let at = 0;
    for (const { start, end } of room.normalise(source)) {
      if (start !== at || end <= start) found.push(`a token from ${start} to ${end} behind ${at}`);
      at = end;
    }
    if (at !== source.length) found.push(`covered up to ${at}`);
    const said = spoken(source);
    if (/[0-9]/u.test(said)) found.push(`a digit is left in ${said}`);
    const { ipa, words } = room.toIpa(said);
    let sound = 0;
    for (const { start, end, ipaStart, ipaEnd } of words) {
      if (end <= start || end > said.length) found.push(`a word from ${start} to ${end}`);
      if (!/^[ ,.!?;:]*$/u.test(ipa.slice(sound, ipaStart))) found.push(`sounds outside of words in ${ipa}`);
      if (!/^[^ ,.!?;:]+$/u.test(ipa.slice(ipaStart, ipaEnd))) found.push(`no single word at ${ipaStart} in ${ipa}`);
      sound = ipaEnd;
    }
    if (!/^[ ,.!?;:]*$/u.test(ipa.slice(sound)) || ipa !== ipa.trim()) found.push(`an end of its own in ${ipa}`);
    return found;
  }

  it('is covered in order and without gaps, says no digit as a digit, and every sound lies in a word', () => {
    fc.assert(
      fc.property(text, (source) => {
        expect(faults(source)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
