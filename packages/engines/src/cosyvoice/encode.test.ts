import { readFileSync } from 'node:fs';
import type { Language } from '@lector/contract';
import { describe, expect, test } from 'vitest';
import { assembleText } from './assemble-text.js';
import { asCosyvoiceUtterance } from './encode.js';
import { cosyvoiceModel } from './model.js';
import { microManifest } from './micro-pack.fixture.js';
import { estimatedTokens } from './text-size.js';

/** Language, text, ids by the vocabulary. */
const tokenCases = readFileSync(new URL('fixtures/tokens.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t') as [string, string, string]);

type Piece = readonly [Language, string];
const spans = (pieces: readonly Piece[]) => pieces.map(([language, spoken]) => ({ language, spoken, ipa: 'a' }));

describe('the text the model reads', () => {
  test.each<[readonly Piece[], string]>([
    [
      [
        ['en', 'Hello,'],
        ['zh', '今天天气真不错！'],
      ],
      'Hello,今天天气真不错！',
    ],
    [
      [['ja', '東京タワーは サンビャク サンジュウ サンメートルです.']],
      '東京タワーはサンビャクサンジュウサンメートルです。',
    ],
    [[['ko', '안녕하세요, 오늘은 삼월 오 일입니다.']], '안녕하세요, 오늘은 삼월 오 일입니다.'],
    [
      [
        ['en', 'I said no twice,'],
        ['en', 'for five dollars'],
      ],
      'I said no twice, for five dollars.',
    ],
    [
      [
        ['zh', '他用'],
        ['en', 'iPhone'],
        ['zh', '打电话,'],
      ],
      '他用iPhone打电话。',
    ],
    [
      [
        ['ko', '저는'],
        ['en', 'Seoul'],
        ['ko', '에 갑니다'],
      ],
      '저는 Seoul 에 갑니다.',
    ],
    [[['yue', '你食咗飯未呀?']], '你食咗飯未呀？'],
    [[['en', 'He said "Stop!"']], 'He said "Stop!"'],
    [[['zh', '他说“走！”']], '他说“走！”'],
  ])('%j is %s', (pieces, text) => {
    expect(assembleText(spans(pieces))).toBe(text);
  });

  test('is nothing where there is nothing to speak', () => {
    expect(
      assembleText(
        spans([
          ['en', '...'],
          ['zh', '——'],
        ]),
      ),
    ).toBe('');
  });
});

describe('the family’s pure half', () => {
  const model = cosyvoiceModel(microManifest);
  const speech = { spans: spans([['zh', '你好。']]), voice: 'default', speed: 1, seed: 5 };

  test('encodes text, speaker, speed and seed', () => {
    expect(model.encode(speech)).toEqual({
      family: 'cosyvoice',
      text: '你好。',
      speakers: [['中文女', 1]],
      speed: 1,
      seed: 5,
    });
  });

  test('leaves a speed beyond its own to the file', () => {
    expect(model.encode({ ...speech, speed: 4 })['speed']).toBe(model.speed.max);
  });

  test('blends speakers', () => {
    expect(model.encode({ ...speech, voice: 'en_female(1)+zh_female(3)' })['speakers']).toEqual([
      ['中文女', 0.75],
      ['英文女', 0.25],
    ]);
  });

  test('refuses what has nothing to speak', () => {
    expect(() => model.encode({ ...speech, spans: spans([['zh', '。']]) })).toThrow(
      expect.objectContaining({ code: 'empty_text' }),
    );
  });

  test('says of a voice which language is its own', () => {
    const voice = model.voices.find(({ id }) => id === 'ja_male');
    expect(voice).toMatchObject({ name: '日语男', gender: 'male', trainedOn: ['ja'] });
    expect(voice?.languages).toContainEqual({ language: 'ko', quality: 'cross-lingual' });
  });

  test('can time sentences, and only roughly', () => {
    expect(model.timings).toEqual({ precision: 'estimated', finest: 'sentence' });
    const rendered = { durations: null, samplesPerFrame: null, sampleRate: 22_050, seconds: 2, silences: [] };
    const two = { ...speech, spans: [{ language: 'en', spoken: 'ab cd', ipa: 'ab cd' }] as const };
    const words = [[0, 3].map((ipaStart) => ({ ipaStart, ipaEnd: ipaStart + 2 }))];
    expect(model.wordTimes(two, words, rendered)).toEqual({
      precision: 'estimated',
      spans: [
        [
          { startSeconds: 0, endSeconds: 0.8 },
          { startSeconds: expect.closeTo(1.2), endSeconds: 2 },
        ],
      ],
    });
  });

  test('expects twice the audio of twice the text, and half of it at double speed', () => {
    const seconds = (spoken: string, speed: number) =>
      model.expectedSeconds(model.encode({ ...speech, spans: spans([['zh', spoken]]), speed }));
    expect(seconds('今天天气很好今天天气很好', 1) / seconds('今天天气很好', 1)).toBeGreaterThan(1.7);
    expect(seconds('今天天气很好', 2)).toBeCloseTo(seconds('今天天气很好', 1) / 2);
  });

  test.each(tokenCases)('sizes %s within a factor of two of its tokens: %s', (_, text, ids) => {
    const ratio = estimatedTokens(text) / ids.split(' ').length;
    expect(ratio).toBeGreaterThanOrEqual(0.5);
    expect(ratio).toBeLessThanOrEqual(2);
  });

  test.each([
    [{ family: 'kokoro' }],
    [{ family: 'cosyvoice', text: '', speakers: [['a', 1]], speed: 1, seed: 1 }],
    [{ family: 'cosyvoice', text: 'a', speakers: [], speed: 1, seed: 1 }],
    [{ family: 'cosyvoice', text: 'a', speakers: [['a', 1]], speed: 0, seed: 1 }],
    [{ family: 'cosyvoice', text: 'a', speakers: [['a', 1]], speed: 1, seed: 1.5 }],
  ])('takes no other utterance for its own: %j', (utterance) => {
    expect(() => asCosyvoiceUtterance(utterance)).toThrow(/not an utterance for CosyVoice/);
  });
});
