import type { Language } from '@lector/contract';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LIMIT as limit, realFrontend, refusal } from './plan.fixture.js';
import type { Frontend, PlanOptions } from './plan.js';
import type { SegmentLimit } from './plan-types.js';
import { surveyLanguages } from './survey.js';

let frontend: Frontend;
beforeAll(async () => {
  frontend = await realFrontend();
});

const plan = (text: string, options: Partial<PlanOptions> = {}) =>
  frontend.plan(text, { language: 'auto', limit, ...options }).segments;
const spans = (text: string, options: Partial<PlanOptions> = {}) => plan(text, options).flatMap((one) => one.spans);
const heard = (text: string, options: Partial<PlanOptions> = {}) =>
  spans(text, options).map(({ source, ipa, rule }) => [source, ipa, rule]);

describe('a pinned word', () => {
  it('is a span of its own whose rule says who pinned it, among words read as they would be without it', () => {
    expect(heard('私は東京《とうきょう》へ行《い》く。')).toEqual([
      ['私は', 'βataɕi βa', 'han:okurigana; kana'],
      ['東京《とうきょう》', 'toːkʲoː', 'ruby'],
      ['へ', 'e', 'han:okurigana; kana'],
      ['行《い》く。', 'ikɯ.', 'ruby'],
    ]);
  });

  it('is never read twice', () => {
    const once = spans('漢字を読む。').map(({ ipa }) => ipa);
    for (const text of [
      '漢字《かんじ》を読む。',
      '｜漢字《かんじ》を読む。',
      '<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読む。',
    ]) {
      expect(
        spans(text)
          .map(({ ipa }) => ipa)
          .join(' '),
      ).toBe(once.join(' '));
    }
  });

  it('takes the whole word where the reading is for a part of it, and keeps its okurigana apart', () => {
    expect(heard('思《おも》う。').map(([, ipa]) => ipa)).toEqual(['omoɯ.']);
    expect(heard('言《い》う。').map(([, ipa]) => ipa)).toEqual(['jɯː.']);
  });

  it.each([
    ['お茶（おちゃ）を', ['otɕa', 'o']],
    ['食べ物《たべもの》を', ['tabemono', 'o']],
    ['思い出（おもいで）が', ['omoide', 'ɡa']],
    ['母のお母さん(おかあさん)が', ['haha no', 'okaːsaɴ', 'ɡa']],
    ['東京（とうきょう、首都）は', ['toːkʲoː,', 'ɕɨto βa']],
    ['大谷 翔平（おおたに しょうへい、選手）は', ['oːtaɲi ɕoːheː,', 'seɴɕɨ βa']],
  ])('is, in %s, all that the reading is for, its own kana too', (text, ipa) => {
    expect(heard(text).map(([, sounds]) => sounds)).toEqual(ipa);
  });

  it('is heard with the endings that are written to it, by the sound it ends in', () => {
    const pinned = (text: string) =>
      heard(text)
        .filter(([, , rule]) => rule === 'inline:ipa')
        .map(([, ipa]) => ipa);
    expect(pinned("[Qin](/tʃˈin/)'s and [Ross](/ɹˈɔs/)'s and [Pat](/pˈæt/)’s.")).toEqual([
      'tʃˈinz',
      'ɹˈɔsᵻz',
      'pˈæts.',
    ]);
    expect(pinned('[박](/pʰak̚/)이 왔다. [박](/pʰak̚/)과 [김](/kʰim/)은 간다.')).toEqual(['pʰaɡi', 'pʰak̚k͈wa', 'kʰimɯn']);
    expect(heard('<speak>It is <sub alias="new yen">Nguyen</sub>’s.</speak>', { format: 'ssml' }).at(-1)?.[1]).toBe(
      'nˈu jˈɛnz.',
    );
  });

  it('in a longer word leaves what stands around that word as it was', () => {
    expect(heard('The [Qin](/tʃˈin/)-Han period.').map(([, ipa]) => ipa)).toEqual(['ðə', 'tʃˈin', 'hˈɑn pˈɪɹiəd.']);
  });

  it('keeps its reading although the room would take it together with what stands beside it', () => {
    expect(heard('He ran 3 [km](/klˈɪks/) today.')).toEqual([
      ['He ran 3', 'hi ɹˈæn θɹˈi', 'latin; digits:left; number:cardinal'],
      ['[km](/klˈɪks/)', 'klˈɪks', 'inline:ipa'],
      ['today.', 'tədˈeɪ.', 'latin; digits:left'],
    ]);
  });

  it('is in any notation of its language, with the particles that are written to it', () => {
    expect(spans('漢字(한자)를 읽다.').map(({ language, ipa }) => [language, ipa])[0]).toEqual([
      'ko',
      spans('한자를 읽다.')[0]?.ipa.split(' ')[0],
    ]);
    expect(spans('香港(hoeng1 gong2)好靚。')[0]).toMatchObject({ language: 'yue', ipa: 'hœŋ˥kɔŋ˧˥', rule: 'ruby' });
    expect(heard('最後(さいご)に渡辺(わたなべ)さんが(笑)と言う。').map(([, , rule]) => rule)).toContain('ruby');
  });

  it('has one word in the timings, in the place of the word itself', () => {
    const [span] = spans('<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>');
    expect(span?.words.map(({ start, end }) => [start, end])).toEqual([[6, 19]]);
    expect([...(span?.shown ?? '')].filter((character) => character !== '\u2060').join('')).toBe('東京');
  });

  it('is in the language of its notation, and splits the text around it', () => {
    expect(spans('We say 重庆(Chóngqìng) here.').map(({ language, ipa }) => [language, ipa])).toEqual([
      ['en', 'wi sˈeɪ'],
      ['zh', 'ʈʂʰʊŋ˧˥tɕʰiŋ˥˩'],
      ['en', 'hˈɪɹ.'],
    ]);
  });

  it('is never cut, however long the sentence is', () => {
    const small = { ...limit, maxSize: 40, targetSize: 30 };
    const text = 'word [a b c d](/ˈalpha bravo/) '.repeat(60);
    const pinned = spans(text, { limit: small }).filter(({ rule }) => rule === 'inline:ipa');
    expect(pinned).toHaveLength(60);
  });

  it('that no pass of the engine can take is refused, with a pointer', () => {
    const tiny = { ...limit, maxSize: 20, targetSize: 10 };
    const error = refusal(() => plan(`Say [x](/${'ˈalpha '.repeat(10)}/).`, { limit: tiny }));
    expect([error?.code, error?.errors[0]?.pointer]).toEqual(['invalid_text', '/text']);
  });

  it('comes from a lexicon too, and gives way to markup', () => {
    const findPins: PlanOptions['findPins'] = function* (text) {
      yield;
      return [...text.matchAll(/Nguyen/gu)].map(({ index }) => ({
        start: index,
        end: index + 6,
        within: ['en'] as const,
        reading: { kind: 'ipa' as const, ipa: 'ŋwiən' },
        rule: 'lexicon:names',
      }));
    };
    expect(heard('Nguyen and [Nguyen](/ˈnujən/).', { findPins }).map(([, ipa, rule]) => [ipa, rule])).toEqual([
      ['ŋwiən', 'lexicon:names'],
      ['ænd', 'latin'],
      ['nˈujən.', 'inline:ipa'],
    ]);
  });

  it('with tones that are none of its language is refused', () => {
    expect(refusal(() => surveyLanguages('去[北京](/pei˩˥tɕiŋ˥/)吧'))?.code).toBe('invalid_markup');
    expect(refusal(() => surveyLanguages('去[北京](/pei˨˩˦tɕiŋ˥/)吧'))).toBeUndefined();
    const ssml = '<speak xml:lang="en-US">My <phoneme alphabet="ipa" ph="kˈæt˥˩">cat</phoneme>.</speak>';
    for (const [text, format] of [
      ['My [cat](/kˈæt˥˩/).', 'plain'],
      ['とても[寿司](/sɯɕi˥˩/)です', 'plain'],
      ['우리 [김치](/kimtɕʰi˥/)야', 'plain'],
      [ssml, 'ssml'],
    ] as const) {
      const found = refusal(() => frontend.plan(text, { language: 'auto', format, limit }));
      expect(found?.code, text).toBe(format === 'ssml' ? 'invalid_ssml' : 'invalid_markup');
      expect(found?.errors[0]?.detail).toMatch(/has no tones/);
    }
  });
});

describe('the language of an SSML document', () => {
  const languages = (text: string) =>
    spans(text, { format: 'ssml' }).map(({ language, source }) => `${language}:${source}`);

  it('gives way to words that only Cantonese writes', () => {
    expect(languages('<speak xml:lang="ja">重量10kg。</speak>')).toEqual(['ja:重量10kg。']);
    expect(languages('<speak xml:lang="zh-HK">租金HK$12,000。</speak>')).toEqual(['yue:租金HK$12,000。']);
    expect(languages('<speak xml:lang="ko">10kg</speak>')).toEqual(['ko:10kg']);
    expect(languages('<speak xml:lang="zh-CN">今日天氣好。佢哋唔係好鍾意食嘢。</speak>')).toEqual([
      'zh:今日天氣好。',
      'yue:佢哋唔係好鍾意食嘢。',
    ]);
  });

  it.each(['p', 's', 'lang'])('holds for all of an element <%s> that says it itself', (name) => {
    const told = `<${name} xml:lang="zh-CN">佢哋唔係好鍾意食嘢。</${name}>`;
    expect(languages(`<speak xml:lang="zh-CN">${told}</speak>`)).toEqual(['zh:佢哋唔係好鍾意食嘢。']);
  });
});

describe('pauses and voices', () => {
  it('end segments, and a pause takes the place of the usual one', () => {
    expect(
      plan(
        '[pause:2s]We walk home now,[pause:1.5s]and eat.[voice:bob] Bob speaks here. [voice:default]Not he.[pause:3s]',
      ).map(({ start, pauseMs, leadMs, voice }) => [start, pauseMs, leadMs, voice]),
    ).toEqual([
      [10, 1500, 2000, undefined],
      [39, 220, undefined, undefined],
      [59, 220, undefined, 'bob'],
      [91, 3000, undefined, undefined],
    ]);
  });

  it('name who speaks which language, with the place of each', () => {
    expect(surveyLanguages('Hello. [voice:a]你好吗。[voice:b]Good.').voices).toEqual([
      { voice: undefined, offset: 0, languages: [{ language: 'en', offset: 0 }] },
      { voice: 'a', offset: 7, languages: [{ language: 'zh', offset: 16 }] },
      { voice: 'b', offset: 20, languages: [{ language: 'en', offset: 29 }] },
    ]);
  });
});

const PIECES = [
  'Hello',
  ' ',
  '漢字',
  'かんじ',
  '《',
  '》',
  '｜',
  '(',
  ')',
  '（',
  '）',
  '[',
  ']',
  '\\',
  '[pause:1s]',
  '[pause:0s]',
  '[voice:a]',
  '[voice:default]',
  '[w](/ˈa/)',
  '[𠮷。!](/ɛ/)',
  '[-](/ˈa/)',
  'hànzì',
  '<ruby>',
  '</ruby>',
  '<rt>',
  '</rt>',
  '<rp>',
  '<b>',
  '</p>',
  '<br>',
  '\n',
  '。',
  '. ',
  '3',
  'km',
  '𠮷',
  '😀',
];
const TAGS = [
  ['<p>', '</p>'],
  ['<s>', '</s>'],
  ['<prosody rate="slow">', '</prosody>'],
  ['<prosody volume="-6dB" pitch="low">', '</prosody>'],
  ['<voice name="a">', '</voice>'],
  ['<lang xml:lang="ja">', '</lang>'],
  ['<lang xml:lang="zh-CN">', '</lang>'],
  ['<emphasis>', '</emphasis>'],
  ['<sub alias="other words">', '</sub>'],
  ['<phoneme ph="ˈa">', '</phoneme>'],
  ['<phoneme alphabet="x-kana" ph="かんじ">', '</phoneme>'],
  ['<say-as interpret-as="characters">', '</say-as>'],
] as const;
const LEAVES = [
  'Hello ',
  '漢字',
  'です。',
  '我们',
  '&amp;',
  '&#x4f60;',
  '<![CDATA[a<b]]>',
  '<break/>',
  '<mark name="m"/>',
  '<!-- c -->',
  '\n',
  '𠮷',
  '3 km',
];
const ssmlText: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...LEAVES),
    fc
      .tuple(fc.constantFrom(...TAGS), fc.array(tie('node'), { maxLength: 4 }))
      .map(([[open, close], inside]) => open + inside.join('') + close),
  ),
})).node;
const ssml = fc.array(ssmlText, { maxLength: 8 }).map((parts) => `<speak>${parts.join('')}</speak>`);
const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join(''));
const anySsml = fc.oneof(
  { arbitrary: ssml, weight: 6 },
  { arbitrary: soup.map((text) => `<speak>${text}</speak>`), weight: 1 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 60 }), weight: 1 },
);
const CODES = new Set(['empty_text', 'invalid_text', 'invalid_ssml', 'invalid_markup', 'language_unavailable']);
const small: SegmentLimit = { maxSize: 120, targetSize: 60, size: ({ ipa }) => ipa.length };

describe.each(['plain', 'ssml'] as const)('for any markup in %s', (format) => {
  it('plan throws only typed errors; offsets are in order and apart; source is the slice; every segment fits', () => {
    let planned = 0;
    const language = fc.constantFrom<'auto' | Language>('auto', 'zh', 'en', 'ja');
    fc.assert(
      fc.property(format === 'plain' ? soup : anySsml, language, (text, asked) => {
        const found: { segments: ReturnType<typeof plan> } = { segments: [] };
        const error = refusal(() => {
          found.segments = plan(text, { language: asked, limit: small, format });
        });
        if (error !== undefined) {
          expect(CODES).toContain(error.code);
          return;
        }
        planned += 1;
        const characters = [...text];
        let at = 0;
        for (const segment of found.segments) {
          expect(segment.spans.reduce((sum, span) => sum + small.size(span), 0)).toBeLessThanOrEqual(small.maxSize);
          expect(segment.pauseMs).toBeGreaterThanOrEqual(0);
          for (const span of segment.spans) {
            expect(span.start).toBeGreaterThanOrEqual(at);
            expect(span.end).toBeGreaterThan(span.start);
            expect(characters.slice(span.start, span.end).join('')).toBe(span.source);
            if (span.shown !== undefined) expect([...span.shown]).toHaveLength(span.end - span.start);
            let word = span.start;
            for (const { start, end, ipaStart, ipaEnd } of span.words) {
              expect(start).toBeGreaterThanOrEqual(word);
              expect(end).toBeGreaterThanOrEqual(start);
              expect(span.ipa.slice(ipaStart, ipaEnd).trim()).toHaveLength(ipaEnd - ipaStart);
              expect(ipaEnd).toBeGreaterThan(ipaStart);
              word = end;
            }
            expect(word).toBeLessThanOrEqual(span.end);
            at = span.end;
          }
        }
        expect(at).toBeLessThanOrEqual(characters.length);
      }),
      { numRuns: 400 },
    );
    expect(planned).toBeGreaterThan(100);
  }, 120_000);
});

describe('reading markup is linear', () => {
  it.each([
    '[',
    '《',
    '漢字《',
    '｜漢',
    '漢(',
    '漢字(かんじ',
    '漢字《かんじ》',
    '<ruby>',
    '<ruby>漢<rt>かん</rt></ruby>',
    '[a](/ˈa/)',
    '[voice:a] x ',
    '[voice:',
    '\\[',
    '&lt;',
  ])(
    'a survey of 100,000 characters of %j ends: a quadratic rule would need minutes',
    (unit) => {
      expect(surveyLanguages(`a${unit.repeat(100_000 / unit.length)}`).languages.length).toBeLessThan(4);
    },
    20_000,
  );

  it.each(['<p>x</p>', '<break/>x', '&amp;', '<!--x-->', '<sub alias="y">x</sub>', '<voice name="v">x </voice>'])(
    'so is one of SSML of %j',
    (unit) => {
      const text = `<speak>a${unit.repeat(100_000 / unit.length)}</speak>`;
      const survey = () => surveyLanguages(text, 'auto', 'ssml').languages.length;
      expect(refusal(() => expect(survey()).toBeLessThan(3))?.code ?? 'fine').toMatch(/^(?:fine|invalid_ssml)$/u);
    },
    20_000,
  );
});
