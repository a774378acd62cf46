import { describe, expect, test } from 'vitest';
import { toSymbols } from './symbols.js';

describe('Cantonese', () => {
  test('each of the six tones has a string of arrows of its own', () => {
    const arrows = ['˥', '˧˥', '˧', '˨˩', '˩˧', '˨'].map((tone) => toSymbols(`si${tone}`, 'yue'));
    expect(new Set(arrows).size).toBe(6);
  });

  test('the arrows follow the vowel, before the coda; a syllabic nasal is its own vowel', () => {
    expect(toSymbols('hɐi˨ hou˧˥ hou˧˥ tsʰek˧', 'yue')).toBe('hɐi↓ hou↗→ hou↗→ ʦʰek');
    expect(toSymbols('kɔŋ˧˥ m̩˨˩', 'yue')).toBe('kɔ↗→ŋ m↓↓');
  });

  test('a tone the language does not have is refused, rather than speaking another word', () => {
    expect(() => toSymbols('ma˥˩', 'yue')).toThrow(/tone/u);
  });
});
