import { expect, it } from 'vitest';
import { didYouMean, editDistance } from './did-you-mean.js';

it.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'abd', 1],
  ['abc', 'ac', 1],
  ['port', 'prot', 1],
  ['kitten', 'sitting', 3],
])('counts the edits from %j to %j: %i', (from, to, edits) => {
  expect(editDistance(from, to)).toBe(edits);
});

it('proposes the nearest name, and nothing when none is near', () => {
  expect(didYouMean('LECTOR_WORKER', ['LECTOR_WORKERS', 'LECTOR_PORT'])).toBe('LECTOR_WORKERS');
  expect(didYouMean('LECTOR_SOMETHING_ELSE_ENTIRELY', ['LECTOR_PORT'])).toBeNull();
  expect(didYouMean('x', [])).toBeNull();
});
