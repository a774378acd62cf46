import { describe, expect, test } from 'vitest';
import { tokensOf, VOCABULARY } from './vocabulary.js';

describe('the vocabulary', () => {
  test('has the 114 symbols of the model, each with a number of its own below 178 and none with the padding', () => {
    expect(VOCABULARY.size).toBe(114);
    const tokens = [...VOCABULARY.values()];
    expect(new Set(tokens).size).toBe(114);
    expect(Math.min(...tokens)).toBe(1);
    expect(Math.max(...tokens)).toBe(177);
  });

  test('numbers a known sentence as the model was trained: həlˈO, wˈɛlkʌm', () => {
    expect(tokensOf('həlˈO, wˈɛlkʌm')).toEqual([50, 83, 54, 156, 31, 3, 16, 65, 156, 86, 54, 53, 138, 55]);
  });

  test('numbers Chinese and Japanese symbols as the model was trained', () => {
    expect(tokensOf('ꭧə→n ʦʰwo↘ ʨi ɲ β ɯ ɨ kʲ ʔ ː')).toEqual([
      23, 83, 171, 56, 16, 20, 162, 65, 57, 173, 16, 21, 51, 16, 114, 16, 75, 16, 110, 16, 101, 16, 53, 164, 16, 148,
      16, 158,
    ]);
  });

  test('refuses a symbol it does not have, naming its code point', () => {
    expect(() => tokensOf('a你')).toThrow(/U\+4F60/);
  });
});
