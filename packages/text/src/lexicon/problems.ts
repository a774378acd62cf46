import { LANGUAGES, type Language, type Lexicon, type LexiconEntry } from '@lector/contract';
import { READING_SYSTEMS } from '../languages/reading-systems.js';
import { aliasLanguage } from '../pins/alias-language.js';
import { checkTones, readIpa } from '../pins/ipa.js';
import { PIN_MAX } from '../pins/pin.js';
import type { Steps } from '../steps.js';
import { notationOf, scopeOf } from './entry-pin.js';
import { fold, foldExact } from './fold.js';

/** A reading takes up to half a millisecond: an alias is looked at in each language it may stand in. */
const ENTRIES_A_STEP = 10;

/** Something that keeps an entry from being used: in which, in what field of it, and what. */
export interface LexiconProblem {
  readonly entry: number;
  /** `phoneme`, `alias`, `graphemes/2`: the end of a JSON pointer. */
  readonly field: string;
  readonly detail: string;
  /** Of a word that is there twice: where it was first. */
  readonly twin?: { readonly entry: number; readonly field: string };
}

/**
 * What is wrong with the entries of a lexicon whose shape is right, in order. It holds for any text: what is not refused here is
 * not refused when a text is planned.
 */
export function* lexiconProblems(lexicon: Lexicon): Steps<readonly LexiconProblem[]> {
  const problems: LexiconProblem[] = [];
  const seen = new Map<string, { readonly entry: number; readonly field: string }>();
  for (const [entry, one] of lexicon.entries.entries()) {
    if (entry % ENTRIES_A_STEP === ENTRIES_A_STEP - 1) yield;
    const scope = scopeOf(one, lexicon);
    const wrong = wrongReading(one, scope);
    if (wrong !== undefined) problems.push({ entry, ...wrong });
    for (const [index, grapheme] of one.graphemes.entries()) {
      const field = `graphemes/${index}`;
      const folded = fold(grapheme.trim()).text;
      if (folded === '') {
        problems.push({ entry, field, detail: 'holds no character that a text could be compared with' });
        continue;
      }
      const key = `${scope.join()} ${one.case === 'exact' ? `=${foldExact(grapheme.trim())}` : `~${folded}`}`;
      const before = seen.get(key);
      if (before === undefined) seen.set(key, { entry, field });
      // Spellings of one entry that come to the same do no harm.
      else if (before.entry !== entry) problems.push({ entry, field, detail: TWICE, twin: before });
    }
  }
  return problems;
}

const TWICE = 'is the same word, in the same language and capitals, as that of';

function wrongReading(
  { alias, phoneme = '', alphabet }: LexiconEntry,
  scope: readonly Language[],
): { readonly field: string; readonly detail: string } | undefined {
  if (alias !== undefined) {
    const detail = wrongAlias(alias, scope);
    return detail === undefined ? undefined : { field: 'alias', detail };
  }
  const notation = notationOf(alphabet);
  const detail = notation === undefined ? wrongIpa(phoneme, scope) : undefined;
  if (detail !== undefined) return { field: 'phoneme', detail };
  if (notation === undefined || READING_SYSTEMS[notation.system].toIpa(phoneme.trim()) !== undefined) return undefined;
  return { field: 'phoneme', detail: `is not ${notation.system} that can be read` };
}

function wrongIpa(written: string, scope: readonly Language[]): string | undefined {
  const ipa = readIpa(written);
  if (ipa === undefined) return 'is not in the International Phonetic Alphabet';
  if (ipa.length > PIN_MAX) return `comes to more than ${PIN_MAX} characters`;
  const [language] = scope;
  if (scope.length === 1 && language !== undefined) return checkTones(ipa, language);
  // Those of Mandarin and of Cantonese are others.
  return /[˥˦˧˨˩]/u.test(ipa) ? 'has tones, which are those of one language: name it in `language`' : undefined;
}

const ONE_SCRIPT =
  /^(?:[\p{Script=Latin}\s'’-]+|\p{Script=Han}+|[\p{Script=Hangul}\s]+|[\p{Script=Hiragana}\p{Script=Katakana}ー]+)$/u;

function wrongAlias(alias: string, scope: readonly Language[]): string | undefined {
  if (!/[\p{L}\p{N}]/u.test(alias)) return 'needs a letter or a digit';
  // What is in one script is in one language wherever it stands; detection takes a tenth of a millisecond.
  if (ONE_SCRIPT.test(alias)) return undefined;
  for (const near of scope.length === 1 ? scope : LANGUAGES) {
    const language = aliasLanguage(alias, near);
    if (typeof language !== 'string') return language.wrong;
  }
  return undefined;
}
