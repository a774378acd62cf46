import { readFileSync } from 'node:fs';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadJapanese } from '../../../../dictionaries/src/japanese.js';
import type { Dictionaries, LanguageRoom } from '../room.js';
import { createJaRoom, readKana } from './room.js';

const table = (name: string): readonly (readonly string[])[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));

let dictionaries: Dictionaries;
let room: LanguageRoom;

beforeAll(async () => {
  dictionaries = { japanese: await loadJapanese(), english: { lookup: () => undefined } };
  room = createJaRoom(dictionaries);
});

const rules = (source: string): readonly string[] =>
  room
    .normalise(source)
    .map((token) => token.rule)
    .filter((rule) => rule !== '');

const VOWELS =
  'アカサタナハマヤラワガザダバパァャヮ イキシチニヒミリギジビピィ ウクスツヌフムユルグズブプゥュヴ エケセテネヘメレゲゼデベペェ オコソトノホモヨロゴゾドボポォョ';

/** Two spellings of one sound alike: a long vowel by its sign or by the vowel once more (オーキイ, オオキー). */
function sounds(kana: string): string {
  const rows = VOWELS.split(' ').map((row, index) => ({ row, vowel: 'アイウエオ'.charAt(index) }));
  return [...kana].reduce((before, one) => {
    const last = before.at(-1) ?? '';
    const vowel = rows.find(({ row }) => last !== '' && row.includes(last))?.vowel ?? '';
    return before + (one === 'ー' ? vowel : one);
  }, '');
}

const heard = (source: string) => readKana(source, dictionaries).replaceAll(' ', '');

describe('readings of the table', () => {
  it.each(table('cases.tsv'))('%s is read %s', (source = '', reading = '', fired = undefined as string | undefined) => {
    expect(sounds(heard(source))).toBe(sounds(reading));
    if (fired === undefined) return;
    const distinct = rules(source).filter((rule, index, all) => rule !== all[index - 1]);
    expect(distinct.join(' ')).toBe(fired);
  });
});

describe('words in their context', () => {
  it.each(table('readings.tsv'))('%s is heard as %s', (source = '', reading = '') => {
    expect(sounds(heard(source))).toBe(sounds(reading));
  });
});

describe('words inside of sentences', () => {
  it.each(table('words.tsv'))('of %s one hears %s', (source = '', parts = '') => {
    const whole = sounds(heard(source));
    for (const part of parts.split(' ')) expect(whole).toContain(sounds(part));
  });
});

describe('pronunciations of the table', () => {
  it.each(table('pronunciations.tsv'))('%s sounds %s', (text = '', ipa = '') => {
    expect(room.toIpa(text).ipa).toBe(ipa);
  });
});

describe('any text at all', () => {
  const samples = table('cases.tsv').map(([source = '']) => source);
  const text = oneof(
    string({ unit: 'binary', maxLength: 60 }),
    string({ unit: constantFrom(...samples.join('')), maxLength: 60 }),
    array(constantFrom(...samples), { maxLength: 6 }).map((parts) => parts.join('')),
  );

  it('is covered by its tokens in order and without gaps', () => {
    assert(
      property(text, (source) => {
        let at = 0;
        for (const token of room.normalise(source)) {
          expect(token.start).toBe(at);
          expect(token.end).toBeGreaterThan(token.start);
          at = token.end;
        }
        expect(at).toBe(source.length);
      }),
      { numRuns: 300 },
    );
  });

  it('has its words inside it and in order, and every sound inside a word', () => {
    assert(
      property(text, (source) => {
        const { ipa, words } = room.toIpa(source);
        let [at, sound] = [0, 0];
        for (const word of words) {
          expect(word.start).toBeGreaterThanOrEqual(Math.min(at, source.length));
          expect(word.end).toBeGreaterThan(word.start);
          expect(ipa.slice(sound, word.ipaStart)).toMatch(sound === 0 ? /^$/u : /^[,.!?;:]* $/u);
          [at, sound] = [word.start, word.ipaEnd];
        }
        expect(at).toBeLessThanOrEqual(source.length);
        expect(ipa.slice(sound)).toMatch(/^[,.!?;:]*$/u);
      }),
      { numRuns: 300 },
    );
  });
});

it('a sentence that is read as it is written is analysed once: the analyser takes half the time of planning', () => {
  const asked: string[] = [];
  const analyse = (text: string) => {
    asked.push(text);
    return dictionaries.japanese.analyse(text);
  };
  const counting = createJaRoom({ ...dictionaries, japanese: { analyse } });
  const read = (source: string) => {
    const spoken = counting.normalise(source).map((token) => token.spoken);
    return counting.toIpa(spoken.join('')).ipa;
  };
  const [first, second] = ['今日は晴れです。', '明日は雨です。'];
  expect([read(first), read(second)]).toEqual([first, second].map((source) => room.toIpa(source).ipa));
  expect(asked).toEqual([first, second]);
});
