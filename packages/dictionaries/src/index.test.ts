import { expect, it } from 'vitest';
import { loadDictionaries } from './index.js';

it('loads both dictionaries once and hands the same ones to everybody', async () => {
  const [first, second] = await Promise.all([loadDictionaries(), loadDictionaries()]);
  expect(second).toBe(first);
  expect(first.english.lookup('world')).toBe('W ER1 L D');
  expect(first.japanese.analyse('本').map(({ reading }) => reading)).toEqual(['ホン']);
});
