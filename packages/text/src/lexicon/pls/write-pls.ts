import type { Lexicon, LexiconEntry } from '@lector/contract';
import { runToEnd, type Steps } from '../../steps.js';
import { CASE, LANGUAGE, NAME_SPACE, PREFIX } from './own-attributes.js';

/** A lexicon as a PLS 1.0 document, which `readPls` reads as the same lexicon but for its description. */
export function writePls(lexicon: Lexicon): string {
  return runToEnd(writePlsInSteps(lexicon));
}

/** Entries written between two steps. */
const ENTRIES_A_STEP = 200;

/** The same in steps of a few milliseconds. */
export function* writePlsInSteps({ language, entries }: Lexicon): Steps<string> {
  const lexemes: string[] = [];
  for (const [at, entry] of entries.entries()) {
    if (at % ENTRIES_A_STEP === ENTRIES_A_STEP - 1) yield;
    lexemes.push(lexeme(entry));
  }
  const tag = language === undefined ? '' : ` xml:lang="${language}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" xmlns:${PREFIX}="${NAME_SPACE}" alphabet="ipa"${tag}>`,
    ...lexemes,
    '</lexicon>',
    '',
  ].join('\n');
}

function lexeme(entry: LexiconEntry): string {
  const own = [
    entry.language === undefined ? '' : ` ${PREFIX}:${LANGUAGE}="${entry.language}"`,
    entry.case === 'exact' ? ` ${PREFIX}:${CASE}="exact"` : '',
  ];
  const graphemes = entry.graphemes.map((grapheme) => `<grapheme>${escaped(grapheme)}</grapheme>`);
  const alphabet = entry.alphabet === undefined || entry.alphabet === 'ipa' ? '' : ` alphabet="${entry.alphabet}"`;
  const reading =
    entry.alias === undefined
      ? `<phoneme${alphabet}>${escaped(entry.phoneme ?? '')}</phoneme>`
      : `<alias>${escaped(entry.alias)}</alias>`;
  return `  <lexeme${own.join('')}>${graphemes.join('')}${reading}</lexeme>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
