import { describe, expect, it } from 'vitest';
import { UNITS } from '../../numerals/scan.js';
import { unitWord } from './units.js';

describe('units', () => {
  it.each(UNITS)('%s has a word', (symbol) => {
    expect(unitWord(symbol)?.reading).toMatch(/^[ァ-ヶー]+$/u);
  });
});
