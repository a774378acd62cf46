import { describe, expect, it } from 'vitest';
import { loadEnglish } from './english.js';

describe('the English dictionary', () => {
  it('gives the ARPABET of a lower-case word', async () => {
    const english = await loadEnglish();
    expect(english.lookup('hello')).toBe('HH AH0 L OW1');
    expect(english.lookup("don't")).toBe('D OW1 N T');
  });

  it('knows nothing of words it does not list, even those every object answers to', async () => {
    const english = await loadEnglish();
    expect(english.lookup('zorbify')).toBeUndefined();
    expect(english.lookup('toString')).toBeUndefined();
    expect(english.lookup('__proto__')).toBeUndefined();
  });
});
