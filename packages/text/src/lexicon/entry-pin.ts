import { LANGUAGES, type Language, type Lexicon, type LexiconAlphabet, type LexiconEntry } from '@lector/contract';
import { READING_SYSTEMS, type ReadingSystem } from '../languages/reading-systems.js';
import { readIpa } from '../pins/ipa.js';
import type { PinReading } from '../pins/pin.js';

/** What an entry fixes, and where it holds. */
export interface EntryPin {
  readonly reading: PinReading;
  /** Of a notation: the language it writes. */
  readonly language?: Language;
  readonly within: readonly Language[];
}

/**
 * Where an entry holds: in the language it names, else in that of its lexicon, else in the one its notation writes. IPA and other
 * words, where neither names a language, hold anywhere.
 */
export function scopeOf(entry: LexiconEntry, lexicon: Pick<Lexicon, 'language'>): readonly Language[] {
  const own = entry.language ?? lexicon.language ?? notationOf(entry.alphabet)?.language;
  return own === undefined ? LANGUAGES : [own];
}

/** What an entry fixes; undefined where its reading cannot be read (`checkLexicon` refuses those). */
export function entryPin(entry: LexiconEntry, lexicon: Pick<Lexicon, 'language'>): EntryPin | undefined {
  const within = scopeOf(entry, lexicon);
  if (entry.alias !== undefined) {
    return { within, reading: { kind: 'alias', text: entry.alias.replaceAll(/\s+/gu, ' ').trim() } };
  }
  const written = entry.phoneme?.trim() ?? '';
  const notation = notationOf(entry.alphabet);
  if (notation === undefined) {
    const ipa = readIpa(written);
    return ipa === undefined ? undefined : { within, reading: { kind: 'ipa', ipa } };
  }
  const { system, language } = notation;
  if (READING_SYSTEMS[system].toIpa(written) === undefined) return undefined;
  return { within, language, reading: { kind: 'system', system, reading: written } };
}

/** The notation that an alphabet of lexicons names; undefined for IPA. */
export function notationOf(
  alphabet: LexiconAlphabet | undefined,
): { readonly system: ReadingSystem; readonly language: Language } | undefined {
  const system = alphabet?.startsWith('x-') === true ? alphabet.slice(2) : undefined;
  if (system === undefined || !isSystem(system)) return undefined;
  return { system, language: READING_SYSTEMS[system].language };
}

function isSystem(name: string): name is ReadingSystem {
  return Object.hasOwn(READING_SYSTEMS, name);
}
