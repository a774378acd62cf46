import { isFirm, opensSentence } from '../../../segment/openers.js';
import { ABBREVIATIONS, BEFORE_NUMBER, STATES, TITLES, UNDOTTED } from './abbreviation-table.js';
import { endsSentence, isDigit, stickyMatch, wordBefore, type Reading } from './reading.js';

/** Shortened words written out, and dotted capitals (`U.S.`) as letters. */

const SHAPE = /(?:[eE]\.g|[iI]\.e|a\.k\.a|et al|\p{L}{1,6})(\.(?=\d|['’][sS](?![\p{L}\d]))|\.?(?![\p{L}\p{M}\d'’]))/uy;
const DOTTED_CAPITALS = /(?:\p{Lu}\.){2,8}/uy;
const DEGREES = /(Ph\.?D|M\.?Sc|B\.?Sc)(?:\.?(s)(?!\p{L})|\.)?(?![\p{L}\d])/uy;
/** Short forms with a slash. */
const SLASHED = /(w\/o|w\/(?=\s|\p{L}{2})|b\/c|c\/o|n\/a)(?![\p{L}\d](?<!w\/.))/iuy;
const SLASHED_WORDS: Readonly<Record<string, string>> = {
  'w/o': 'without',
  'w/': 'with',
  'b/c': 'because',
  'c/o': 'care of',
  'n/a': 'N A',
};
/** `P.S. I love you`: nothing ended yet. */
const OPENERS = /^(?:P\.S\.|N\.B\.|P\.P\.S\.)$/;
/** Rock 'n' roll. */
const AND = /['’‘][nN]['’]/y;
const INITIAL = /(\p{Lu})\.(?= \p{Lu}[\p{Ll}.])/uy;

/** `Pennsylvania Ave. NW`. */
const QUARTER = /^ (?:[NS][EW]?|[EW])(?!\p{L})/u;

const goesOn = (after: string): boolean => QUARTER.test(after) || isFirm(after.trimStart());

function saintOrStreet(short: string, text: string, at: number, end: number): string {
  const beforeName = /^ \p{Lu}\p{Ll}/u.test(text.slice(end, end + 3));
  const afterName =
    /^\p{Lu}/u.test(wordBefore(text, at)) || /\d(?:st|nd|rd|th) $/u.test(text.slice(Math.max(0, at - 5), at));
  const prefix = short === 'St' ? 'Saint' : 'Doctor';
  const suffix = short === 'St' ? 'Street' : 'Drive';
  // `Main St. Paul` is rarer than `Main St. The`, and `Dr. Dr. Smith` than either.
  return afterName && (!beforeName || short === 'St') ? suffix : beforeName || short === 'Dr' ? prefix : suffix;
}

const STATE = /([A-Z]{2})(?![\p{L}\d])/uy;
const DOUBTFUL = new Set(['OK', 'HI', 'ID', 'PA', 'ME', 'IN', 'OR', 'AL']);

/** `Austin, TX 78701`. */
function stateAt(text: string, at: number): Reading | undefined {
  const code = stickyMatch(STATE, text, at)?.[1] ?? '';
  const name = STATES.get(code);
  if (name === undefined || !/\p{Lu}\p{Ll}+, $/u.test(text.slice(Math.max(0, at - 24), at))) return undefined;
  if (DOUBTFUL.has(code) && !/^ \d{5}(?!\d)/.test(text.slice(at + 2, at + 9))) return undefined;
  return { end: at + 2, spoken: name, rule: 'abbreviation' };
}

function expansion(short: string, dotted: boolean, text: string, at: number, end: number): string | undefined {
  if (short === 'St' || short === 'Dr')
    return dotted || short === 'Dr' || /^[,;]/.test(text.slice(end, end + 1))
      ? saintOrStreet(short, text, at, end)
      : undefined;
  if (!dotted && !UNDOTTED.has(short)) return undefined;
  const lower = short.toLowerCase();
  if (short === 'Ft') return dotted && /^ \p{Lu}/u.test(text.slice(end, end + 2)) ? 'Fort' : undefined;
  // Parties at law: `Roe v. Wade`.
  if (short === 'v' && dotted)
    return /^\p{Lu}/u.test(wordBefore(text, at)) && /^ \p{Lu}/u.test(text.slice(end, end + 2)) ? 'versus' : undefined;
  if (short === 'App' && dotted) return /^ [A-Z\d](?!\p{L})/u.test(text.slice(end, end + 3)) ? 'Appendix' : undefined;
  if (lower === 'no' && dotted && text.startsWith(' of ', end)) return 'number';
  if (dotted && Object.hasOwn(BEFORE_NUMBER, lower) && isDigit(text.charAt(text.charAt(end) === ' ' ? end + 1 : end))) {
    return BEFORE_NUMBER[lower];
  }
  if (Object.hasOwn(ABBREVIATIONS, short)) return ABBREVIATIONS[short];
  // Capitals are initials: EST is a time zone.
  if (/^\p{Lu}{2,}$/u.test(short)) return undefined;
  return Object.hasOwn(ABBREVIATIONS, lower) ? ABBREVIATIONS[lower] : undefined;
}

/** After `U.S.` a capital opens a sentence only if its word names nothing. */
function nothingNamed(after: string): boolean {
  const beginning = after.replace(/^["'”’)\]]*\s*/u, '');
  return beginning === '' || opensSentence(beginning);
}

const letters = (text: string): string => [...text.replace(/[^\p{L}]/gu, '').toUpperCase()].join(' ');

export function abbreviationAt(text: string, at: number): Reading | undefined {
  const and = stickyMatch(AND, text, at);
  if (and !== undefined) return { end: at + and[0].length, spoken: 'and', rule: 'abbreviation' };
  const state = stateAt(text, at);
  if (state !== undefined) return state;
  const capitals = stickyMatch(DOTTED_CAPITALS, text, at);
  if (capitals !== undefined) {
    const end = at + capitals[0].length;
    const closes = !OPENERS.test(capitals[0]) && endsSentence(text, end) && nothingNamed(text.slice(end, end + 16));
    return { end, spoken: letters(capitals[0]) + (closes ? '.' : ''), rule: 'acronym' };
  }
  const degree = stickyMatch(DEGREES, text, at);
  if (degree !== undefined) {
    const end = at + degree[0].length;
    const closes = degree[0].endsWith('.') && endsSentence(text, end);
    return {
      end,
      spoken: letters(degree[1] ?? '') + (degree[2] === 's' ? "'s" : '') + (closes ? '.' : ''),
      rule: 'acronym',
    };
  }
  const slashed = stickyMatch(SLASHED, text, at)?.[1];
  if (slashed !== undefined) {
    const end = at + slashed.length;
    const tail = /^\p{L}/u.test(text.slice(end, end + 2)) ? ' ' : '';
    return { end, spoken: (SLASHED_WORDS[slashed.toLowerCase()] ?? '') + tail, rule: 'abbreviation' };
  }
  const initial = stickyMatch(INITIAL, text, at);
  if (initial !== undefined && (initial[1] !== 'I' || /^ \p{Lu}\./u.test(text.slice(at + 2, at + 5))))
    return { end: at + 2, spoken: initial[1] ?? '', rule: 'abbreviation' };
  const found = stickyMatch(SHAPE, text, at);
  if (found === undefined) return undefined;
  const dotted = found[1] === '.';
  const short = dotted ? found[0].slice(0, -1) : found[0];
  const end = at + found[0].length;
  const words = expansion(short, dotted, text, at, end);
  if (words === undefined) return undefined;
  const closes = dotted && !TITLES.has(short) && endsSentence(text, end) && !goesOn(text.slice(end, end + 8));
  const apart = dotted && isDigit(text.charAt(end)) ? ' ' : '';
  const atEnd = dotted && text.slice(end).trim() === '' && TITLES.has(short);
  return { end, spoken: words + (closes || atEnd ? '.' : apart), rule: 'abbreviation' };
}
