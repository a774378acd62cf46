import { LANGUAGES, type Lexicon } from '@lector/contract';
import { PIN_MAX } from '../pins/pin.js';
import type { FoundPin, PinFinder } from '../pins/with-pins.js';
import { STEP, type Steps } from '../steps.js';
import { buildAutomaton, type Automaton } from './automaton.js';
import { entryPin, type EntryPin } from './entry-pin.js';
import { fold, foldExact, type Folded } from './fold.js';
import { wordBegins, wordEnds } from './word-edges.js';

export interface NamedLexicon {
  /** What `explain` shows behind `lexicon:`, such as `names@3`. */
  readonly name: string;
  readonly lexicon: Lexicon;
}

/** A spelling of an entry. */
interface Word {
  readonly folded: string;
  /** With its capitals, where only these match. */
  readonly exact: string | undefined;
  readonly pin: EntryPin;
  /** The languages it holds in, a bit for each. */
  readonly languages: number;
  readonly rule: string;
}

const ALL = (1 << LANGUAGES.length) - 1;
/** Units of folded text looked at together: they are folded in one step. */
const WINDOW = 1 << 12;

/**
 * What lexicons say of a text. In each language: from left to right, at each place the longest word, and of two entries for it that
 * of the lexicon named first; in one lexicon an entry for exactly these capitals goes before one for any, and one for a
 * language before one for all. Words are whole words (`word-edges.ts`) and compared as `fold.ts` has it. Linear in the text
 * whatever the lexicons; the tables are made when they are first needed, in steps too.
 */
export function compileLexicons(lexicons: readonly NamedLexicon[]): PinFinder {
  let matcher: Matcher | undefined;
  return function* (text) {
    // Two that need them at once both make them; the same comes of it.
    matcher ??= yield* buildMatcher(lexicons);
    return matcher.words.length === 0 ? [] : yield* findIn(text, matcher);
  };
}

interface Matcher {
  readonly words: readonly Word[];
  readonly automaton: Automaton;
  /** Units of the longest word. */
  readonly longest: number;
}

function* buildMatcher(lexicons: readonly NamedLexicon[]): Steps<Matcher> {
  const words: Word[] = [];
  let seen = 0;
  for (const { name, lexicon } of lexicons) {
    const own: Word[] = [];
    for (const entry of lexicon.entries) {
      const pin = entryPin(entry, lexicon);
      if (pin === undefined) continue;
      const languages = pin.within.reduce((bits, language) => bits | (1 << LANGUAGES.indexOf(language)), 0);
      for (const grapheme of entry.graphemes) {
        seen += 1;
        if (seen % STEP === 0) yield;
        const folded = fold(grapheme.trim()).text;
        const exact = entry.case === 'exact' ? foldExact(grapheme.trim()) : undefined;
        if (folded !== '') own.push({ folded, exact, pin, languages, rule: `lexicon:${name}` });
      }
    }
    // Stable: of equal ones the first.
    own.sort((one, other) => breadth(one) - breadth(other));
    for (const word of own) words.push(word);
  }
  const automaton = yield* buildAutomaton(words.map(({ folded }) => folded));
  const longest = words.reduce((most, { folded }) => Math.max(most, folded.length), 0);
  return { words, automaton, longest };
}

/** How much an entry is for: exact capitals less than any, a language less than all. */
function breadth({ exact, languages }: Word): number {
  return (exact === undefined ? 2 : 0) + (languages === ALL ? 1 : 0);
}

function* findIn(text: string, { words, automaton, longest }: Matcher): Steps<readonly FoundPin[]> {
  const found: FoundPin[] = [];
  /** Where the last word of each language ends. */
  const taken = LANGUAGES.map(() => 0);
  for (let from = 0; from < text.length;) {
    const folded = fold(text, from, WINDOW + longest);
    yield;
    const states = yield* automaton.walk(folded.text);
    // Words that begin behind the window may go on behind what was folded.
    const until = folded.starts[WINDOW] ?? text.length;
    for (let unit = 0; unit < states.length; unit += 1) {
      if (unit % STEP === STEP - 1) yield;
      const start = folded.starts[unit] ?? 0;
      if (start >= until) break;
      const word = automaton.longest(states[unit] ?? 0);
      if (word !== 0 && folded.starts[unit - 1] !== start) wordsAt(folded, unit, word);
    }
    from = until;
  }
  return found;

  function wordsAt(folded: Folded, unit: number, longestWord: number): void {
    const start = folded.starts[unit] ?? 0;
    // Languages that no word of this place or an earlier one has taken.
    let open = taken.reduce((bits, end, language) => (end <= start ? bits | (1 << language) : bits), 0);
    if (open === 0 || !wordBegins(text, start)) return;
    for (let word = longestWord; word !== 0 && open !== 0; word = automaton.shorter(word)) {
      const last = unit + automaton.length(word) - 1;
      const end = folded.ends[last] ?? 0;
      if (folded.starts[last + 1] === folded.starts[last] || end - start > PIN_MAX || !wordEnds(text, end)) continue;
      for (const place of automaton.places(word)) {
        const candidate = words[place];
        if (candidate === undefined) continue;
        const languages = candidate.languages & open;
        if (languages === 0) continue;
        if (candidate.exact !== undefined && foldExact(text.slice(start, end)) !== candidate.exact) continue;
        found.push(pinOf(candidate, start, end, languages));
        open &= ~languages;
        for (let language = 0; language < taken.length; language += 1) {
          if ((languages & (1 << language)) !== 0) taken[language] = end;
        }
      }
    }
  }
}

function pinOf({ pin, rule }: Word, start: number, end: number, languages: number): FoundPin {
  const { reading, language } = pin;
  const within = LANGUAGES.filter((_, index) => (languages & (1 << index)) !== 0);
  return {
    start,
    end,
    reading,
    rule,
    ...(language === undefined ? {} : { language }),
    ...(languages === ALL ? {} : { within }),
  };
}
