import { integerWords, ordinalWords } from './number-words.js';
import { isLetter, stickyMatch, type Reading } from './reading.js';

/** Raised and lowered digits: the powers of formulas (`x²`, `10⁻³`) and the counts of atoms (`CO₂`). */

const RAISED = /([⁺⁻]?)([⁰¹²³⁴-⁹]+)/uy;
const LOWERED = /[₀-₉]+/uy;

/** True for a digit that belongs to what stands before it. */
export const isRaised = (character: string): boolean => /^[⁰¹²³⁴-⁹]$/u.test(character);
export const isLowered = (character: string): boolean => /^[₀-₉]$/u.test(character);

/** A raised number this far behind letters is the mark of a footnote, not a power. */
const maxVariableLetters = 2;

export function raisedAt(text: string, at: number): Reading | undefined {
  const lowered = stickyMatch(LOWERED, text, at)?.[0];
  const tail = (end: number): string => (/^[\p{L}\d]/u.test(text.slice(end, end + 1)) ? ' ' : '');
  if (lowered !== undefined) {
    const end = at + lowered.length;
    return { end, spoken: ` ${integerWords(lowered.normalize('NFKC'))}${tail(end)}`, rule: 'number:cardinal' };
  }
  const raised = stickyMatch(RAISED, text, at);
  if (raised === undefined) return undefined;
  const end = at + raised[0].length;
  const digits = (raised[2] ?? '').normalize('NFKC');
  return { end, spoken: ` ${powerWords(text, at, raised[1] === '⁻', digits)}${tail(end)}`, rule: 'number:power' };
}

function powerWords(text: string, at: number, negative: boolean, digits: string): string {
  if (negative) return `to the minus ${integerWords(digits)}`;
  if (digits === '2') return 'squared';
  if (digits === '3') return 'cubed';
  const before = text.slice(Math.max(0, at - maxVariableLetters - 1), at);
  const isFootnote = before.length > maxVariableLetters && [...before].every(isLetter);
  return isFootnote ? integerWords(digits) : `to the ${ordinalWords(digits)}`;
}
