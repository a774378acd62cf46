import { LectorError, type ErrorDetail, type Lexicon } from '@lector/contract';
import { MAX_PROBLEMS } from '../reading/markup-error.js';
import { runToEnd, type Steps } from '../steps.js';
import { lexiconProblems } from './problems.js';

/**
 * Refuses a lexicon that holds what could not be said: readings that are not in their notation, aliases without words or in
 * several languages, the same word twice.
 * @throws LectorError `invalid_lexicon` with JSON pointers; it never repeats words of the lexicon
 */
export function checkLexicon(lexicon: Lexicon): void {
  runToEnd(checkLexiconInSteps(lexicon));
}

/** The same in steps of a few milliseconds: a lexicon of 10,000 entries takes some tenths of a second. */
export function* checkLexiconInSteps(lexicon: Lexicon): Steps<void> {
  const problems = yield* lexiconProblems(lexicon);
  if (problems.length === 0) return;
  const errors = problems.slice(0, MAX_PROBLEMS).map(({ entry, field, detail, twin }) => ({
    pointer: `/entries/${entry}/${field}`,
    detail: twin === undefined ? detail : `${detail} /entries/${twin.entry}/${twin.field}`,
  }));
  throw lexiconError(errors, problems.length);
}

/** The refusal of a lexicon for all that is wrong with it, of which `errors` are the first. */
export function lexiconError(errors: readonly ErrorDetail[], count = errors.length): LectorError {
  const [first] = errors;
  const where = first === undefined || first.pointer === '' ? '' : `${first.pointer} `;
  const facts = count > 1 ? ` [problems=${count}]` : '';
  const more = count - errors.length;
  return new LectorError('invalid_lexicon', `the lexicon cannot be read: ${where}${first?.detail ?? ''}${facts}`, {
    errors: [...errors, ...(more > 0 ? [{ pointer: '', detail: `and ${more} more` }] : [])],
  });
}
