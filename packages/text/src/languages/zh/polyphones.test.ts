import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normaliseZh } from './normalise.js';
import type { Syllable } from './syllable.js';
import { wordsOf } from './words.js';

const rows = (file: string): readonly (readonly [string, string])[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t') as [string, string]);

/** `dou1`, and `kongr4` where the suffix 儿 has melted into the syllable. */
const written = ({ base, tone, rhotic }: Syllable): string => `${base}${rhotic === true ? 'r' : ''}${String(tone)}`;

/** Each character of a text with its syllable, third-tone sandhi left out; a suffix 儿 has none of its own. */
function charactersOf(source: string): readonly (readonly [string, string])[] {
  const spoken = normaliseZh(source)
    .map((token) => token.spoken)
    .join('');
  return Array.from(spoken.matchAll(/\p{Script=Han}+/gu), ([han]) => wordsOf(han))
    .flat()
    .flatMap(({ text, syllables }) => {
      const characters = [...text];
      const heard =
        characters.length === syllables.length ? characters : characters.filter((character) => character !== '儿');
      return heard.map((character, index) => {
        const syllable = syllables[index];
        return [character, syllable === undefined ? '' : written(syllable)] as const;
      });
    });
}

describe('characters of several readings', () => {
  it.each(rows('./polyphones.tsv'))('in %s: %s', (source, characters) => {
    const found = charactersOf(source);
    const expected = characters.split('; ').map((one) => one.split(' ') as [string, string]);
    const heard = expected.map(([wanted]) => [
      wanted,
      found.filter(([character]) => character === wanted).map(([, reading]) => reading),
    ]);
    expect(heard).toEqual(expected.map(([wanted, readings]) => [wanted, readings.split(',')]));
  });
});

describe('the suffix 子', () => {
  const [neutral = '', full = ''] = rows('./suffix-zi.tsv').map(([, words]) => words);

  it.each(neutral.split(' '))('is light in %s', (word) => {
    expect(charactersOf(word).findLast(([character]) => character === '子')?.[1]).toBe('zi0');
  });

  it.each(full.split(' '))('is no suffix in %s', (word) => {
    expect(charactersOf(word).findLast(([character]) => character === '子')?.[1]).toBe('zi3');
  });
});
