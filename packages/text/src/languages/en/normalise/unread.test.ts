import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.js';

const english = { lookup: () => undefined };
const unread = (text: string) =>
  normalise(text, english)
    .filter(({ rule }) => rule === 'unknown')
    .map(({ start, end }) => text.slice(start, end));

describe('characters English has no sound for', () => {
  it.each([
    ['the sum ∑ of all', ['∑']],
    ['a ŋ and a ʘ', ['ŋ', 'ʘ']],
    ['Mənguŋ went', ['ə', 'ŋ']],
    ['ŊŊ is said', ['ŊŊ']],
    ['5 ₾ and ⅭⅭ men', ['₾', 'Ⅽ', 'Ⅽ']],
  ])('are named in %s', (text, expected) => {
    expect(unread(text)).toEqual(expected);
  });

  it.each(['Łódź, naïve, Straße, Æsop', 'É and Ø', '5 km² at 3 ≤ x', '☺ → ★ --- * # $', 'α, ½, 3rd, €5, №'])(
    'are not found in %s',
    (text) => {
      expect(unread(text)).toEqual([]);
    },
  );

  it('stay inside their word, so that the others are still read together', () => {
    expect(
      normalise('Nguŋa', english)
        .map(({ spoken }) => spoken)
        .join(''),
    ).toBe('Nguŋa');
  });
});
