import { describe, expect, it } from 'vitest';
import { differences, inOrder, piecesOf, uncoveredLetters } from './timings.js';

const word = (start: number, end: number, startSeconds: number, endSeconds: number) => ({
  start,
  end,
  startSeconds,
  endSeconds,
});

describe('piecesOf', () => {
  it('has words and what stands behind each, with the space before a word where words are written apart', () => {
    const words = [word(0, 2, 0, 1), word(4, 8, 1, 2), word(8, 9, 2, 3)];
    expect(piecesOf('Go, home5!', words, 'en')).toEqual([' Go', ',', ' home', '', '5', '!']);
  });

  it('counts in code points, and puts no space where none is written', () => {
    expect(piecesOf('𠮷野，好', [word(0, 2, 0, 1), word(3, 4, 1, 2)], 'zh')).toEqual(['𠮷野', '，', '好', '']);
  });
});

describe('inOrder', () => {
  const first = word(0, 2, 0.1, 0.5);
  const words = [first, word(2, 3, 0.5, 0.9)];

  it('holds of words one behind the other', () => {
    expect(inOrder(words, 3, 1)).toBe(true);
  });

  it.each([
    ['a word that begins before the one in front', [first, word(2, 3, 0.05, 0.9)]],
    ['a word that ends before it begins', [first, word(2, 3, 0.7, 0.6)]],
    ['offsets that overlap', [first, word(1, 3, 0.5, 0.9)]],
    ['a word that reaches beyond the audio', [first, word(2, 3, 0.5, 1.2)]],
    ['a word that reaches beyond the text', [first, word(2, 4, 0.5, 0.9)]],
  ])('fails for %s', (_, wrong) => {
    expect(inOrder(wrong, 3, 1)).toBe(false);
  });
});

it('letters and digits that no word has are counted, marks are not', () => {
  expect(uncoveredLetters('Go 5, home!', [word(0, 2, 0, 1), word(6, 9, 1, 2)])).toBe(2);
});

describe('differences', () => {
  const pieces = ['一', '', '二', '，', '三', '。'];
  const words = [word(0, 1, 0.21, 0.5), word(1, 2, 0.5, 0.8), word(3, 4, 1.2, 1.5)];
  const heard = [word(0, 1, 0, 0.45), word(1, 2, 0.45, 0.9), word(3, 4, 0.9, 1.6)];

  it('at silence are taken from the edges of sound, in running speech from the recogniser', () => {
    expect(differences(words, pieces, { onsets: [0.2, 1.21], ends: [0.8, 1.48] }, heard)).toEqual({
      heard: { starts: [50], ends: [50] },
      atSilence: { starts: [10, -10], ends: [0, 20] },
    });
  });

  it('at a mark where the voice did not pause, nobody is asked: the recogniser counts what is silent to the words around', () => {
    expect(differences(words, pieces, { onsets: [0.2], ends: [1.5] }, heard)).toEqual({
      heard: { starts: [50], ends: [50] },
      atSilence: { starts: [10], ends: [0] },
    });
  });

  it('at a pause that no mark asks for are taken from the sound, and not at the closure of a stop', () => {
    const unmarked = ['一', '', '二', '', '三', '。'];
    const said = [word(0, 1, 0.2, 0.5), word(1, 2, 0.72, 1), word(2, 3, 1.08, 1.5)];
    const edges = { onsets: [0.2, 0.7, 1.09], ends: [0.5, 1, 1.5] };
    expect(differences(said, unmarked, edges, [word(0, 1, 0, 0.5), word(1, 2, 0.5, 1), word(2, 3, 1, 1.5)])).toEqual({
      heard: { starts: [80], ends: [0] },
      atSilence: { starts: [0, 20], ends: [0, 0] },
    });
  });
});
