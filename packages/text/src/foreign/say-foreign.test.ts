import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { LANGUAGES, LectorError } from '@lector/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEnglish } from '../../../dictionaries/src/english.js';
import { loadJapanese } from '../../../dictionaries/src/japanese.js';
import { listCandidates } from '../lexicon/list-candidates.js';
import { createRooms } from '../languages/registry.js';
import type { LanguageRoom } from '../languages/room.js';
import { createFrontend, type Frontend } from '../plan.js';
import { runToEnd } from '../steps.js';
import { sayForeign } from './say-foreign.js';

let frontend: Frontend;
let rooms: ReadonlyMap<string, LanguageRoom>;
beforeAll(async () => {
  const dictionaries = { english: await loadEnglish(), japanese: await loadJapanese() };
  frontend = createFrontend(dictionaries);
  rooms = sayForeign(createRooms(dictionaries));
});

const options = {
  language: 'auto' as const,
  limit: { maxSize: 400, targetSize: 200, size: ({ ipa }: { readonly ipa: string }) => ipa.length },
};
const plan = (text: string) => frontend.plan(text, options).segments;
const slice = (text: string, start: number, end: number) => [...text].slice(start, end).join('');
const notes = (text: string) =>
  plan(text).flatMap(({ unread = [] }) =>
    unread.map(({ start, end, reason }) => `${reason}: ${slice(text, start, end)}`),
  );
const refusal = (text: string) => {
  try {
    plan(text);
  } catch (error) {
    if (error instanceof LectorError) return error;
    throw error;
  }
  return undefined;
};

const rows = readFileSync(fileURLToPath(new URL('./cases.tsv', import.meta.url)), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'));

describe('words of other scripts', () => {
  it.each(rows)('%s is read as %s', (source = '', spoken = '') => {
    const tokens = rooms.get('en')?.normalise(source) ?? [];
    const said = tokens.map((token) => token.spoken).join('');
    expect(said.replace(/\s+/gu, ' ').trim()).toBe(spoken);
  });

  it('are read in English inside of any sentence, by a rule that shows, and noted where they stand', () => {
    const text = '东京和Москва很大。The poem of Λόγος.';
    const spans = plan(text).flatMap((segment) => segment.spans);
    expect(spans.map(({ language, source, spoken }) => [language, source, spoken])).toEqual([
      ['zh', '东京和', '东京和'],
      ['en', 'Москва', 'Moskva'],
      ['zh', '很大。', '很大。'],
      ['en', 'The poem of Λόγος.', 'The poem of Logos.'],
    ]);
    expect(spans[1]?.rule).toBe('script:Cyrillic; transliterated');
    expect(notes(text)).toEqual(['transliterated: Москва', 'transliterated: Λόγος']);
  });

  it('are one word each of the timings, at their own place', () => {
    const text = 'They sang «Война и мир» in 𝐌oscow, Москва\u2019s.';
    const words = plan(text).flatMap(({ spans }) => spans.flatMap((span) => span.words));
    expect(words.map(({ start, end }) => slice(text, start, end))).toEqual([
      'They',
      'sang',
      'Война',
      'и',
      'мир',
      'in',
      '𝐌oscow',
      'Москва\u2019s',
    ]);
  });

  it('are left out and noted where there is no table of their letters, a whole sentence too', () => {
    const text = '他们明天去学校读书。مرحبا بك يا صديق。我们后天说नमस्ते दुनिया很好。';
    expect(notes(text)).toEqual(['no_reading: مرحبا بك يا صديق。', 'no_reading: नमस्ते दुनिया']);
    expect(plan(text).flatMap(({ spans }) => spans.map(({ spoken }) => spoken))).toEqual([
      '他们明天去学校读书。',
      '我们后天说 很好。',
    ]);
  });

  it('are refused where they are most of the text, with the first of them', () => {
    expect(refusal('Hi. Привет, мир')?.errors[0]?.detail).toContain('Cyrillic at code point 4');
    expect(refusal('He said Привет, мир')?.code).toBe('language_unavailable');
    expect(refusal('And then he said Привет, мир')).toBeUndefined();
    // A character says as much as some letters do.
    expect(refusal('我们说Привет')).toBeUndefined();
  });

  it('are nothing to be refused where markup gives them a reading', () => {
    expect(refusal('[Привет](/prʲɪˈvʲɛt/) a')).toBeUndefined();
  });

  it('are candidates for a lexicon', () => {
    const candidates = runToEnd(
      listCandidates(frontend, 'In that year we went to Хрущёвград and to بغداد by train.', options),
    );
    expect(candidates.map(({ word, kind }) => [word, kind])).toEqual([
      ['بغداد', 'no_reading'],
      ['Хрущёвград', 'name'],
    ]);
  });
});

describe('letters of formulas', () => {
  it.each(['Let α and Δ be.', '我们有α和Δ。', 'αとΔの差。', '佢哋有α同Δ。', '각 α와 Δ는'])(
    'have their names in %s',
    (text) => {
      const languages = new Set(plan(text).flatMap(({ spans }) => spans.map(({ language }) => language)));
      expect(languages.size).toBe(1);
      expect(notes(text)).toEqual([]);
    },
  );

  it('have one in every language', () => {
    const letters = 'αβγδεζηθικλμνξοπρστυφχψως';
    for (const language of LANGUAGES) {
      const room = rooms.get(language);
      for (const letter of letters + letters.slice(0, -1).toUpperCase()) {
        const spoken = (room?.normalise(letter) ?? []).map((token) => token.spoken).join('');
        expect(room?.toIpa(spoken).words.length, `${language} ${letter}`).toBeGreaterThan(0);
        expect(/\p{Script=Greek}/u.test(spoken), `${language} ${letter}`).toBe(false);
      }
    }
  });
});

describe('for any mixture of scripts', () => {
  const unit = fc.oneof(
    fc.constantFrom(
      ..."今好をの한가。，,. \n'-5",
      'Hello',
      'US',
      'km',
      'αβ',
      'ὁ',
      'λόγος',
      'Москва',
      'ъ',
      'о',
      'ї',
      'ـ',
    ),
    fc.constantFrom('مرحبا', 'नमस्ते', 'สวัสดี', 'שָׁלוֹם', 'ㄅ', '𝐇𝐞', '𝛼', 'ℝ', '\u0301', '\u200D', 'ϕ', 'қ', 'Ꙁ'),
  );

  it('rooms cover it in order and without gaps', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 20 }), fc.constantFrom(...LANGUAGES), (parts, language) => {
        const text = parts.join('');
        let at = 0;
        for (const token of rooms.get(language)?.normalise(text) ?? []) {
          expect(token.start).toBe(at);
          expect(token.end).toBeGreaterThan(at);
          at = token.end;
        }
        expect(at).toBe(text.length);
      }),
      { numRuns: 300 },
    );
  });

  it('offsets stay in order, and a letter is heard or noted', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 20 }), (parts) => {
        const text = `All of this is readable English text for them. ${parts.join('')}`;
        fc.pre(refusal(text) === undefined);
        const told = new Set<number>();
        const tell = ({ start, end }: { readonly start: number; readonly end: number }) => {
          for (let at = start; at < end; at += 1) told.add(at);
        };
        let at = 0;
        for (const { spans, unread = [] } of plan(text)) {
          unread.forEach(tell);
          for (const span of spans) {
            expect(span.start).toBeGreaterThanOrEqual(at);
            expect(span.source).toBe(slice(text, span.start, span.end));
            for (const word of span.words) {
              expect(word.start).toBeGreaterThanOrEqual(at);
              expect(word.end).toBeGreaterThan(word.start);
              at = word.end;
              tell(word);
            }
            at = span.end;
          }
        }
        for (const [index, character] of [...text].entries()) {
          if (!/[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Thai}]/u.test(character)) continue;
          if (/\p{Lu}|\p{Ll}|\p{Lo}/u.test(character) && !/[ъь]/iu.test(character)) expect(told).toContain(index);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is read in linear time', () => {
    const cost = (times: number): number => {
      const text = 'word λόγος Москва مرحبا αβγ '.repeat(times);
      const started = process.cpuUsage();
      plan(`${'English words that are many. '.repeat(times)}${text}`);
      return process.cpuUsage(started).user / 1000;
    };
    cost(20);
    expect(cost(800)).toBeLessThan(Math.max(400, 24 * cost(100)));
  }, 60_000);
});
