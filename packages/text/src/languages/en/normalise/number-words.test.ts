import { assert, maxSafeNat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cardinalWords,
  decimalWords,
  fractionWords,
  integerWords,
  ordinalWords,
  pluralNumber,
  yearWords,
} from './number-words.js';

describe('numbers in words', () => {
  it.each([
    ['0', 'zero'],
    ['13', 'thirteen'],
    ['21', 'twenty-one'],
    ['100', 'one hundred'],
    ['115', 'one hundred fifteen'],
    ['1000', 'one thousand'],
    ['1001', 'one thousand one'],
    ['1000000', 'one million'],
    ['2000003', 'two million three'],
    [
      '12345678901',
      'twelve billion three hundred forty-five million six hundred seventy-eight thousand nine hundred one',
    ],
    ['00012', 'twelve'],
  ])('%s is %s', (digits, words) => {
    expect(cardinalWords(digits)).toBe(words);
  });

  it('reads longer numbers than there are names for digit by digit', () => {
    expect(cardinalWords('1'.repeat(22))).toBe(Array.from({ length: 22 }, () => 'one').join(' '));
  });

  it('gives different numbers different words', () => {
    assert(
      property(maxSafeNat(), maxSafeNat(), (a, b) => {
        expect(cardinalWords(String(a)) === cardinalWords(String(b))).toBe(a === b);
      }),
    );
  });

  it('hears leading zeros and decimals digit by digit', () => {
    expect(integerWords('007')).toBe('zero zero seven');
    expect(decimalWords('0', '05')).toBe('zero point zero five');
  });

  it.each([
    ['1', 'first'],
    ['2', 'second'],
    ['9', 'ninth'],
    ['12', 'twelfth'],
    ['20', 'twentieth'],
    ['33', 'thirty-third'],
    ['100', 'one hundredth'],
  ])('%s as an ordinal is %s', (digits, words) => {
    expect(ordinalWords(digits)).toBe(words);
  });

  it.each([
    [1999, 'nineteen ninety-nine'],
    [2000, 'two thousand'],
    [2005, 'two thousand five'],
    [2010, 'twenty ten'],
    [2026, 'twenty twenty-six'],
    [1900, 'nineteen hundred'],
    [1905, 'nineteen oh five'],
    [1066, 'ten sixty-six'],
    [476, 'four hundred seventy-six'],
  ])('the year %i is %s', (year, words) => {
    expect(yearWords(year)).toBe(words);
  });

  it('names decades and fractions', () => {
    expect(pluralNumber(yearWords(1990))).toBe('nineteen nineties');
    expect(pluralNumber(yearWords(1900))).toBe('nineteen hundreds');
    expect(fractionWords('1', '2')).toBe('one half');
    expect(fractionWords('3', '4')).toBe('three quarters');
    expect(fractionWords('2', '3')).toBe('two thirds');
    expect(fractionWords('5', '365')).toBe('five over three hundred sixty-five');
  });
});
