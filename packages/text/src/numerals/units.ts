/**
 * Symbols of units as they are written after a number, and the canonical symbol the rooms name. Case counts (`MB` is
 * not `mb`, `5G` is not five gram). Left out on purpose: `in` and `A` (English words), `s` without a space (`1990s`).
 */
const SPELLINGS: readonly (readonly [canonical: string, ...spellings: string[]])[] = [
  ['°C', '℃', '°C', '˚C'],
  ['°F', '℉', '°F', '˚F'],
  ['°', '°', '˚'],
  ['km', 'km', 'KM', '㎞'],
  ['m', 'm'],
  ['cm', 'cm', 'CM', '㎝'],
  ['mm', 'mm', '㎜'],
  ['μm', 'μm', 'µm'],
  ['nm', 'nm'],
  ['kg', 'kg', 'KG', 'Kg', '㎏'],
  ['g', 'g'],
  ['mg', 'mg', '㎎'],
  ['μg', 'μg', 'µg'],
  ['μg/m³', 'μg/m³', 'µg/m³', 'μg/m3', 'µg/m3'],
  ['t', 't'],
  ['L', 'L', 'l', 'ℓ'],
  ['mL', 'mL', 'ml', 'ML', '㎖'],
  ['km/h', 'km/h', 'kmh', 'kph'],
  ['m/s', 'm/s'],
  ['mph', 'mph'],
  ['m²', 'm²', '㎡', 'm2'],
  ['km²', 'km²', '㎢', 'km2'],
  ['m³', 'm³', '㎥', 'm3'],
  ['cm²', 'cm²', 'cm2'],
  ['cm³', 'cm³', 'cm3'],
  ['mmHg', 'mmHg'],
  ['hPa', 'hPa'],
  ['kPa', 'kPa'],
  ['ppm', 'ppm'],
  ['KB', 'KB', 'kB'],
  ['MB', 'MB'],
  ['GB', 'GB'],
  ['TB', 'TB'],
  ['kbps', 'kbps', 'Kbps'],
  ['Mbps', 'Mbps'],
  ['Gbps', 'Gbps'],
  ['Hz', 'Hz'],
  ['kHz', 'kHz', 'KHz'],
  ['MHz', 'MHz'],
  ['GHz', 'GHz'],
  ['W', 'W'],
  ['kW', 'kW', 'KW'],
  ['MW', 'MW'],
  ['kWh', 'kWh', 'KWh'],
  ['V', 'V'],
  ['mAh', 'mAh'],
  ['kcal', 'kcal'],
  ['dB', 'dB'],
  ['px', 'px'],
  ['fps', 'fps'],
  ['rpm', 'rpm'],
  ['ft', 'ft'],
  ['lb', 'lb', 'lbs'],
  ['oz', 'oz'],
  ['mi', 'mi'],
  ['ms', 'ms'],
  ['s', 's'],
  ['min', 'min', 'mins'],
  ['h', 'h', 'hr', 'hrs'],
];

/** Canonical symbols, for the rooms' tables and their tests. */
export const UNITS: readonly string[] = SPELLINGS.map(([canonical]) => canonical);

const CANONICAL = new Map(
  SPELLINGS.flatMap(([canonical, ...spellings]) => spellings.map((spelling) => [spelling, canonical] as const)),
);
const LONGEST = Math.max(...[...CANONICAL.keys()].map((spelling) => spelling.length));

export interface UnitMatch {
  readonly unit: string;
  readonly end: number;
}

/**
 * The unit written at `at`, longest spelling first; it must not run on into a word or a number. `decimal`: the number
 * has a fraction, so it is no decade (`9.58s`).
 */
export function unitAt(text: string, at: number, spaced: boolean, decimal = false): UnitMatch | undefined {
  for (let length = LONGEST; length >= 1; length -= 1) {
    const spelling = text.slice(at, at + length);
    const unit = spelling.length === length ? CANONICAL.get(spelling) : undefined;
    if (unit === undefined) continue;
    if (/[A-Za-z]$/u.test(spelling) && /^[\p{Script=Latin}\d'’]/u.test(text.slice(at + length, at + length + 2)))
      continue;
    if (/\d$/u.test(spelling) && /^[\d.]/u.test(text.slice(at + length, at + length + 1))) continue;
    // `1990s` and `20s` are decades; `5 t` and `5 m` are more often words of other kinds than `5 km` is.
    if (unit === 's' && !spaced && !decimal) continue;
    if ((unit === 't' || unit === 'V') && spaced) continue;
    return { unit, end: at + length };
  }
  return undefined;
}
