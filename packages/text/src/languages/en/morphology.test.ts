import { describe, expect, it } from 'vitest';
import { parsePhones } from './arpabet.js';
import { composedPhones } from './morphology.js';

const words: Readonly<Record<string, string>> = {
  box: 'B AA1 K S',
  cat: 'K AE1 T',
  study: 'S T AH1 D IY0',
  run: 'R AH1 N',
  make: 'M EY1 K',
  want: 'W AA1 N T',
  walk: 'W AO1 K',
  total: 'T OW1 T AH0 L',
  power: 'P AW1 ER0',
  friend: 'F R EH1 N D',
  moon: 'M UW1 N',
  light: 'L AY1 T',
  arm: 'AA1 R M',
  pothole: 'P AA1 T HH OW2 L',
};
const known = (word: string) => (Object.hasOwn(words, word) ? parsePhones(words[word] ?? '') : undefined);
const compose = (word: string): string | undefined =>
  composedPhones(word, known)
    ?.map(({ symbol, stress }) => symbol + (stress ?? ''))
    .join(' ');

describe('words put together from known ones', () => {
  it('take s and ed in the form their stem asks for', () => {
    expect(compose('cats')).toBe('K AE1 T S');
    expect(compose('boxes')).toBe('B AA1 K S IH0 Z');
    expect(compose('studies')).toBe('S T AH1 D IY0 Z');
    expect(compose("friend's")).toBe('F R EH1 N D Z');
    expect(compose('walked')).toBe('W AO1 K T');
    expect(compose('wanted')).toBe('W AA1 N T IH0 D');
    expect(compose('studied')).toBe('S T AH1 D IY0 D');
  });

  it('undo a doubled consonant and put a dropped e back', () => {
    expect(compose('running')).toBe('R AH1 N IH0 NG');
    expect(compose('making')).toBe('M EY1 K IH0 NG');
    expect(compose('totally')).toBe('T OW1 T AH0 L IY0');
  });

  it('stack endings and prefixes', () => {
    expect(compose('powerlessness')).toBe('P AW1 ER0 L AH0 S N AH0 S');
    expect(compose('unfriended')).toBe('AH2 N F R EH1 N D IH0 D');
  });

  it('join two words with the stress on the first', () => {
    expect(compose('moonlight')).toBe('M UW1 N L AY2 T');
    expect(compose('moonlights')).toBe('M UW1 N L AY2 T S');
  });

  it('give up on words without known parts', () => {
    expect(compose('zorbify')).toBeUndefined();
    expect(compose('s')).toBeUndefined();
  });
});
