import type { Language } from '@lector/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dictionaries } from './languages/room.js';
import { LIMIT as limit, refusal } from './plan.fixture.js';
import { createFrontend, type PlanOptions } from './plan.js';
import type { SegmentLimit } from './plan-types.js';
import { PAUSE_MS } from './segment/pauses.js';
import { surveyLanguages } from './survey.js';

/** No dictionary knows anything: English falls back to its spelling rules, Japanese to single characters. */
const unknown: Dictionaries = {
  english: { lookup: () => undefined },
  japanese: {
    analyse: (text) =>
      Array.from(text, (surface) => ({ surface, pronunciation: undefined, reading: undefined, pos: ['名詞'] })),
  },
};
const frontend = createFrontend(unknown);
const plan = (text: string, options: Partial<PlanOptions> = {}) =>
  frontend.plan(text, { language: 'auto', limit, ...options });

describe('plan', () => {
  it('gives each sentence a segment and each language a span, with reasons', () => {
    const { version, segments } = plan('Hello，今天天气真不错！こんにちは！');
    expect(version).toBe(1);
    expect(segments.map(({ index, start, end }) => [index, start, end])).toEqual([
      [0, 0, 14],
      [1, 14, 20],
    ]);
    expect(
      segments[0]?.spans.map(({ start, end, language, source, rule }) => [start, end, language, source, rule]),
    ).toEqual([
      [0, 6, 'en', 'Hello，', 'latin'],
      [6, 14, 'zh', '今天天气真不错！', 'han:simplified'],
    ]);
    expect(segments[0]?.spans[1]?.ipa).toBe('tɕin˥tʰjɛn˥ tʰjɛn˥tɕʰi˥˩ ʈʂən˥ pu˧˥tsʰwo˥˩!');
  });

  it('adds the rules of the language room to the rule of the span', () => {
    expect(plan('他们买了3个').segments[0]?.spans[0]).toMatchObject({
      spoken: '他们买了三个',
      rule: 'han:simplified; digits:left; number:cardinal',
    });
  });

  it('counts offsets in code points', () => {
    expect(plan('𠮷野家，我们去。\n😀😀 他们说好。').segments.map(({ start, end }) => [start, end])).toEqual([
      [0, 8],
      [9, 17],
    ]);
  });

  it('makes one segment of each ordinary sentence', () => {
    const text = Array.from({ length: 20 }, (_, index) => `这是我们今天要读的第${index + 1}个句子。`).join('');
    expect(plan(text).segments).toHaveLength(20);
  });

  it('joins a tiny sentence with its neighbour of the same language only', () => {
    expect(plan('好。我们今天一起去公园散步。').segments).toHaveLength(1);
    expect(plan('Hi. 我们今天一起去公园散步。').segments).toHaveLength(2);
    expect(plan('好。\n我们今天一起去公园散步。').segments).toHaveLength(2);
  });

  it('joins lines of dialogue that are too short to be spoken alone, with a stop between them', () => {
    const lines = (text: string) =>
      plan(text).segments.map(({ spans, pauseMs }) => [spans.map(({ source }) => source).join(' '), pauseMs]);
    expect(lines('「はい」\n「そう」\n今日はとてもいい天気です。')).toEqual([
      ['「はい」 「そう」', PAUSE_MS.line],
      ['今日はとてもいい天気です。', 0],
    ]);
    expect(lines('“Yes.”\n\n“No.”\n\n“He will not come back here tonight, I am afraid.”')).toEqual([
      ['“Yes.” “No.” “He will not come back here tonight, I am afraid.”', 0],
    ]);
    expect(plan('「はい」\n「そう」').segments[0]?.spans.map(({ spoken, ipa }) => [spoken, ipa.endsWith('.')])).toEqual(
      [
        ['「はい」。', true],
        ['「そう」', false],
      ],
    );
    // Neither other languages and voices, nor headings, nor lines that are long enough.
    expect(lines('“Yes.”\n“好。”')).toHaveLength(2);
    expect(lines('# “Yes.”\n“No.”')).toHaveLength(2);
    expect(lines('“Yes.”[voice:b]\n“No.”')).toHaveLength(2);
    expect(lines('“I am not coming back here.”\n“Then I am leaving tonight.”')).toHaveLength(2);
  });

  it('leaves HTML tags out and keeps the offsets of what is submitted', () => {
    const { segments } = plan('<p>One <b>bold</b> word.</p><p>他们<i>说</i>好。</p>');
    expect(segments.flatMap(({ spans }) => spans.map(({ start, end, source }) => [start, end, source]))).toEqual([
      [3, 24, 'One <b>bold</b> word.'],
      [31, 43, '他们<i>说</i>好。'],
    ]);
    expect(segments.map(({ spans }) => spans.map(({ spoken }) => spoken))).toEqual([
      ['One bold word.'],
      ['他们 说 好。'],
    ]);
  });

  it('pauses by punctuation and line, and not after the end', () => {
    const text = '# 我们的标题\n我们今天去公园散步。他们明天去学校读书……\n\n我们后天一起回家。';
    expect(plan(text).segments.map((segment) => segment.pauseMs)).toEqual([
      PAUSE_MS.heading,
      PAUSE_MS.sentence,
      PAUSE_MS.paragraph,
      0,
    ]);
  });

  it('cuts a sentence too long for one pass at its clauses', () => {
    const clause = '我们今天去公园散步，';
    const { segments } = plan(clause.repeat(30));
    expect(segments.length).toBeGreaterThan(1);
    for (const segment of segments.slice(0, -1)) {
      expect(segment.spans.at(-1)?.source.endsWith('，')).toBe(true);
      expect(segment.pauseMs).toBe(PAUSE_MS.comma);
    }
  });

  it('cuts between words where there is no clause, and keeps numbers whole', () => {
    const { segments } = plan('they walked 1,234.5 miles '.repeat(60));
    expect(segments.length).toBeGreaterThan(1);
    for (const { spans } of segments) {
      expect(spans.at(-1)?.source).toMatch(/^(?:they|walked|1,234\.5|miles).*(?:they|walked|1,234\.5|miles)$/u);
    }
  });

  it('gives the same plan in steps', () => {
    const text = 'Hello，今天天气真不错！\n\n他们说好。';
    const steps = frontend.planInSteps(text, { language: 'auto', limit });
    let count = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) count += 1;
    expect(count).toBeGreaterThan(2);
    expect(step.value).toEqual(plan(text));
  });
});

describe('a plan names what is not heard', () => {
  const unread = (text: string) =>
    plan(text).segments.map((segment) => segment.unread?.map(({ start, end, reason }) => [start, end, reason]));

  it('in code points, with the segment it lies in', () => {
    expect(unread('𠮷田。他们说㐂好话。他们明天去学校读书。The sum ∑ of it all')).toEqual([
      [[6, 7, 'no_reading']],
      undefined,
      [[28, 29, 'no_reading']],
    ]);
  });

  it('also where a whole sentence is lost, and not in what decorates', () => {
    expect(unread('他们明天去学校读书。㐂㐃。\n我们后天一起回家 ★ → 😀！')).toEqual([
      [[10, 13, 'no_reading']],
      undefined,
    ]);
  });

  it('once, though the sentence is read several times to be cut', () => {
    const text = `他们说㐂${'我们今天去公园散步'.repeat(60)}`;
    expect(unread(text).flat().filter(Boolean)).toEqual([[3, 4, 'no_reading']]);
  });

  it('a bounded number of times', () => {
    expect(unread('他们说㐂好话。'.repeat(500)).flat().filter(Boolean)).toHaveLength(100);
  });
});

describe('plan refuses', () => {
  it('a language the deployment has no voice for, saying where it begins', () => {
    const error = refusal(() => plan('Hello 😀. 안녕하세요', { available: ['en'] }));
    expect(error?.code).toBe('language_unavailable');
    expect(error?.errors).toEqual([{ pointer: '/text', detail: 'ko at code point 9; available: en' }]);
  });

  it('a script no language is written in', () => {
    const error = refusal(() => plan('Привет'));
    expect(error?.code).toBe('language_unavailable');
    expect(error?.errors[0]?.detail).toContain('Cyrillic at code point 0');
  });

  it('text with nothing to speak, and text that is not Unicode', () => {
    expect(refusal(() => plan('。。。'))?.code).toBe('empty_text');
    expect(refusal(() => plan('<p><br/></p>'))?.code).toBe('empty_text');
    expect(refusal(() => plan('a\ud800'))?.code).toBe('invalid_text');
  });
});

const READABLE = [
  'Hello',
  ' ',
  'Mr. ',
  '今天',
  '的',
  '很多',
  'こんにちは',
  'コーヒー',
  '東京',
  '。',
  '，',
  '！',
  '...',
  '3.14',
  '$5',
  '2026年',
  '-',
  '(',
  '）',
  '"',
  '\n',
  '\n\n',
  '# ',
  '𠮷',
  '😀',
  '👨‍👩‍👧',
  'e\u0301',
  '５km',
  '14:30',
  '々',
  'ー',
  'A1',
  '1st',
  '嘅',
  '한',
  'λόγος ',
  'Москва',
  'مرحبا',
];
const REFUSED = ['Я', '\ud800', '\u0007'];
const textOf = (pieces: readonly string[]) =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
const anyText = fc.oneof(
  { arbitrary: textOf(READABLE), weight: 6 },
  { arbitrary: textOf([...READABLE, ...REFUSED]), weight: 1 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 80 }), weight: 1 },
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 80 }), weight: 1 },
);
const EXPECTED_CODES = new Set(['empty_text', 'invalid_text', 'language_unavailable']);
const languageOption = fc.constantFrom<'auto' | Language>('auto', 'zh', 'en', 'ja', 'yue', 'ko');

describe('for any text', () => {
  it('plan throws only typed errors; offsets are in order and apart; source is the slice; every segment fits', () => {
    let plannedTexts = 0;
    const small: SegmentLimit = { maxSize: 60, targetSize: 40, size: ({ ipa }) => ipa.length };
    fc.assert(
      fc.property(anyText, languageOption, (text, language) => {
        const planned: { segments: ReturnType<typeof plan>['segments'] } = { segments: [] };
        const error = refusal(() => {
          planned.segments = plan(text, { language, limit: small }).segments;
        });
        if (error !== undefined) {
          expect(EXPECTED_CODES).toContain(error.code);
          return;
        }
        plannedTexts += 1;
        const characters = [...text];
        let at = 0;
        for (const [index, segment] of planned.segments.entries()) {
          expect(segment.index).toBe(index);
          expect(segment.spans.length).toBeGreaterThan(0);
          expect(segment.start).toBe(segment.spans[0]?.start);
          expect(segment.end).toBe(segment.spans.at(-1)?.end);
          expect(segment.spans.reduce((sum, span) => sum + small.size(span), 0)).toBeLessThanOrEqual(small.maxSize);
          for (const span of segment.spans) {
            expect(span.start).toBeGreaterThanOrEqual(at);
            expect(span.end).toBeGreaterThan(span.start);
            expect(characters.slice(span.start, span.end).join('')).toBe(span.source);
            expect(span.source.trim()).toBe(span.source);
            at = span.end;
          }
        }
        expect(at).toBeLessThanOrEqual(characters.length);
      }),
      { numRuns: 300 },
    );
    // Else the property would hold of refusals alone.
    expect(plannedTexts).toBeGreaterThan(100);
  }, 60_000);

  it('every letter lies in a span when all of it is Chinese', () => {
    const chinese = fc.array(fc.constantFrom(...'我们今天去公园散步说话，。！？“”（）\n 、'), {
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(chinese, (parts) => {
        const text = `好${parts.join('')}`;
        const covered = plan(text).segments.flatMap(({ spans }) => spans.map(({ source }) => source));
        expect(covered.join('').replace(/\P{L}/gu, '')).toBe(text.replace(/\P{L}/gu, ''));
      }),
      { numRuns: 200 },
    );
  });

  it('surveyLanguages never throws', () => {
    fc.assert(fc.property(anyText, languageOption, (text, language) => void surveyLanguages(text, language)));
  });
});

describe('a step of planning', () => {
  /** Most that the rooms have pronounced between two steps, in characters of IPA. */
  const heaviest = (text: string, language: Language) => {
    let heaviest = 0;
    let now = 0;
    const size: SegmentLimit['size'] = (span) => {
      now += span.ipa.length;
      return limit.size(span);
    };
    const steps = frontend.planInSteps(text, { language, limit: { ...limit, size } });
    for (let done = false; !done;) {
      now = 0;
      done = steps.next().done === true;
      heaviest = Math.max(heaviest, now);
    }
    return heaviest;
  };

  it.each<[Language, string]>([
    ['zh', '今天天气真不错，'],
    ['zh', '今天天气真不错'],
    ['zh', '的'],
    ['en', 'the quick brown fox, '],
    ['en', 'thequickbrownfox'],
    ['en', 'a'],
    ['ja', 'きょうは、いいてんき'],
    ['ja', 'あ'],
    ['ja', '1'],
    ['zh', '我们Hello'],
  ])('reads no more in %s of an endless sentence of %j than of a short one', (language, unit) => {
    const short = heaviest(unit.repeat(Math.ceil(700 / unit.length)), language);
    expect(heaviest(unit.repeat(Math.ceil(20_000 / unit.length)), language)).toBeLessThanOrEqual(short * 1.5);
  });
});

describe('planning is linear', () => {
  /** What the rooms had to pronounce, in characters of IPA; a quadratic plan would do it over and over. */
  const work = (text: string) => {
    let rendered = 0;
    frontend.plan(text, {
      language: 'auto',
      limit: {
        ...limit,
        size: (span) => {
          rendered += span.ipa.length;
          return limit.size(span);
        },
      },
    });
    return rendered;
  };

  it.each(['今天天气真不错', '今天去，', 'word ', 'a', '1', 'あ', '我们Hello'])(
    'the work for a sentence of endless %s grows with its length',
    (unit) => {
      const short = work(unit.repeat(Math.ceil(1_000 / unit.length)));
      const long = work(unit.repeat(Math.ceil(8_000 / unit.length)));
      expect(long / short).toBeLessThan(12);
    },
    60_000,
  );

  it.each(['"', '.', '…a', '(a', 'a.', '#', '\n', 'ア的', '。”', 'e.g. ', 'α', '1/', '-1', '<', '<a ', '<a x=1 '])(
    'a survey of 100,000 characters of %j ends: a quadratic rule would need minutes',
    (unit) => {
      expect(surveyLanguages(unit.repeat(100_000 / unit.length)).languages.length).toBeLessThan(3);
    },
    20_000,
  );
});
