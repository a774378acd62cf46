import type { Dictionaries } from '@lector/text';
import { LectorError } from '@lector/contract';

/**
 * The CMU pronouncing dictionary: 135,000 English words in ARPABET, of the npm package `cmu-pronouncing-dictionary`
 * (ISC; the dictionary itself BSD-2). One object literal, which takes about 0.1 s to load; imported on first use.
 *
 * @throws LectorError `internal` when the package does not load
 */
export async function loadEnglish(): Promise<Dictionaries['english']> {
  const dictionary = await load();
  // `constructor` and its kind are words too; only the dictionary's own entries count.
  return { lookup: (word) => (Object.hasOwn(dictionary, word) ? dictionary[word] : undefined) };
}

async function load(): Promise<Readonly<Record<string, string>>> {
  try {
    return (await import('cmu-pronouncing-dictionary')).dictionary;
  } catch (cause) {
    throw new LectorError('internal', 'the English dictionary did not load [package=cmu-pronouncing-dictionary]', {
      cause,
    });
  }
}
