import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTokens } from '../../align-words.js';
import { UNITS } from '../../numerals/scan.js';
import { createYueRoom } from './room.js';
import { syllableIpa } from './syllable.js';
import { UNIT_NAMES } from './units.js';
import { hanWords, letterWord } from './words.js';

const room = createYueRoom();
const rows = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t') as [string, string, string]);
const spoken = (source: string) => joinTokens(room.normalise(source)).spoken;
const jyutping = (source: string) =>
  [...spoken(source).matchAll(/(\p{Script=Han}+)|([A-Za-z]+)/gu)]
    .flatMap(([, han, letters]) => (han === undefined ? [letterWord(letters ?? '')] : hanWords(han)))
    .flatMap(({ syllables }) => syllables)
    .join(' ');

describe('Cantonese normalisation', () => {
  it.each(rows('./cases.tsv'))('reads %s as %s (%s)', (source, expected) => {
    expect(spoken(source)).toBe(expected);
  });

  it('names every unit the numeral scanner knows', () => {
    expect(UNITS.filter((unit) => UNIT_NAMES[unit] === undefined)).toEqual([]);
  });

  it('says which rule fired and leaves other text without one', () => {
    expect(room.normalise('共2個**')).toEqual([
      { start: 0, end: 1, spoken: '共', rule: '' },
      { start: 1, end: 2, spoken: '兩', rule: 'number:cardinal' },
      { start: 2, end: 3, spoken: '個', rule: '' },
      { start: 3, end: 5, spoken: '', rule: 'markdown' },
    ]);
  });

  it('keeps what it has no reading for under a rule of its own, signs of layout not', () => {
    const unread = room.normalise('佢嘅ねこ、∮★→$—').filter(({ rule }) => rule === 'unknown');
    expect(unread.map((token) => token.spoken)).toEqual(['ね', 'こ', '∮']);
  });
});

describe('Cantonese readings', () => {
  // Where dictionaries list two readings for one use, both are given.
  it.each(rows('./readings.tsv'))('reads %s as %s (%s)', (source, expected) => {
    expect(expected.split('|')).toContain(jyutping(source));
  });

  it.each(rows('./segments.tsv'))('hears %s as the words %s (%s)', (text, expected) => {
    expect(
      room
        .toIpa(text)
        .words.map(({ start, end }) => text.slice(start, end))
        .join(' '),
    ).toBe(expected);
  });
});

describe('Cantonese pronunciation', () => {
  it.each([
    ['香港', 'hœŋ˥kɔŋ˧˥', 'round vowels and velar codas'],
    ['廣東話', 'kwɔŋ˧˥tʊŋ˥wa˧˥', 'labiovelar, changed tone'],
    ['唔食', 'm̩˨˩ sɪk˨', 'syllabic nasal, entering tone'],
    ['五月', 'ŋ̩˩˧jyt˨', 'syllabic velar nasal'],
    ['水', 'sɵy˧˥', 'front diphthong'],
    ['係，好呀！', 'hɐi˨, hou˧˥ a˧!', 'punctuation in ASCII'],
    ['「係」（好）', 'hɐi˨, hou˧˥,', 'quotation marks dropped, brackets are pauses'],
  ])('pronounces %s as %s (%s)', (text, expected) => {
    expect(room.toIpa(text).ipa).toBe(expected);
  });

  it('gives every syllable of the dictionary a sound', () => {
    for (const initial of ['', 'b', 'gw', 'kw', 'ng', 'z', 'j'])
      for (const final of [
        'aa',
        'aai',
        'ak',
        'a',
        'eng',
        'eoi',
        'yut',
        'oek',
        'ung',
        'om',
        'eot',
        'oet',
        'ot',
        'iu',
        'uk',
      ])
        expect(syllableIpa(`${initial}${final}1`), initial + final).toMatch(/˥$/u);
    expect(syllableIpa('hng6')).toBe('hŋ̩˨');
    expect(syllableIpa('nihao3')).toBeUndefined();
  });

  it('uses only the symbols its header names', () => {
    const text =
      '我哋今日喺香港食咗五碗雲吞麵，佢話好飽喎！水月元，廣東話唔係好難，鴨腳白雪，藥出血，夠曉去開會買鞋咩貓';
    const symbols = new Set('pʰmftnlkŋhwtsjaɐɛiɪɔouʊœɵye\u0329˥˧˨˩ ,.!?;:');
    expect([...room.toIpa(text).ipa].filter((symbol) => !symbols.has(symbol))).toEqual([]);
  });

  it('says every character of Big5 level one and of GB 2312 level one', () => {
    const silent: string[] = [];
    for (const [label, first, last] of [
      ['big5', 0xa4, 0xc5],
      ['gb18030', 0xb0, 0xd6],
    ] as const) {
      const decoder = new TextDecoder(label);
      for (let row = first; row <= last; row += 1) {
        for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
          const character = decoder.decode(new Uint8Array([row, cell]));
          if (/^\p{Script=Han}$/u.test(character) && room.toIpa(character).ipa === '') silent.push(character);
        }
      }
    }
    expect(silent).toEqual([]);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...'佢哋2個年月日第點-./:,%$€5 08+=~α〇()℃kmGB元#*>[]`@😀\u200D\uFE0F\n折室々㐂𠮷ｱ½²₂√',
    'US$',
    'www.',
    '](',
    '2345',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((list) => list.join('')),
  );

  it('is covered by tokens in order and without gaps, and no digit is left unread', () => {
    fc.assert(
      fc.property(text, (source) => {
        const tokens = room.normalise(source);
        let at = 0;
        for (const token of tokens) {
          expect(token.start).toBe(at);
          expect(token.end).toBeGreaterThan(token.start);
          if (token.rule === '') expect(token.spoken).toBe(source.slice(token.start, token.end));
          at = token.end;
        }
        expect(at).toBe(source.length);
        expect(spoken(source)).not.toMatch(/[0-9０-９]/u);
      }),
      { numRuns: 300 },
    );
  });

  it('has its words in order inside text and IPA, and every sound lies in one', () => {
    fc.assert(
      fc.property(text, (source) => {
        const written = spoken(source);
        const { ipa, words } = room.toIpa(written);
        let at = 0;
        let heard = '';
        let ipaAt = 0;
        for (const { start, end, ipaStart, ipaEnd } of words) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          heard += ipa.slice(ipaAt, ipaStart);
          at = end;
          ipaAt = ipaEnd;
        }
        expect(at).toBeLessThanOrEqual(written.length);
        expect(heard + ipa.slice(ipaAt)).toMatch(/^[ ,.!?;:]*$/u);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['](', '[(', 'a@', '@a.', '2345 ', '1/', '> ', '係咁', '10-', 'www.', '.a', '$', '佢'])(
    'takes long runs of %s in linear time',
    (piece) => {
      const long = piece.repeat(Math.ceil(40_000 / piece.length));
      expect(room.normalise(long).at(-1)?.end).toBe(long.length);
    },
  );
});
