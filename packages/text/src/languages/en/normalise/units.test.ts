import { describe, expect, it } from 'vitest';
import { UNITS } from '../../../numerals/scan.js';
import { knowsUnit, unitName } from './units.js';

describe('unit names', () => {
  it('exist for every unit the numeral scanner finds', () => {
    expect(UNITS.filter((unit) => !knowsUnit(unit))).toEqual([]);
  });

  it('have a plural', () => {
    expect(unitName('ft', true)).toBe('foot');
    expect(unitName('ft', false)).toBe('feet');
    expect(unitName('km', false)).toBe('kilometers');
    expect(unitName('GHz', false)).toBe('gigahertz');
  });
});
