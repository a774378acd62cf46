import { describe, expect, it } from 'vitest';
import { phonesToIpa } from './allophones.js';
import { parsePhones } from './arpabet.js';

const ipa = (arpabet: string, spelling: string): string => phonesToIpa(parsePhones(arpabet), spelling);

describe('ARPABET to IPA', () => {
  it('reads stress digits', () => {
    expect(parsePhones('HH AH0 L OW1')).toEqual([
      { symbol: 'HH', stress: undefined },
      { symbol: 'AH', stress: 0 },
      { symbol: 'L', stress: undefined },
      { symbol: 'OW', stress: 1 },
    ]);
  });

  it('tells schwa from the vowel of cup, and the two r-vowels apart', () => {
    expect(ipa('AH0 B AH1 V', 'above')).toBe('əbˈʌv');
    expect(ipa('M ER1 D ER0', 'murder')).toBe('mˈɜɹdəɹ');
  });

  it('flaps t before an unstressed vowel only', () => {
    expect(ipa('B EH1 T ER0', 'better')).toBe('bˈɛɾəɹ');
    expect(ipa('AH0 T AE1 K', 'attack')).toBe('ətˈæk');
    expect(ipa('W IH1 N T ER0', 'winter')).toBe('wˈɪntəɹ');
  });

  it('writes endings by their spelling', () => {
    expect(ipa('N IY1 D AH0 D', 'needed')).toBe('nˈidᵻd');
    expect(ipa('V AE1 L IH0 D', 'valid')).toBe('vˈælɪd');
    expect(ipa('B AA1 K S AH0 Z', 'boxes')).toBe('bˈɑksᵻz');
  });

  it('makes final l and n syllabic after the consonants that allow it', () => {
    expect(ipa('P IY1 P AH0 L', 'people')).toBe('pˈipᵊl');
    expect(ipa('S AH1 D AH0 N', 'sudden')).toBe('sˈʌdᵊn');
    expect(ipa('HH Y UW1 M AH0 N', 'human')).toBe('hjˈumən');
  });
});
