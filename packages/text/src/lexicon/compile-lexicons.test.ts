import type { LexiconEntry } from '@lector/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../steps.js';
import { buildAutomaton } from './automaton.js';
import { compileLexicons } from './compile-lexicons.js';

const entry = (grapheme: string, more: Partial<LexiconEntry> = {}): LexiconEntry => ({
  graphemes: [grapheme],
  alias: `alias of ${grapheme}`,
  ...more,
});
const find = (text: string, ...lexicons: readonly (readonly LexiconEntry[])[]) =>
  runToEnd(
    compileLexicons(lexicons.map((entries, at) => ({ name: `l${at}`, lexicon: { entries: [...entries] } })))(text),
  );
const found = (text: string, ...graphemes: readonly string[]) =>
  find(
    text,
    graphemes.map((grapheme) => entry(grapheme)),
  ).map(({ start, end }) => text.slice(start, end));

describe('words of a lexicon', () => {
  it('are found from left to right, the longest at each place', () => {
    expect(found('重庆大学在重庆', '重庆', '重庆大学', '大学')).toEqual(['重庆大学', '重庆']);
    expect(found('New York City and New York', 'New York', 'New York City', 'City')).toEqual([
      'New York City',
      'New York',
    ]);
  });

  it('are whole words where a script has words', () => {
    expect(found('cat, concatenate; cats scat CAT2 «cat»', 'cat')).toEqual(['cat', 'cat']);
    expect(found('COVID COVID19 COVID-19', 'COVID')).toEqual(['COVID', 'COVID']);
    expect(found('5 15 5% 1.5 5.1 5,000 5G', '5')).toEqual(['5', '5']);
    expect(found('кот который кот', 'кот')).toEqual(['кот', 'кот']);
    expect(found('トムとアトムとトムズ、トム', 'トム')).toEqual(['トム', 'トム']);
    expect(found('在NASA工作、NASAの人、NASA가', 'NASA')).toEqual(['NASA', 'NASA', 'NASA']);
    expect(found('東京都の東京タワー', '東京')).toEqual(['東京', '東京']);
  });

  it('are not a part of an address, of a contraction or of initials', () => {
    expect(found('example.com bob@example.org www.example.com the example.', 'example')).toEqual(['example']);
    expect(found("can can't Brien O'Brien", 'can', 'Brien')).toEqual(['can', 'Brien']);
    expect(found('U.S U.S.A', 'U.S')).toEqual(['U.S']);
    expect(found('to Qin.He went', 'Qin')).toEqual(['Qin']);
  });

  it('may be possessives, and Korean nouns with their particles', () => {
    expect(found("Qin's, Qin’s, Qins, Qin'sa", 'Qin')).toEqual(['Qin', 'Qin']);
    expect(found("O'Brien's O’Brien", "O'Brien")).toEqual(["O'Brien", 'O’Brien']);
    expect(found('서울이 서울에서는 서울입니다 서울들이 서울대로는 대서울 서울', '서울')).toEqual(
      Array(5).fill('서울'),
    );
    expect(found('3개 개 개를', '개')).toEqual(['개', '개']);
  });

  it('are compared without regard to width, composition and capitals', () => {
    expect(found('ＮＡＳＡ nasa NASA', 'Nasa')).toEqual(['ＮＡＳＡ', 'nasa', 'NASA']);
    expect(found('cafe\u0301 café cafe', 'café')).toEqual(['cafe\u0301', 'café']);
    expect(found('ｶﾞｲﾄﾞの한국', 'ガイド', '한국')).toEqual(['ｶﾞｲﾄﾞ', '한국']);
    expect(found('ﬁre ﬁ', 'fire', 'f')).toEqual(['ﬁre']);
  });

  it('take any white space but the end of a paragraph for a space', () => {
    const wrapped = 'A line long enough to have been wrapped in New\u00a0 York and machine\nlearning. New\nYork';
    expect(found(wrapped, 'New York', 'machine learning')).toEqual(['New\u00a0 York', 'machine\nlearning']);
    expect(found('machine\n\nlearning', 'machine learning')).toEqual([]);
  });

  it('with capitals of their own go before those for any', () => {
    const pins = find('US us Us', [entry('us', { alias: 'any' }), entry('US', { alias: 'exact', case: 'exact' })]);
    expect(pins.map(({ reading }) => reading)).toEqual(
      ['exact', 'any', 'any'].map((text) => ({ kind: 'alias', text })),
    );
  });

  it('of the lexicon named first hold', () => {
    const pins = find('Qin', [entry('qin', { alias: 'first' })], [entry('Qin', { alias: 'second', case: 'exact' })]);
    expect(pins).toMatchObject([{ reading: { text: 'first' }, rule: 'lexicon:l0' }]);
  });

  it('hold in the language they name, else that of the lexicon, else that of their notation, else anywhere', () => {
    const pins = (language: 'en' | undefined, one: Partial<LexiconEntry>) =>
      runToEnd(
        compileLexicons([
          { name: 'l', lexicon: { ...(language && { language }), entries: [{ graphemes: ['行'], ...one }] } },
        ])('行'),
      )[0]?.within;
    expect(pins('en', { alias: 'a', language: 'ja' })).toEqual(['ja']);
    expect(pins('en', { alias: 'a' })).toEqual(['en']);
    expect(pins(undefined, { phoneme: 'háng', alphabet: 'x-pinyin' })).toEqual(['zh']);
    expect(pins(undefined, { phoneme: 'haŋ', alphabet: 'ipa' })).toBeUndefined();
  });

  it('are the longest of each language by itself', () => {
    const pins = find('東京都庁', [
      entry('東京都庁', { language: 'ja' }),
      entry('東京', { language: 'zh' }),
      entry('東京'),
      entry('都庁', { language: 'ko' }),
    ]);
    expect(pins.map(({ start, end, within }) => [start, end, within])).toEqual([
      [0, 4, ['ja']],
      [0, 2, ['zh']],
      [0, 2, ['en', 'yue', 'ko']],
      [2, 4, ['ko']],
    ]);
  });

  it('are found as anywhere where the text is looked at in parts', () => {
    const text = `${'あ'.repeat(4_094)}重庆大学${'い'.repeat(40_000)}重庆`;
    expect(found(text, '重庆大学', '重庆')).toEqual(['重庆大学', '重庆']);
  });

  it('and texts may be anything: places are in order, inside of the text, and of each language apart', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom(
        'a',
        'A',
        ' ',
        '\n',
        "'s",
        '重',
        '가',
        '은',
        'カ',
        'ﾞ',
        '\u0301',
        'ﬁ',
        'İ',
        '\ufffc',
        '1',
        '.',
        '😀',
      ),
    );
    const string = fc.array(piece, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
    const entries = fc.array(
      fc.record({
        grapheme: string,
        language: fc.constantFrom('zh', 'ja', undefined),
        case: fc.constantFrom('any', 'exact'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(string, entries, (text, list) => {
        const made = list.map(({ grapheme, language, case: one }) =>
          entry(grapheme, { case: one, ...(language && { language }) }),
        );
        const pins = find(text, made);
        for (const language of ['zh', 'ja', 'en'] as const) {
          let at = 0;
          for (const { start, end } of pins.filter(({ within }) => within?.includes(language) ?? true)) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(at).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are found in linear time whatever they are', () => {
    const nasty = Array.from({ length: 99 }, (_, at) => entry(`${'一'.repeat(at + 1)}x`, { case: 'exact' }));
    const text = '一'.repeat(100_000);
    const suffixes = Array.from({ length: 99 }, (_, at) => entry(`${'一'.repeat(98 - at)}X${'二'.repeat(at)}`));
    expect(find(text, [...nasty, ...suffixes])).toEqual([]);
    expect(
      find(
        'a'.repeat(100_000),
        Array.from({ length: 99 }, (_, at) => entry('a'.repeat(at + 1))),
      ),
    ).toEqual([]);
    expect(find(`${' '.repeat(100_000)}e${'\u0301'.repeat(100_000)}`, [entry('a b')])).toEqual([]);
  });
});

describe('the automaton', () => {
  it('tells of each place all words that begin there, the longest first', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 20 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 40 }),
        (words, text) => {
          const automaton = runToEnd(buildAutomaton(words));
          const states = runToEnd(automaton.walk(text));
          for (const [at, state] of states.entries()) {
            const told: string[] = [];
            for (let one = automaton.longest(state); one !== 0; one = automaton.shorter(one)) {
              told.push(words[automaton.places(one)[0] ?? -1] ?? '');
              expect(automaton.length(one)).toBe(told.at(-1)?.length);
            }
            const expected = [...new Set(words)].filter((one) => text.startsWith(one, at));
            expect(told).toEqual(expected.sort((one, other) => other.length - one.length));
          }
        },
      ),
    );
  });
});
