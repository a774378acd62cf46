import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEnglish } from '../../../../dictionaries/src/english.js';
import type { Dictionaries } from '../room.js';
import { isVowel, parsePhones } from './arpabet.js';
import { spelledPhones } from './letter-to-sound.js';

const bare = (word: string): string =>
  spelledPhones(word)
    .map(({ symbol }) => symbol)
    .join(' ');

/** Edits that turn one list into the other. */
function distance(from: readonly string[], to: readonly string[]): number {
  let row = to.map((_, at) => at + 1);
  from.forEach((symbol, i) => {
    let [corner, left] = [i, i + 1];
    row = row.map((above, j) => {
      const cost = Math.min(above + 1, left + 1, corner + (symbol === to[j] ? 0 : 1));
      corner = above;
      left = cost;
      return cost;
    });
  });
  return row[row.length - 1] ?? from.length;
}

describe('spelling rules', () => {
  it('know the regular spellings', () => {
    expect(bare('blick')).toBe('B L IH K');
    expect(bare('snape')).toBe('S N EY P');
    expect(bare('phroodle')).toBe('F R UW D AH L');
    expect(bare('knish')).toBe('N IH SH');
    expect(bare('vaxation')).toMatch(/^V .* K S EY SH AH N$/);
  });

  it('stress exactly one vowel', () => {
    for (const word of ['zorbify', 'gavronic', 'tesla', 'brillation', 'aaaa', 'yyy']) {
      expect(spelledPhones(word).filter((phone) => isVowel(phone) && phone.stress === 1)).toHaveLength(1);
    }
  });

  describe('against words of the dictionary that the trees never saw', () => {
    let unseen: readonly (readonly [string, string])[];
    beforeAll(async () => {
      const english: Dictionaries['english'] = await loadEnglish();
      unseen = readFileSync(fileURLToPath(new URL('unseen-words.txt', import.meta.url)), 'utf8')
        .trim()
        .split(/\s+/)
        .map((word) => [word, english.lookup(word) ?? ''] as const);
    });

    it('were kept out by their hash', () => {
      for (const [word, phones] of unseen) {
        expect(hash(word) % 20, word).toBe(0);
        expect(phones, word).not.toBe('');
      }
    });

    it('get nine phones of ten right, and half of all words whole', () => {
      // Which of the two unstressed vowels is written varies in the dictionary itself.
      const plain = (symbol: string): string => (symbol === 'IH' ? 'AH' : symbol);
      let [errors, phones, whole] = [0, 0, 0];
      for (const [word, arpabet] of unseen) {
        const truth = parsePhones(arpabet).map(({ symbol }) => plain(symbol));
        const wrong = distance(
          spelledPhones(word).map(({ symbol }) => plain(symbol)),
          truth,
        );
        errors += wrong;
        phones += truth.length;
        whole += wrong === 0 ? 1 : 0;
      }
      expect(errors / phones).toBeLessThan(0.1);
      expect(whole / unseen.length).toBeGreaterThan(0.5);
    });
  });
});

/** The hash by which `scripts/train-letter-to-sound.mjs` keeps words out. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (const character of word) value = Math.imul(value ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return value;
}
