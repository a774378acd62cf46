import { powerWords, unitBehindPower } from './formulas.js';
import { integerWords } from './number-words.js';
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
  const unit = unitBehindPower(text, end);
  const power = isFootnote(text, at) ? integerWords(digits) : powerWords(raised[1] === '⁻', digits);
  if (unit !== undefined) return { end: unit.end, spoken: ` ${power}${unit.spoken}`, rule: 'number:power' };
  return { end, spoken: ` ${power}${tail(end)}`, rule: 'number:power' };
}

/** A raised number behind a word, other than a square or a cube, is the mark of a note. */
function isFootnote(text: string, at: number): boolean {
  if (/^[²³⁻]/u.test(text.charAt(at))) return false;
  const before = text.slice(Math.max(0, at - maxVariableLetters - 1), at);
  return before.length > maxVariableLetters && [...before].every(isLetter);
}
