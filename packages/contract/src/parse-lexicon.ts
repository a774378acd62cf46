import { z } from 'zod';
import { entryList, Lexicon, LexiconEntry } from './lexicons.js';
import { parseIssues, refusedRequest } from './parse.js';

/** A lexicon has up to 10,000 entries, whose shapes take a tenth of a second to check: in one go that would hold everybody up. */

/** Entries checked between two steps: some milliseconds before the checks are compiled, less than one behind that. */
const ENTRIES_A_STEP = 50;

type Issues = readonly z.core.$ZodIssue[];

/** All but the entries' own shapes. */
const Head = Lexicon.extend({ entries: entryList(z.unknown()) });

/** As `Lexicon` would parse it, in steps: a lexicon, or what is wrong with it, in the same order. */
export function* lexiconInSteps(
  value: unknown,
): Generator<undefined, { readonly lexicon: Lexicon } | { readonly issues: Issues }> {
  const head = parseIssues(Head, value);
  yield;
  const sent: unknown = typeof value === 'object' && value !== null && 'entries' in value ? value.entries : undefined;
  const entries: LexiconEntry[] = [];
  const issues: z.core.$ZodIssue[] = [];
  for (const [at, entry] of (Array.isArray(sent) ? sent : []).entries()) {
    if (at % ENTRIES_A_STEP === ENTRIES_A_STEP - 1) yield;
    const one = parseIssues(LexiconEntry, entry);
    if ('data' in one) entries.push(one.data);
    else issues.push(...one.issues.map((issue) => ({ ...issue, path: ['entries', at, ...issue.path] })));
  }
  const ofHead = 'issues' in head ? head.issues : [];
  if ('data' in head && issues.length === 0) return { lexicon: { ...head.data, entries } };
  const first = ofHead.filter(({ path: [field] }) => field !== undefined && field !== 'entries');
  return { issues: [...first, ...issues, ...ofHead.filter((issue) => !first.includes(issue))] };
}

/**
 * The same for a request.
 * @throws LectorError `invalid_request`, as `parseRequest`
 */
export function* parseLexiconInSteps(value: unknown): Generator<undefined, Lexicon> {
  const read = yield* lexiconInSteps(value);
  if ('issues' in read) throw refusedRequest(read.issues);
  return read.lexicon;
}
