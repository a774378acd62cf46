import { describe, expect, it } from 'vitest';
import { LectorError } from './errors.js';
import { Lexicon, LEXICON_MAX_ENTRIES } from './lexicons.js';
import { parseRequest } from './parse.js';
import { parseLexiconInSteps } from './parse-lexicon.js';

const entry = { graphemes: ['a'], alias: 'b' };

function inSteps(value: unknown): { readonly lexicon: Lexicon; readonly steps: number } {
  const steps = parseLexiconInSteps(value);
  let count = 0;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) count += 1;
  return { lexicon: step.value, steps: count };
}

function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (error instanceof LectorError) return [error.code, error.message, error.errors];
    throw error;
  }
}

describe('a lexicon parsed in steps', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a list', [entry]],
    ['no entries', {}],
    ['entries that are no list', { entries: 'a' }],
    ['an empty list', { entries: [] }],
    ['one entry', { entries: [entry] }],
    ['all fields', { description: 'd', language: 'en', entries: [{ ...entry, case: 'exact', language: 'ja' }] }],
    ['too many entries', { entries: Array.from({ length: LEXICON_MAX_ENTRIES + 1 }, () => entry) }],
    [
      'faults everywhere',
      { more: 1, language: 'xx', entries: [1, { graphemes: [] }, { ...entry, b: 2 }], description: 7 },
    ],
    [
      'more faults than are told',
      { entries: Array.from({ length: 40 }, () => ({ graphemes: ['a '], alias: 1 })), x: 1 },
    ],
  ])('is what it is in one go: %s', (_, value) => {
    expect(outcome(() => inSteps(value).lexicon)).toEqual(outcome(() => parseRequest(Lexicon, value)));
  });

  it('takes a hundred entries a step at most', () => {
    const entries = Array.from({ length: LEXICON_MAX_ENTRIES }, (_, at) => ({ ...entry, graphemes: [`a${at}`] }));
    expect(inSteps({ entries }).steps).toBeGreaterThanOrEqual(LEXICON_MAX_ENTRIES / 100 - 1);
  });
});
