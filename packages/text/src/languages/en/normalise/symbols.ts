import { isLowered, isRaised } from './raised.js';
import { isDigit, isLetter, isSpace, type Reading } from './reading.js';

/** Signs that are said, signs that only shape the sentence, and signs that are dropped. */

const SAID: Readonly<Record<string, string>> = {
  '&': 'and',
  '@': 'at',
  '%': 'percent',
  '=': 'equals',
  '≠': 'is not equal to',
  '≈': 'is approximately',
  '≤': 'is at most',
  '≥': 'is at least',
  '±': 'plus or minus',
  '÷': 'divided by',
  '√': 'square root of',
  '∞': 'infinity',
  '°': 'degrees',
  '§': 'section',
  '©': 'copyright',
  '€': 'euros',
  '£': 'pounds',
  $: 'dollars',
  '¢': 'cents',
  '¥': 'yen',
  '½': 'one half',
  '¼': 'one quarter',
  '¾': 'three quarters',
  '⅓': 'one third',
  '⅔': 'two thirds',
  '\\': 'backslash',
};

const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  θ: 'theta',
  λ: 'lambda',
  μ: 'mu',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
  Δ: 'delta',
  Σ: 'sigma',
  Ω: 'omega',
};

/** Marks that shape the sentence, as the mark they are spoken like. */
const MARKS: Readonly<Record<string, string>> = {
  '…': '. ',
  '—': ', ',
  '―': ', ',
  '|': ', ',
  '•': ', ',
  '·': ', ',
  '→': ', ',
};

interface Surroundings {
  readonly before: string;
  readonly after: string;
  /** The nearest characters that are no space. */
  readonly left: string;
  readonly right: string;
  /** The sign is the slash of `and/or`. */
  readonly andOr: boolean;
}

/** Words for a sign, kept apart from whatever the sign is written against. */
function said(end: number, words: string, { before, after }: Surroundings): Reading {
  const lead = before === '' || isSpace(before) ? '' : ' ';
  const tail = after === '' || isSpace(after) || /[.,!?;:)\]}"'”’]/u.test(after) ? '' : ' ';
  return { end, spoken: lead + words + tail, rule: 'symbol' };
}

/** Something that a plus can add: `x + y`, `CO₂ + H₂O`, `(a + b) + c`. */
const isJoined = (character: string): boolean =>
  isLetter(character) || isOperand(character) || isLowered(character) || /^[()]$/.test(character);

/** A power (`x²`) says that the sign behind it is one of arithmetic. */
const isOperand = (character: string): boolean => isDigit(character) || isRaised(character);

function plusOrHash(sign: string, end: number, around: Surroundings): Reading | undefined {
  const { before, after, left, right } = around;
  if (sign === '+')
    return isLetter(before) || before === '+' || isDigit(right) || (left !== '' && isJoined(left) && isJoined(right))
      ? said(end, 'plus', around)
      : undefined;
  if (isDigit(after)) return said(end, 'number', around);
  if (isLetter(before)) return said(end, 'sharp', around);
  return isLetter(after) ? said(end, 'hashtag', around) : undefined;
}

function dashOrSlash(sign: string, end: number, around: Surroundings): Reading | undefined {
  const { before, after, left, right, andOr } = around;
  if (sign === '/') {
    if (isSpace(before) && isSpace(after)) return { end, spoken: ',', rule: 'punctuation' };
    if (before === '' || after === '') return undefined;
    return andOr ? { end, spoken: ' ', rule: 'symbol' } : said(end, 'slash', around);
  }
  if (before === '' || after === '' || (isSpace(before) && isSpace(after))) {
    // Between spaces it is a dash, at the head of a line a bullet.
    if (isOperand(left) && (isDigit(right) || isLetter(right)) && (isRaised(left) || isDigit(right)) && sign === '-')
      return said(end, 'minus', around);
    return left === '' ? undefined : { end, spoken: ',', rule: 'punctuation' };
  }
  if (isRaised(before)) return said(end, 'minus', around);
  if (isDigit(before) && isDigit(after)) return said(end, 'to', around);
  if (isLetter(before) && isLetter(after)) return { end, spoken: '-', rule: '' };
  return sign === '–' && (isLetter(before) || isLetter(after)) && !isDigit(after)
    ? { end, spoken: ', ', rule: 'punctuation' }
    : { end, spoken: ' ', rule: 'punctuation' };
}

function comparison(sign: string, end: number, around: Surroundings): Reading | undefined {
  const compares = isDigit(around.left) || isDigit(around.right);
  if (!compares) return undefined;
  return said(end, sign === '<' ? 'is less than' : 'is greater than', around);
}

function times(sign: string, end: number, around: Surroundings): Reading | undefined {
  const { left, right } = around;
  const multiplies = isOperand(left) ? isOperand(right) || isLetter(right) : isDigit(right) && isLetter(left);
  return multiplies || (sign === '×' && isJoined(left) && isJoined(right)) ? said(end, 'times', around) : undefined;
}

const isAmount = (character: string): boolean => /^[\d$€£¥%]$/u.test(character);

/** Reads a sign that is neither letter, digit, space nor sentence punctuation. Always gives a reading. */
export function symbolReading(text: string, at: number, sign: string): Reading {
  const end = at + sign.length;
  const around: Surroundings = {
    before: text.charAt(at - 1),
    after: text.charAt(end),
    left: text
      .slice(Math.max(0, at - 3), at)
      .trim()
      .slice(-1),
    right: text
      .slice(end, end + 3)
      .trim()
      .charAt(0),
    andOr: /^and\/or$/iu.test(text.slice(Math.max(0, at - 3), end + 2)),
  };
  const greek = GREEK[sign];
  if (greek !== undefined) return said(end, greek, around);
  const words = SAID[sign];
  if (words !== undefined) return said(end, words, around);
  const mark = MARKS[sign];
  if (mark !== undefined) return { end, spoken: around.left === '' ? '' : mark, rule: 'punctuation' };
  const dropped: Reading = { end, spoken: /[-_^<>]/u.test(sign) ? ' ' : '', rule: 'punctuation' };
  switch (sign) {
    case '+':
    case '#':
      return plusOrHash(sign, end, around) ?? dropped;
    case '-':
    case '–':
    case '/':
      return dashOrSlash(sign, end, around) ?? dropped;
    case '<':
    case '>':
      return comparison(sign, end, around) ?? dropped;
    case '×':
    case '*':
      return times(sign, end, around) ?? dropped;
    case '(':
    case ')':
      // Two amounts run together without a pause: `$5 (€4)`, `7–6 (7–3)`.
      return isAmount(around.left) && isAmount(around.right) ? { end, spoken: ', ', rule: 'punctuation' } : dropped;
    case '~':
      return isDigit(around.right) ? said(end, 'about', around) : dropped;
    default:
      return dropped;
  }
}
