import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LIMIT, realFrontend } from '../plan.fixture.js';
import type { Frontend, PlanOptions } from '../plan.js';
import { runToEnd } from '../steps.js';
import { checkLexicon } from './check-lexicon.js';
import { compileLexicons } from './compile-lexicons.js';
import { CANDIDATES_MAX, listCandidates } from './list-candidates.js';

let frontend: Frontend;
beforeAll(async () => {
  frontend = await realFrontend();
});

const OPTIONS: PlanOptions = { language: 'auto', limit: LIMIT };
const list = (text: string, more: Partial<PlanOptions> = {}) =>
  runToEnd(listCandidates(frontend, text, { ...OPTIONS, ...more }));
const told = (text: string) => list(text).map(({ word, kind, reading }) => [word, kind, reading]);

describe('candidates for a lexicon', () => {
  it('are words that are read by their spelling, names, and initials, with how they are read', () => {
    expect(told("Frobnik's flurbling is at the IBM lab.")).toEqual([
      ['Frobnik', 'name', 'fɹˈɑbnɪk'],
      ['flurbling', 'unknown_word', 'flˈɜɹbəlɪŋ'],
      ['IBM', 'abbreviation', 'ˌaɪbˌiˈɛm'],
    ]);
    expect(told('The cat of Shanghai sat on the table.')).toEqual([]);
  });

  it('are Chinese names and characters of several readings outside of words', () => {
    expect(told('单依纯在这行代码里。')).toEqual([
      ['单依纯', 'name', 'shan4 yi1 chun2'],
      ['行', 'polyphone', 'hang2'],
    ]);
    expect(told('银行和音乐都在重庆。')).toEqual([]);
    expect(told('佢行緊，好樂。')).toEqual([
      ['行', 'polyphone', 'haang4'],
      ['樂', 'polyphone', 'lok6'],
    ]);
  });

  it('are names of Japanese people, and words in hanja', () => {
    expect(told('渡邉さんと山田が学校へ来た。')).toEqual([
      ['渡邉', 'name', 'ワタナベ'],
      ['山田', 'name', 'ヤマダ'],
    ]);
    expect(told('藤井聡太と渋沢栄一が、鬼塚晋三と、小鳥遊さんと、安倍晋三と。')).toEqual([
      ['藤井聡太', 'name', 'フジイソータ'],
      ['渋沢栄一', 'name', 'シブサワエーイチ'],
      ['鬼塚晋三', 'name', 'オニズカススムサン'],
      ['小鳥遊', 'name', 'コトリユー'],
    ]);
    expect(told('그는 大韓民國의 사람이다.')).toEqual([['大韓民國', 'polyphone', '대한민국']]);
  });

  it('are initials in Japanese, by the Japanese names of their letters', () => {
    expect(told('HTMLとXMLを学ぶ。NASAは別だ。')).toEqual([
      ['HTML', 'abbreviation', 'エイチティーエムエル'],
      ['XML', 'abbreviation', 'エックスエムエル'],
    ]);
  });

  it('are characters that nothing reads', () => {
    expect(list('The sign ∰ is here.')).toMatchObject([
      { word: '∰', kind: 'no_reading', language: 'en', offset: 9, reading: '' },
    ]);
  });

  it('are counted, the most frequent and most doubtful first, where they first stand', () => {
    expect(list('IBM. IBM. 😀 Frobnik! IBM. Frobnik.').map(({ word, count, offset }) => [word, count, offset])).toEqual(
      [
        ['Frobnik', 2, 12],
        ['IBM', 3, 0],
      ],
    );
  });

  it('are none that a lexicon or markup fixes', () => {
    const lexicon = { entries: [{ graphemes: ['Frobnik'], alias: 'frob nick' }] };
    expect(list('Frobnik ran.', { findPins: compileLexicons([{ name: 'l', lexicon }]) })).toEqual([]);
    expect(told('[Frobnik](/fɹˈɑb/) ran.')).toEqual([]);
  });

  it('have readings that an entry takes as they are, and stand where they say, whatever the text', () => {
    const piece = fc.constantFrom(
      'Frobnik ',
      'IBM ',
      '单依纯',
      '行',
      '渡邉さん',
      '佢行緊',
      '大韓民國의 ',
      '∰',
      '😀',
      '。',
      '. ',
      'xkcd ',
      '[voice:a]',
      '乐乐',
      '儿',
      '龖',
      '3',
      '<b>',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (parts) => {
        const text = `${parts.join('')} a`;
        const points = [...text];
        for (const { word, offset, reading, alphabet, kind, language } of list(text)) {
          expect(points.slice(offset, offset + [...word].length).join('')).toBe(word);
          if (kind !== 'no_reading')
            checkLexicon({ language, entries: [{ graphemes: [word], phoneme: reading, alphabet }] });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('change nothing that is heard when they are put back as entries', () => {
    let tried = 0;
    for (const [language, file] of [
      ['zh', 'zh/polyphones.tsv'],
      ['zh', 'zh/readings.tsv'],
      ['yue', 'yue/readings.tsv'],
    ] as const) {
      for (const line of readFileSync(new URL(`../languages/${file}`, import.meta.url), 'utf8')
        .trim()
        .split('\n')
        .slice(1)) {
        const [text = ''] = line.split('\t');
        const heard = (findPins?: PlanOptions['findPins']) =>
          frontend
            .plan(text, { ...OPTIONS, language, ...(findPins && { findPins }) })
            .segments.flatMap(({ spans }) => spans.map(({ ipa }) => ipa.replaceAll(' ', '')))
            .join('');
        for (const { word, reading, alphabet } of list(text, { language })) {
          tried += 1;
          const entries = [{ graphemes: [word], phoneme: reading, alphabet }];
          const put = heard(compileLexicons([{ name: 'l', lexicon: { language, entries } }]));
          expect(put, `${word} ${reading} in ${text}`).toBe(heard());
        }
      }
    }
    expect(tried).toBeGreaterThan(150);
  });

  it('are phrases where a character is read in several ways', () => {
    expect(told('曾先生曾经来过。')).toEqual([['曾先生', 'polyphone', 'zeng1 xian1 sheng5']]);
    expect(told('这里的空气很闷。他一个人在家很闷。')).toEqual([]);
  });

  it(`are ${CANDIDATES_MAX} at most`, () => {
    const letters = [...'bdfgklmnpr'];
    const words = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => `z${a}o${b}uz${c}ix`)));
    expect(list(words.join(', '))).toHaveLength(CANDIDATES_MAX);
  });
});
