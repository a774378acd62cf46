import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { realFrontend } from './plan.fixture.js';
import type { Frontend } from './plan.js';
import type { Span } from './plan-types.js';

let frontend: Frontend;
beforeAll(async () => {
  frontend = await realFrontend();
});

const limit = { maxSize: 500, targetSize: 220, size: ({ ipa }: Pick<Span, 'ipa'>) => ipa.length + 1 };
const spansOf = (text: string, language: Span['language'] | 'auto' = 'auto') =>
  frontend.plan(text, { language, limit }).segments.flatMap(({ spans }) => spans);
const wordsOf = (text: string) => {
  const characters = [...text];
  return spansOf(text).flatMap(({ ipa, words }) =>
    words.map(({ start, end, ipaStart, ipaEnd }) => [
      characters.slice(start, end).join(''),
      ipa.slice(ipaStart, ipaEnd),
    ]),
  );
};

const firstColumn = (table: string) =>
  readFileSync(new URL(`languages/${table}.tsv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[0] ?? '');
const sources = (['en', 'zh', 'ja'] as const).flatMap((language) =>
  firstColumn(`${language}/cases`).map((source) => ({ language, source })),
);

describe('the words of a plan', () => {
  it('are English words, with numbers and abbreviations whole', () => {
    expect(wordsOf('Hello ,  “Dr. May” — at 14:30!')).toEqual([
      ['Hello', 'həlˈoʊ'],
      ['Dr.', 'dˈɑktəɹ'],
      ['May', 'mˈeɪ'],
      ['at', 'æt'],
      ['14:30', 'fˌɔɹtˈin θˈɜɹɾi'],
    ]);
  });

  it('are Chinese words by segmentation, in code points, 儿 with the syllable it colours', () => {
    expect(wordsOf('𠮷野家好吃，等一会儿，2026年去')).toEqual([
      ['𠮷野', 'tɕi˧˥je˨˩˦'],
      ['家', 'tɕja˥'],
      ['好吃', 'xau˨˩˦ʈʂʰɻ̩˥'],
      ['等', 'təŋ˨˩˦'],
      ['一会儿', 'i˧˥xwəɻ˥˩'],
      ['2026年', 'ɚ˥˩liŋ˧˥ɚ˥˩ ljou˥˩njɛn˧˥'],
      ['去', 'tɕʰy˥˩'],
    ]);
  });

  it('are Japanese words by morphemes: verbs with their endings, particles by themselves, counters with their number', () => {
    expect(wordsOf('ｶﾞｽは「３本」買いました。')).toEqual([
      ['ｶﾞｽ', 'ɡasɨ'],
      ['は', 'βa'],
      ['３本', 'samboɴ'],
      ['買いました', 'kaimaɕita'],
    ]);
  });

  it('stand in order, without overlap, inside their span', () => {
    for (const { language, source } of sources) {
      for (const { start, end, words } of spansOf(source, language)) {
        let at = start;
        for (const word of words) {
          expect(word.start, source).toBeGreaterThanOrEqual(at);
          expect(word.end, source).toBeGreaterThan(word.start);
          at = word.end;
        }
        expect(at, source).toBeLessThanOrEqual(end);
      }
    }
  });

  it('hold every sound: between two of them stand a space or marks, and nothing else', () => {
    for (const { language, source } of sources) {
      for (const { ipa, words } of spansOf(source, language)) {
        let at = 0;
        const between: string[] = [];
        for (const { ipaStart, ipaEnd } of words) {
          between.push(ipa.slice(at, ipaStart));
          expect(ipaEnd, source).toBeGreaterThan(ipaStart);
          at = ipaEnd;
        }
        const [before, ...gaps] = [...between, ipa.slice(at)];
        const behind = gaps.pop();
        expect([before, behind?.replace(/[,.!?;:]/gu, '')], source).toEqual(['', '']);
        for (const gap of gaps) expect(gap, source).toMatch(/^[,.!?;:]* $/u);
      }
    }
  });

  it('sound and stand the same when the text comes decomposed, as file systems write it', () => {
    const texts = [
      'Việt Nam, CAFÉ, naïve façades',
      'ヴァイオリンとプードルが、パンを食べます。',
      ...sources.map(({ source }) => source),
      ...firstColumn('ja/pronunciations'),
    ];
    let decomposed = 0;
    for (const text of texts) {
      const apart = text.normalize('NFD');
      if (apart === text || apart.normalize('NFC') !== text) continue;
      decomposed += 1;
      expect(
        wordsOf(apart).map(([word = '', ipa]) => [word.normalize('NFC'), ipa]),
        text,
      ).toEqual(wordsOf(text));
    }
    expect(decomposed).toBeGreaterThan(20);
  });
});
