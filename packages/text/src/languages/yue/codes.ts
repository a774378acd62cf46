import type { Beside, SpokenToken } from '../room.js';
import { digitByDigit } from './numbers.js';
import { isCounted } from './integers.js';

/**
 * Numbers of codes whose letters are another language's: of `CX123`, `AB1234` and `970X` the room sees the number, and what stands
 * beside it says how it is meant.
 */
const INITIALS = /(?<![A-Za-z])[A-Z]{1,3}$/u;
const NUMBER = /^\d{3,6}(?![\d.,:%/-])/u;
/** Bus routes: the letter stands behind. */
const ROUTE = /(?<![\d.,$])\d{3}$/u;

export function codesIn(source: string, { before, after }: Beside): readonly SpokenToken[] {
  const found: SpokenToken[] = [];
  const add = (digits: string, start: number): void => {
    found.push({ start, end: start + digits.length, spoken: digitByDigit(digits), rule: 'number:code' });
  };
  const lead = INITIALS.test(before) ? NUMBER.exec(source)?.[0] : undefined;
  if (lead !== undefined && !isCounted(source.slice(lead.length, lead.length + 8))) add(lead, 0);
  const route = /^[A-Z](?![A-Za-z\d])/u.test(after) ? ROUTE.exec(source) : null;
  if (route !== null) add(route[0], route.index);
  return found;
}
