import { LANGUAGES, type Language } from '@lector/contract';
import type { PinReading } from '../../pins/pin.js';
import { SAY_AS, type SayAsWords } from './say-as-table.js';

/**
 * `say-as`: the text is rewritten into the form that the rooms read in the way asked for (`5` as an ordinal is `第5`, `5th`),
 * language by language, since the language is found later. How numbers are said stays the rooms' business.
 */
export const INTERPRETATIONS = [
  'cardinal',
  'number',
  'ordinal',
  'digits',
  'characters',
  'spell-out',
  'date',
  'time',
  'telephone',
  'unit',
  'currency',
  'fraction',
] as const;
type Interpretation = (typeof INTERPRETATIONS)[number];

export type SaidAs = { readonly reading: PinReading } | { readonly wrong: string };

/** What is to be read for `written`, or what is wrong with asking for it. */
export function sayAs(interpretAs: string, format: string, written: string): SaidAs {
  const asked = INTERPRETATIONS.find((one) => one === interpretAs);
  if (asked === undefined) return { wrong: `interpret-as is one of ${INTERPRETATIONS.join(', ')}` };
  const texts: Partial<Record<Language, string>> = {};
  for (const language of LANGUAGES) {
    const text = rewrite(asked, written.normalize('NFKC').trim(), format.trim().toLowerCase(), SAY_AS[language]);
    if (text === undefined)
      return { wrong: `what stands inside cannot be said as ${asked}${format === '' ? '' : ' in that format'}` };
    texts[language] = text;
  }
  return { reading: { kind: 'written', texts: texts as Readonly<Record<Language, string>> } };
}

function rewrite(asked: Interpretation, text: string, format: string, words: SayAsWords): string | undefined {
  switch (asked) {
    case 'cardinal':
    case 'number':
      return number(text, (digits) => grouped(digits));
    case 'ordinal':
      return /^\d{1,9}$/u.test(text) ? words.ordinal(Number(text)) : undefined;
    case 'digits':
      return /^[\d\s.,-]+$/u.test(text) && /\d/u.test(text) ? spelled(text.replaceAll(/\D/gu, ''), words) : undefined;
    case 'characters':
    case 'spell-out':
      return spelled(text, words);
    case 'date':
      return date(text, format, words);
    case 'time':
      return time(text, format);
    case 'telephone':
      return telephone(text, words);
    case 'fraction':
      return /^(?:\d{1,6}[ +])?\d{1,6}\/\d{1,6}$/u.test(text) ? text.replace('+', ' ') : undefined;
    case 'unit':
      return /\d/u.test(text) ? text : undefined;
    case 'currency':
      return currency(text, format);
  }
}

/** Four digits alone could be a year; with separators they are a quantity. */
function grouped(digits: string): string {
  return digits.replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
}

function number(text: string, write: (digits: string) => string): string | undefined {
  const [, sign = '', whole, rest = ''] = /^([-+−]?)(\d{1,3}(?:[, ]\d{3})+|\d{1,18})(\.\d{1,18})?$/u.exec(text) ?? [];
  return whole === undefined ? undefined : sign + write(whole.replaceAll(/\D/gu, '')) + rest;
}

/** Letter by letter: names of letters, digits one at a time. */
function spelled(text: string, words: SayAsWords): string {
  return [...text]
    .filter((character) => character.trim() !== '')
    .map((character, index, all) =>
      /\p{Script=Latin}/u.test(character) ? words.letter(character.toUpperCase(), all[index + 1] ?? '') : character,
    )
    .join(words.between);
}

/** Groups as they are written, a short pause between them. */
function telephone(text: string, words: SayAsWords): string | undefined {
  if (!/^\+?[\d\s().-]{3,40}$/u.test(text)) return undefined;
  const groups = text.split(/\D+/u).filter((group) => group !== '');
  const said = (group: string): string =>
    spelled(group, words).replaceAll(/\d/gu, (digit) => words.dialled?.[digit] ?? digit);
  return groups.length === 0 ? undefined : groups.map(said).join(', ');
}

const CURRENCIES: Readonly<Record<string, string>> = { usd: '$', eur: '€', gbp: '£', jpy: '¥', cny: '¥', krw: '₩' };

/** `USD 5.20` (or `5.20` with the code as format) as the sign that rooms read. */
function currency(text: string, format: string): string | undefined {
  if (!/\d/u.test(text)) return undefined;
  const code = /[A-Za-z]{3}/u.exec(text)?.[0]?.toLowerCase() ?? format;
  const amount = /\d[\d,]*(?:\.\d+)?/u.exec(text)?.[0] ?? '';
  const sign = Object.hasOwn(CURRENCIES, code) ? CURRENCIES[code] : undefined;
  return sign === undefined ? text : sign + amount;
}

function time(text: string, format: string): string | undefined {
  const [, hours, minutes, seconds = '', half = ''] =
    /^(\d{1,2})[:.時时](\d{2})(?:[:.](\d{2}))?\s*([ap]\.?m\.?)?$/iu.exec(text) ?? [];
  if (hours === undefined || minutes === undefined || Number(hours) > 24 || Number(minutes) > 59) return undefined;
  if (format !== '' && !/^hms?(?:12|24)$/u.test(format)) return undefined;
  const clock = seconds === '' ? `${hours}:${minutes}` : `${hours}:${minutes}:${seconds}`;
  return half === '' ? clock : `${clock} ${half.toLowerCase()}`;
}

interface DateParts {
  readonly y?: number;
  readonly m?: number;
  readonly d?: number;
}

/** In the order of `format` (`mdy`, `ymd`, `md`, …); without one, year first as ISO 8601 writes it. */
function date(text: string, format: string, words: SayAsWords): string | undefined {
  const numbers = text.match(/\d+/gu)?.map(Number) ?? [];
  const order = format === '' ? 'ymd'.slice(0, numbers.length) : format;
  if (!/^(?:[ymd]{1,3})$/u.test(order) || new Set(order).size !== order.length) return undefined;
  const compact = numbers.length === 1 && order.length === 3 ? compactDate(text, order) : numbers;
  if (compact?.length !== order.length) return undefined;
  const parts: DateParts = Object.fromEntries([...order].map((part, index) => [part, compact[index]]));
  if ((parts.m ?? 1) < 1 || (parts.m ?? 1) > 12 || (parts.d ?? 1) < 1 || (parts.d ?? 1) > 31) return undefined;
  return words.date(parts);
}

/** `20261122` by `ymd`. */
function compactDate(text: string, order: string): number[] | undefined {
  if (!/^\d{8}$/u.test(text)) return undefined;
  let at = 0;
  return [...order].map((part) => {
    const length = part === 'y' ? 4 : 2;
    at += length;
    return Number(text.slice(at - length, at));
  });
}
