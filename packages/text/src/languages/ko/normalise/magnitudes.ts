import { decimal } from '../numbers.js';
import { readMatches, type Reading } from './reading.js';

/** Numbers with their magnitudes in words: `3만 5천`, `1억 2,000만`, `1.5조`. */

const SMALL = '[십백천]?[만억조]|[백천]';
/** Words that only begin like a magnitude: 만나다, 천사, 백화점, 조각. */
const NOT = '(?!나|약|들|지|점|큼|족|사|장|연|막|화|두|각|카|언|금|건|용히|년초)';
const FRACTION = '(?:\\.\\d+)?';
const PART = `\\d{1,3}(?:,\\d{3})+${FRACTION} ?(?:${SMALL})|\\d+${FRACTION} ?(?:${SMALL})`;
const COMPOSITE = new RegExp(
  `(?<![\\d.,$€£¥₩])(?:${PART})${NOT}(?: ?(?:${PART})${NOT}){0,5}(?: ?\\d{1,4}(?![\\d.,~%/:-]))?`,
  'gu',
);
const SINGLE = new RegExp(`(\\d[\\d,]*)(${FRACTION}) ?(${SMALL})?`, 'gu');
const MAGNITUDE = new RegExp(`^ ?(${SMALL})${NOT}`, 'u');

export function readMagnitudes(text: string): readonly Reading[] {
  return readMatches(text, COMPOSITE, ({ 0: composite }) => ({ spoken: words(composite), rule: 'number:cardinal' }));
}

/** Between the groups of ten thousand stands a space, inside them none: 삼만 오천, 천오백만. */
function words(composite: string): string {
  let spoken = '';
  for (const { 1: digits = '', 2: fraction = '', 3: magnitude = '' } of composite.matchAll(SINGLE)) {
    const integer = digits.replaceAll(',', '');
    // 만, 천만, 천, 백 are said without one; 일억 and 일조 with it.
    const bare = integer === '1' && fraction === '' && /^(?:[만천백]|[십백천].)$/u.test(magnitude);
    const amount = bare ? '' : decimal(integer, fraction.slice(1));
    if (/[만억조]$/u.test(spoken)) spoken += ' ';
    spoken += amount + (fraction === '' ? '' : ' ') + magnitude;
  }
  return spoken;
}

/** A magnitude behind a number that is already read. */
export function magnitudeBehind(text: string, at: number): { readonly name: string; readonly end: number } | undefined {
  const found = MAGNITUDE.exec(text.slice(at, at + 4));
  return found?.[1] === undefined ? undefined : { name: found[1], end: at + found[0].length };
}
