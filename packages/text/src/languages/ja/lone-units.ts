import { unitAt } from '../../numerals/units.js';
import type { Reading } from './readings.js';
import { unitWord } from './units.js';

/** Behind a number, with or without a space, the unit is the number's. */
const FOUND =
  /(?:(?<=[\p{L}\d)])(?<per>\/)|(?<![\p{L}\d/]|\d ))(?<unit>[kcm]?m[23]|[kcm]m|kg|kWh?|m[Ll]|[MGT]B|[MG]Hz)(?![A-Za-z\d])/gu;

/** A unit by itself, as in 円/㎡ or (kg), where its letters would be spelled. */
export function readLoneUnits(text: string): readonly Reading[] {
  const readings: Reading[] = [];
  for (const { 0: written, index, groups = {} } of text.matchAll(FOUND)) {
    const per = groups['per'] ?? '';
    const word = unitWord(unitAt(text, index + per.length, true)?.unit ?? '');
    if (word === undefined) continue;
    const spoken = per === '' ? word.reading : ` パー ${word.reading}`;
    readings.push({ start: index, end: index + written.length, spoken, rule: 'number:unit' });
  }
  return readings;
}
