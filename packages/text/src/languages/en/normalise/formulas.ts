import { matchAt } from '../../../numerals/text-at.js';
import { cardinalWords, ordinalWords } from './number-words.js';
import { anyUnitAt } from './extra-units.js';
import { isLetter, isDigit, type Reading } from './reading.js';

/** Formulas of chemistry and arithmetic: `C6H12O6`, `NaCl`, `2^10`, `f(x)`, `0x1F`. */

const ELEMENT =
  '(?:He|Li|Be|Ne|Na|Mg|Al|Si|Cl|Ar|Ca|Sc|Ti|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se|Br|Kr|Rb|Sr|Ag|Cd|Sn|Sb|Te|Xe|Cs|Ba|Pt|Au|Hg|Pb|Bi|Ra|[HBCNOFPSKVIWUY])';
const COMPOUND = new RegExp(
  `(?:${ELEMENT}(?:\\d{1,2}|[₀-₉]{1,3})?){1,12}([¹²³⁴-⁹]?[⁺⁻](?![⁰¹²³⁴-⁹]))?(?![\\p{L}\\p{M}\\d₀-₉])`,
  'uy',
);
/** Compounds without a count, which could be anything else. */
const PLAIN = /^(?:NaCl|KCl|HCl|NaOH|KOH|LiCl|AgCl|CuO|ZnO|NaF|KBr|NaBr|HBr|NaI|CaO|MgO|FeO|NiO|SiC|GaN|GaAs)$/;
const SYMBOL_OR_COUNT = /\p{Lu}\p{Ll}?|\d+|[₀-₉]+/gu;

function compoundAt(text: string, at: number): Reading | undefined {
  const found = matchAt(COMPOUND, text, at);
  if (found === undefined) return undefined;
  const written = found.group(0);
  const charge = found.group(1);
  const counted = /[\d₀-₉]/u.test(written) && (written.match(/\p{Lu}/gu)?.length ?? 0) > 1;
  if (!counted && charge === '' && !PLAIN.test(written)) return undefined;
  const atoms = (written.slice(0, written.length - charge.length).match(SYMBOL_OR_COUNT) ?? [])
    .map((part) => (/\p{Lu}/u.test(part) ? [...part.toUpperCase()].join(' ') : cardinalWords(part.normalize('NFKC'))))
    .join(' ');
  return { end: found.end, spoken: atoms + chargeWords(charge), rule: 'acronym' };
}

/** `²⁺` of an ion: two plus. */
function chargeWords(charge: string): string {
  if (charge === '') return '';
  const count = charge.length > 1 ? ` ${cardinalWords(charge.charAt(0).normalize('NFKC'))}` : '';
  return `${count} ${charge.endsWith('⁺') ? 'plus' : 'minus'}`;
}

const LOGARITHM = /log([₀-₉]{1,3}) ?/uy;
const POWER = /\^\{?(-?)(\d{1,3}|[a-z])\}?(?![\p{L}\d])/uy;

/** `2^10`, `x^2`; elsewhere the caret is a mark of layout. */
function caretAt(text: string, at: number): Reading | undefined {
  const before = text.charAt(at - 1);
  if (!isDigit(before) && !isLetter(before) && before !== ')') return undefined;
  const found = matchAt(POWER, text, at);
  if (found === undefined) return undefined;
  return { end: found.end, spoken: ` ${powerWords(found.group(1) !== '', found.group(2))}`, rule: 'number:power' };
}

export function powerWords(negative: boolean, exponent: string): string {
  if (!/^\d/.test(exponent)) return `to the ${negative ? 'minus ' : ''}${exponent}`;
  if (negative) return `to the minus ${cardinalWords(exponent)}`;
  if (exponent === '2') return 'squared';
  return exponent === '3' ? 'cubed' : `to the ${ordinalWords(exponent)}`;
}

const FUNCTION = /([fghFGH])\(([a-zA-Z])\)/y;
const HEX = /0x([0-9A-Fa-f]{1,16})(?![\p{L}\d])/uy;
const COLOUR = /#([0-9A-Fa-f]{6}|(?=[0-9A-Fa-f]*\d)(?=[0-9]*[A-Fa-f])[0-9A-Fa-f]{3})(?![\p{L}\d])/uy;
const SCIENTIFIC = /(\d{1,6})(?:\.(\d{1,12}))?[eE]([+-]?)(\d{1,3})(?![\p{L}\d])/uy;

const DIGITS = 'zero one two three four five six seven eight nine'.split(' ');
const spelt = (code: string): string =>
  [...code.toUpperCase()].map((character) => DIGITS[Number(character)] ?? character).join(' ');

/** A formula that starts at `at`, not inside a word. */
export function formulaAt(text: string, at: number): Reading | undefined {
  if (text.charAt(at) === '^') return caretAt(text, at);
  const before = text.charAt(at - 1);
  if (isLetter(before) || /[\d.]/.test(before)) return undefined;
  const compound = compoundAt(text, at);
  if (compound !== undefined) return compound;
  const call = matchAt(FUNCTION, text, at);
  if (call !== undefined) return { end: call.end, spoken: `${call.group(1)} of ${call.group(2)}`, rule: 'symbol' };
  const log = matchAt(LOGARITHM, text, at);
  if (log !== undefined)
    return { end: log.end, spoken: `log base ${cardinalWords(log.group(1).normalize('NFKC'))} of `, rule: 'symbol' };
  const hex = matchAt(HEX, text, at);
  if (hex !== undefined) return { end: hex.end, spoken: `zero X ${spelt(hex.group(1))}`, rule: 'number:digits' };
  const colour = matchAt(COLOUR, text, at);
  // `#123456` is an order, not a colour.
  if (colour !== undefined && /[A-Fa-f]/.test(colour.group(1)))
    return { end: colour.end, spoken: `hash ${spelt(colour.group(1))}`, rule: 'number:digits' };
  const scientific = matchAt(SCIENTIFIC, text, at);
  if (scientific === undefined) return undefined;
  const fraction = scientific.group(2) === '' ? '' : ` point ${spelt(scientific.group(2))}`;
  const power = `times ten to the ${scientific.group(3) === '-' ? 'minus ' : ''}`;
  const exponent = scientific.group(3) === '-' ? cardinalWords(scientific.group(4)) : ordinalWords(scientific.group(4));
  return {
    end: scientific.end,
    spoken: `${cardinalWords(scientific.group(1))}${fraction} ${power}${exponent}`,
    rule: 'number:power',
  };
}

/** A unit behind a power of ten (`3×10⁸ m/s`), with a space before; undefined where none stands. */
export function unitBehindPower(
  text: string,
  end: number,
): { readonly end: number; readonly spoken: string } | undefined {
  if (text.charAt(end) !== ' ' || !/[×x*] ?10[⁺⁻⁰¹²³⁴-⁹]+$/u.test(text.slice(Math.max(0, end - 10), end)))
    return undefined;
  const unit = anyUnitAt(text, end + 1);
  return unit && { end: unit.end, spoken: ` ${unit.name(false)}` };
}
