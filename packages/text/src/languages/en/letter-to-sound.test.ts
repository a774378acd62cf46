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

  describe('against the dictionary, as if it did not know', () => {
    let english: Dictionaries['english'];
    beforeAll(async () => {
      english = await loadEnglish();
    });

    it('get five phones of six right in ordinary words', () => {
      const words = (
        'absorb ambulance balcony banner blanket bracelet cabinet calendar candle carpet castle cement circus column comet ' +
        'compass cricket curtain dentist dolphin dragon elbow engine fabric falcon feather filter flavor forest fossil ' +
        'garlic garment ghost glacier gravity hammer harvest helmet horizon hunter insect island jacket jungle kettle ladder ' +
        'lantern lemon magnet marble meadow mirror monster muscle napkin needle nephew onion orbit oxygen package palace ' +
        'parade pencil pepper pirate planet plastic pocket pumpkin puzzle rabbit ribbon rocket saddle salmon scissors shadow ' +
        'shelter silver spider sponge sugar sunset syrup tablet temple thunder ticket tunnel turtle umbrella valley velvet ' +
        'village violin volcano wagon walnut whisper window winter wizard yellow zebra'
      ).split(' ');
      let errors = 0;
      let phones = 0;
      // Which of the two unstressed vowels is written varies in the dictionary itself.
      const plain = (symbol: string): string => (symbol === 'IH' ? 'AH' : symbol);
      for (const word of words) {
        const truth = parsePhones(english.lookup(word) ?? '').map(({ symbol }) => plain(symbol));
        expect(truth.length, word).toBeGreaterThan(0);
        errors += distance(
          spelledPhones(word).map(({ symbol }) => plain(symbol)),
          truth,
        );
        phones += truth.length;
      }
      expect(errors / phones).toBeLessThan(1 / 6);
    });
  });
});
