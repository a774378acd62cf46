import { anyUnitAt } from './extra-units.js';
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
  '⅕': 'one fifth',
  '⅖': 'two fifths',
  '⅗': 'three fifths',
  '⅘': 'four fifths',
  '⅙': 'one sixth',
  '⅚': 'five sixths',
  '⅛': 'one eighth',
  '⅜': 'three eighths',
  '⅝': 'five eighths',
  '⅞': 'seven eighths',
  '⅑': 'one ninth',
  '⅒': 'one tenth',
  '№': 'number',
  '℃': 'degrees Celsius',
  '℉': 'degrees Fahrenheit',
  '₿': 'bitcoin',
  '₽': 'rubles',
  '₹': 'rupees',
  '₩': 'won',
  '∝': 'is proportional to',
  '∈': 'is in',
  '∂': 'partial',
  '∫': 'integral of',
  '∴': 'therefore',
  '⇒': 'implies',
  '\\': 'backslash',
};
/** Behind a number these are added to it: `1½`. */
const PART = /^[¼½¾⅐-⅞]$/u;

/** Letters of formulas, by their names; a capital as its small letter. */
const GREEK: ReadonlyMap<string, string> = new Map(
  (
    'α alpha|β beta|γ gamma|δ delta|ε epsilon|ζ zeta|η eta|θ theta|ι iota|κ kappa|λ lambda|μ mu|ν nu|ξ ksi|ο omicron|π pi|' +
    'ρ rho|σ sigma|ς sigma|τ tau|υ upsilon|φ phi|χ chi|ψ psi|ω omega'
  )
    .split('|')
    .map((row) => [row.charAt(0), row.slice(2)]),
);

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
  /** What stands directly before the sign. */
  readonly lead: string;
  /** Only capitals follow, and stand before: `TCP/IP`, `USB-C`. */
  readonly initialsAfter: boolean;
  /** The name of a month follows: `May 1–June 3`. */
  readonly isMonth: boolean;
  /** The sign is the slash of `and/or`. */
  readonly andOr: boolean;
}

/** Words for a sign, kept apart from whatever the sign is written against. */
function said(end: number, words: string, { before, after }: Pick<Surroundings, 'before' | 'after'>): Reading {
  const lead = before === '' || isSpace(before) || before === '-' ? '' : ' ';
  const tail = after === '' || isSpace(after) || /[-.,!?;:)\]}"'”’]/u.test(after) ? '' : ' ';
  return { end, spoken: lead + words + tail, rule: 'symbol' };
}

const PART_OF_NAME = /\p{L}\d$/u;
const QUARTER = /[QH]\d$/;
const MONTH_NAME = /^ ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/;

/** Something that a plus can add: `x + y`, `CO₂ + H₂O`, `(a + b) + c`. */
const isJoined = (character: string): boolean =>
  isLetter(character) || isOperand(character) || isLowered(character) || /^[()]$/.test(character);

/** A power (`x²`) says that the sign behind it is one of arithmetic. */
const isOperand = (character: string): boolean => isDigit(character) || isRaised(character);

function plusOrHash(sign: string, end: number, around: Surroundings): Reading | undefined {
  const { before, after, left, right } = around;
  if (sign === '+')
    return isLetter(before) ||
      before === '+' ||
      (isDigit(before) && !isDigit(after)) ||
      isDigit(right) ||
      (left !== '' && isJoined(left) && isJoined(right))
      ? said(end, 'plus', around)
      : undefined;
  if (isDigit(after)) return said(end, 'number', around);
  if (isLetter(before)) return said(end, 'sharp', around);
  return isLetter(after) ? said(end, 'hashtag', around) : undefined;
}

function dashOrSlash(sign: string, end: number, around: Surroundings): Reading | undefined {
  const { before, after, left, right, lead, andOr, initialsAfter, isMonth } = around;
  if (sign === '/') {
    if (isSpace(before) && isSpace(after)) return { end, spoken: ',', rule: 'punctuation' };
    if (before === '' || after === '') return undefined;
    return andOr || (/\p{Lu}/u.test(before) && initialsAfter)
      ? { end, spoken: ' ', rule: 'symbol' }
      : said(end, 'slash', around);
  }
  // A mark at school: `a B- in art`.
  if (sign === '-' && /(?:^|\P{L})[A-F]$/u.test(lead) && !/^[\p{L}\d]$/u.test(after)) return said(end, 'minus', around);
  if (before === '' || after === '' || (isSpace(before) && isSpace(after))) {
    // Between spaces it is a dash, at the head of a line a bullet.
    if (isOperand(left) && (isDigit(right) || isLetter(right)) && (isRaised(left) || isDigit(right)) && sign === '-')
      return said(end, 'minus', around);
    return left === '' ? undefined : { end, spoken: ',', rule: 'punctuation' };
  }
  if (isRaised(before)) return said(end, 'minus', around);
  if (isDigit(before) && isDigit(after))
    // `i7-12700` is a name.
    return PART_OF_NAME.test(lead) ? { end, spoken: ' ', rule: 'punctuation' } : said(end, 'to', around);
  if (isDigit(before) && (isMonth || (QUARTER.test(lead) && /[QH]/.test(after)))) return said(end, 'to', around);
  // `1990s-2000s`.
  if (/\ds$/.test(lead) && isDigit(after)) return said(end, 'to', around);
  // `USB-C`, `CD-ROM`: initials are parted, `T-shirt` and `X-ray` are words.
  if (/\p{Lu}/u.test(before) && initialsAfter) return { end, spoken: ' ', rule: 'punctuation' };
  if (isLetter(before) && isLetter(after)) return { end, spoken: '-', rule: '' };
  return sign === '–' && (isLetter(before) || isLetter(after)) && !isDigit(after)
    ? { end, spoken: ', ', rule: 'punctuation' }
    : { end, spoken: ' ', rule: 'punctuation' };
}

function comparison(sign: string, end: number, around: Surroundings): Reading | undefined {
  const compares = isDigit(around.left) || isDigit(around.right);
  // `Settings > Privacy`: steps of a menu.
  if (!compares && sign === '>' && isLetter(around.left) && isSpace(around.before) && isSpace(around.after))
    return { end, spoken: ',', rule: 'punctuation' };
  if (!compares) return undefined;
  return said(end, sign === '<' ? 'is less than' : 'is greater than', around);
}

function times(sign: string, end: number, around: Surroundings): Reading | undefined {
  const { left, right, before, after } = around;
  // `*5* apples`: a star on one side only is a mark of layout.
  if (sign === '*' && isSpace(before) !== isSpace(after)) return undefined;
  const multiplies = isOperand(left) ? isOperand(right) || isLetter(right) : isDigit(right) && isLetter(left);
  return multiplies || (sign === '×' && isJoined(left) && isJoined(right)) ? said(end, 'times', around) : undefined;
}

/** `foo(bar)` is two words, `file(s)` and `(un)known` are one. */
function joinsWords(text: string, at: number, bracket: string): boolean {
  if (!isLetter(text.charAt(at - 1)) || !isLetter(text.charAt(at + 1))) return false;
  return '([{'.includes(bracket)
    ? !/^.(?:e?s|e?d|e?n|e?r|ies|ing|ly|y|a|i)[)\]}]/.test(text.slice(at, at + 5))
    : !/[([{](?:un|re|in|im|non|pre|dis|s|mis|de|wo|fe)$/i.test(text.slice(Math.max(0, at - 4), at));
}

/** A number with a unit, before a bracket. */
const MEASURE = /\d ?[\p{L}°²³]{1,4}(?:\/[\p{L}²³]{1,3})? ?$/u;
const isAmount = (character: string): boolean => /^[\d$€£¥%+-]$/u.test(character);

/** `½`, `2½ tsp`: a part, added to the number before it, with the unit behind it. */
function partReading(text: string, end: number, words: string, around: Surroundings): Reading {
  const mixed = isDigit(around.before);
  const part = mixed ? `and ${words}` : words;
  const unit = anyUnitAt(text, around.after === ' ' ? end + 1 : end);
  if (unit === undefined) return said(end, part, around);
  const dotted = /^\p{L}\.(?:,| \p{Ll})/u.test(text.slice(unit.end - 1, unit.end + 3));
  const stop = unit.end + (dotted ? 1 : 0);
  return said(stop, `${part} ${unit.name(!mixed)}`, { ...around, after: text.charAt(stop) });
}

const STROKE = '\u0338';

function struckReading(text: string, at: number, sign: string, words: string): Reading {
  const end = at + sign.length + STROKE.length;
  const around = { before: text.charAt(at - 1), after: text.charAt(end) };
  return said(end, words, around);
}

/** Reads a sign that is neither letter, digit, space nor sentence punctuation. Always gives a reading. */
export function symbolReading(text: string, at: number, sign: string): Reading {
  // `≠` may come in two parts, an equals sign and its stroke; without the stroke it would say the contrary.
  const whole = text.charAt(at + sign.length) === STROKE ? `${sign}${STROKE}`.normalize('NFC') : sign;
  if (whole !== sign && SAID[whole] !== undefined) return struckReading(text, at, sign, SAID[whole]);
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
    lead: text.slice(Math.max(0, at - 2), at),
    initialsAfter:
      /^\p{Lu}{1,6}(?!\p{L})/u.test(text.slice(end, end + 7)) &&
      /(?<!\p{L})\p{Lu}{1,6}\d?$/u.test(text.slice(Math.max(0, at - 8), at)),
    isMonth: MONTH_NAME.test(text.slice(end, end + 4)),
    andOr: /^and\/or$/iu.test(text.slice(Math.max(0, at - 3), end + 2)),
  };
  const greek = GREEK.get(sign.toLowerCase());
  if (greek !== undefined) return said(end, greek, around);
  const words = SAID[sign];
  if (words !== undefined && PART.test(sign)) return partReading(text, end, words, around);
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
    case '[':
    case ']':
    case '{':
    case '}':
      // Two amounts run together without a pause: `$5 (€4)`, `7–6 (7–3)`.
      return (isAmount(around.left) || MEASURE.test(text.slice(Math.max(0, at - 12), at))) && isAmount(around.right)
        ? { end, spoken: ', ', rule: 'punctuation' }
        : { ...dropped, spoken: joinsWords(text, at, sign) ? ' ' : '' };
    case '~':
      return isDigit(around.after) && around.before !== '~' ? said(end, 'about', around) : dropped;
    default:
      return dropped;
  }
}
