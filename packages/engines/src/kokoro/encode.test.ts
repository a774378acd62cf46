import * as fc from 'fast-check';
import type { PackVoice } from '@lector/packs';
import { describe, expect, test } from 'vitest';
import type { Speech } from '../engine.js';
import { asKokoroUtterance, encode, spanSize } from './encode.js';
import { expectedSeconds } from './expected-seconds.js';
import { tokensOf } from './vocabulary.js';

const voice: PackVoice = {
  id: 'mira',
  name: 'Mira',
  gender: 'female',
  languages: {
    zh: { quality: 'native', styles: { zf: 1 } },
    en: { quality: 'native', styles: { af: 1 } },
    ja: { quality: 'native', styles: { jf: 1 } },
  },
};

type SpokenSpan = Speech['spans'][number];
const span = (language: SpokenSpan['language'], ipa: string): SpokenSpan => ({ language, spoken: '', ipa });
const speech = (...spans: SpokenSpan[]): Speech => ({ spans, voice: 'mira', speed: 1, seed: 0 });

describe('encode', () => {
  test('joins the spans of a sentence with one space, and a mark without', () => {
    const utterance = encode(speech(span('en', 'həlˈoʊ, '), span('zh', 'xau˨˩˦'), span('zh', '.')), voice);
    expect(utterance.tokens).toEqual(tokensOf('həlˈO, xau↓.'));
  });

  test('blends the styles of the languages heard', () => {
    const { style } = encode(speech(span('en', 'aaaa'), span('ja', 'aaaa.')), voice);
    expect(style).toEqual([
      ['af', 0.5],
      ['jf', 0.5],
    ]);
  });

  test('gives a language that adds only marks no part of the style', () => {
    expect(encode(speech(span('en', 'həlˈoʊ'), span('zh', '!')), voice).style).toEqual([['af', 1]]);
  });

  test('speaks a segment of marks only in the style of its language', () => {
    expect(encode(speech(span('ja', '...')), voice).style).toEqual([['jf', 1]]);
  });

  test('passes the speed on and leaves the seed out: the model has no randomness', () => {
    expect(encode({ ...speech(span('en', 'a')), speed: 1.25, seed: 99 }, voice)).toEqual({
      family: 'kokoro',
      tokens: [43],
      style: [['af', 1]],
      speed: 1.25,
    });
  });

  test('takes 510 tokens and fails beyond, naming the numbers: it never cuts', () => {
    expect(encode(speech(span('en', 'a'.repeat(510))), voice).tokens).toHaveLength(510);
    expect(() => encode(speech(span('en', 'a'.repeat(511))), voice)).toThrow(
      expect.objectContaining({ code: 'engine_failed', message: expect.stringContaining('[tokens=511, max=510]') }),
    );
  });

  test('fails for a language the voice does not speak', () => {
    expect(() => encode(speech(span('ko', 'a')), voice)).toThrow(
      expect.objectContaining({ code: 'voice_language_unavailable' }),
    );
  });

  test('fails when nothing is left to speak', () => {
    expect(() => encode(speech(span('en', ' ')), voice)).toThrow(expect.objectContaining({ code: 'empty_text' }));
  });
});

describe('spanSize', () => {
  test('adds up to at least the tokens of the segment, so a plan within the limit always fits', () => {
    const piece = fc
      .array(fc.constantFrom('a', 'tɕin˥', 'tʃ', 'oʊ', ' ', ',', '.', 'ː'), { maxLength: 12 })
      .map((parts) => parts.join(''));
    const spans = fc.array(fc.record({ language: fc.constantFrom('zh', 'en', 'ja'), ipa: piece }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(spans, (parts) => {
        fc.pre(parts.some(({ language, ipa }) => spanSize({ language, ipa }) > 0));
        const { tokens } = encode(speech(...parts.map(({ language, ipa }) => span(language, ipa))), voice);
        const size = parts.reduce((sum, part) => sum + spanSize(part), 0);
        expect(size).toBeGreaterThanOrEqual(tokens.length);
        expect(size - tokens.length).toBeLessThanOrEqual(parts.length);
      }),
    );
  });
});

describe('asKokoroUtterance', () => {
  const good = { family: 'kokoro', tokens: [43], style: [['af', 1]], speed: 1 };

  test('accepts what encode made, after it crossed a thread as JSON', () => {
    const utterance = encode(speech(span('en', 'həlˈoʊ')), voice);
    expect(asKokoroUtterance(JSON.parse(JSON.stringify(utterance)))).toEqual(utterance);
  });

  test.each([
    [{ ...good, family: 'tone' }],
    [{ ...good, tokens: [] }],
    [{ ...good, tokens: [1.5] }],
    [{ ...good, tokens: Array(511).fill(1) }],
    [{ ...good, style: [['af']] }],
    [{ ...good, speed: 0 }],
  ])('refuses %j', (utterance) => {
    expect(() => asKokoroUtterance(utterance)).toThrow(/not an utterance for Kokoro/);
  });
});

describe('expectedSeconds', () => {
  test('grows with the text and shrinks with the speed', () => {
    expect(expectedSeconds({ tokens: Array<number>(100).fill(1), speed: 1 })).toBeCloseTo(6.9);
    expect(expectedSeconds({ tokens: Array<number>(100).fill(1), speed: 2 })).toBeCloseTo(3.45);
  });

  test('never falls below one frame per token', () => {
    expect(expectedSeconds({ tokens: Array<number>(398).fill(1), speed: 4 })).toBeCloseTo(10);
  });
});
