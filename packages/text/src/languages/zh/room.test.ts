import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNITS } from '../../numerals/scan.js';
import { createZhRoom } from './room.js';
import { parseSyllable, syllableIpa } from './syllable.js';
import { UNIT_NAMES } from './units.js';

const room = createZhRoom();
const rows = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t') as [string, string, string]);
const spoken = (source: string) =>
  room
    .normalise(source)
    .map((token) => token.spoken)
    .join('');

describe('Mandarin normalisation', () => {
  it.each(rows('./cases.tsv'))('reads %s as %s (%s)', (source, expected) => {
    expect(spoken(source)).toBe(expected);
  });

  it('names every unit the numeral scanner knows', () => {
    expect(UNITS.filter((unit) => UNIT_NAMES[unit] === undefined)).toEqual([]);
  });

  it('says which rule fired and leaves other text without one', () => {
    expect(room.normalise('共3个')).toEqual([
      { start: 0, end: 1, spoken: '共', rule: '' },
      { start: 1, end: 2, spoken: '三', rule: 'number:cardinal' },
      { start: 2, end: 3, spoken: '个', rule: '' },
    ]);
  });

  it('keeps a character without a reading under its own rule', () => {
    expect(room.normalise('喜㐂𠮷')).toEqual([
      { start: 0, end: 1, spoken: '喜', rule: '' },
      { start: 1, end: 2, spoken: '㐂', rule: 'unknown' },
      { start: 2, end: 4, spoken: '𠮷', rule: '' },
    ]);
  });

  it('keeps signs and letters of other scripts that Chinese does not say under that rule too', () => {
    const unread = room.normalise('和∮与ŋ、★→$').filter(({ rule }) => rule === 'unknown');
    expect(unread.map((token) => token.spoken)).toEqual(['∮', 'ŋ']);
  });

  it('covers any source in order and without gaps, and leaves no digit unread', () => {
    const text = fc.string({ unit: fc.constantFrom(...'今天2个年月日第点-./:,%¥$€5 08+=~α〇()℃kmGB元') });
    fc.assert(
      fc.property(text, (source) => {
        const tokens = room.normalise(source);
        let at = 0;
        for (const token of tokens) {
          expect(token.start).toBe(at);
          expect(token.end).toBeGreaterThan(token.start);
          at = token.end;
        }
        expect(at).toBe(source.length);
        expect(spoken(source)).not.toMatch(/\d/u);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Pinyin with tone numbers (0 neutral) as IPA without word boundaries; `huir4` carries the suffix 儿. */
const pinyinIpa = (reading: string) =>
  reading
    .split(' ')
    .map((written) => {
      const rhotic = /^(?!er[0-5]$)(.+)r([0-5])$/u.exec(written);
      const syllable = parseSyllable(rhotic === null ? written : `${rhotic[1]}${rhotic[2]}`);
      return syllable === undefined ? `not pinyin: ${written}` : syllableIpa({ ...syllable, rhotic: rhotic !== null });
    })
    .join('');

/** Characters that the room has rules for, between arbitrary ones. */
const anything = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'今天2个第1点-./:,%¥€ 08+=~〇()℃kmGBXI*`[]#@_^√′″儿一不得地着了长行中为还看姓任乾著😀½²₂Ａ１\n'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 60,
});

describe('Mandarin of any text', () => {
  it('covers arbitrary Unicode in order and without gaps, and throws at nothing', () => {
    fc.assert(
      fc.property(anything, (source) => {
        let at = 0;
        for (const token of room.normalise(source)) {
          expect(token.start).toBe(at);
          expect(token.end).toBeGreaterThan(token.start);
          if (token.rule === '') expect(source.slice(token.start, token.end).startsWith(token.spoken)).toBe(true);
          at = token.end;
        }
        expect(at).toBe(source.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the words of arbitrary Unicode in order, inside the text and inside the IPA', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { ipa, words } = room.toIpa(text);
        let [at, sound] = [0, 0];
        for (const word of words) {
          expect(word.start).toBeGreaterThanOrEqual(at);
          expect(word.end).toBeGreaterThan(word.start);
          expect(word.ipaStart).toBeGreaterThanOrEqual(sound);
          expect(word.ipaEnd).toBeGreaterThan(word.ipaStart);
          [at, sound] = [word.end, word.ipaEnd];
        }
        expect(at).toBeLessThanOrEqual(text.length);
        expect(sound).toBeLessThanOrEqual(ipa.length);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '1',
    '*',
    '[',
    '[a](',
    '`',
    '1-',
    '2:',
    '@a',
    'a.',
    '第1',
    '一',
    '不看',
    '1*',
    '-',
    '长',
    '转1',
    '/1',
    '^1',
    '年-',
  ])(
    'reads 20,000 times %s in linear time',
    (unit) => {
      // The processor's time, not the clock's, and the best of several runs: a busy machine must not fail it.
      const cost = (times: number): number => {
        const text = unit.repeat(times);
        const runs = Array.from({ length: 4 }, () => {
          const started = process.cpuUsage();
          room.normalise(text);
          return process.cpuUsage(started).user / 1000;
        });
        return Math.min(...runs);
      };
      // Eight times the text; quadratic work would take 64 times as long. The floor keeps the clock's grain out of it.
      expect(cost(20_000)).toBeLessThan(Math.max(400, 24 * cost(2_500)));
    },
    30_000,
  );
});

describe('Mandarin pronunciation', () => {
  it.each(rows('./readings.tsv'))('reads %s as %s (%s)', (source, expected) => {
    expect(room.toIpa(spoken(source)).ipa.replace(/[ ,.!?;:]/gu, '')).toBe(pinyinIpa(expected));
  });

  it.each(rows('./pronunciations.tsv'))('pronounces %s as %s (%s)', (text, expected) => {
    expect(room.toIpa(text).ipa).toBe(expected);
  });

  it('pronounces every character of GB 2312 level one as a whole syllable', () => {
    const decoder = new TextDecoder('gb18030');
    const characters: string[] = [];
    for (let row = 0xb0; row <= 0xd6; row += 1) {
      for (let cell = 0xa1; cell <= 0xfe; cell += 1) characters.push(decoder.decode(new Uint8Array([row, cell])));
    }
    const silent = characters.filter((character) => !/[aeiouyəɤɚɛɔʊɻɹ]/u.test(room.toIpa(character).ipa));
    expect(characters.length).toBeGreaterThan(3000);
    expect(silent).toEqual([]);
  });

  it('uses only the symbols its header names', () => {
    const text = '今天天气真不错，我们一起去公园散步吧！四是四，十是十；绿女略全云熊窗外会儿资次日吃诗热二耳嗯哟';
    const symbols = new Set('pʰmftnlkxɕʈʂɻsjwɥaeəɤɚɛioɔuʊyɹ\u0329ŋ˥˧˨˩˦ ,.!?;:');
    expect([...room.toIpa(text).ipa].filter((symbol) => !symbols.has(symbol))).toEqual([]);
  });
});
