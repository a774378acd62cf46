import { describe, expect, it } from 'vitest';
import { joinTokens } from './align-words.js';

const token = (start: number, end: number, spoken: string, rule = '') => ({ start, end, spoken, rule });
/** Words of a spoken text at its spaces; their sounds are the words themselves. */
const wordsOf = (spoken: string) =>
  [...spoken.matchAll(/[^\s,.]+/gu)].map(({ 0: word, index }) => {
    const [start, end] = [index, index + word.length];
    return { start, end, ipaStart: start, ipaEnd: end };
  });
const written = (source: string, tokens: Parameters<typeof joinTokens>[0]) => {
  const joined = joinTokens(tokens);
  return joined
    .written(wordsOf(joined.spoken))
    .map(({ start, end, ipaStart, ipaEnd }) => [source.slice(start, end), joined.spoken.slice(ipaStart, ipaEnd)]);
};

describe('words of the source', () => {
  it('are those of the spoken form where it is read as it stands', () => {
    expect(written('one, two', [token(0, 8, 'one, two')])).toEqual([
      ['one', 'one'],
      ['two', 'two'],
    ]);
  });

  it('take a stretch that was written out as one, however many words it is said in', () => {
    const source = 'at 14:30 on $5';
    const tokens = [
      token(0, 3, 'at '),
      token(3, 8, 'fourteen thirty', 'time'),
      token(8, 12, ' on '),
      token(12, 14, 'five dollars', 'money'),
    ];
    expect(written(source, tokens)).toEqual([
      ['at', 'at'],
      ['14:30', 'fourteen thirty'],
      ['on', 'on'],
      ['$5', 'five dollars'],
    ]);
  });

  it('are one where a word runs out of a stretch that was written out', () => {
    expect(written('3kg-bag', [token(0, 1, 'three', 'number'), token(1, 7, 'kg-bag')])).toEqual([
      ['3kg-bag', 'threekg-bag'],
    ]);
  });

  it('are found behind white space that was collapsed, and left out before a mark', () => {
    const source = ' a  b ,\n\n c';
    expect(written(source, [token(0, 6, ' a  b'), token(6, 7, ','), token(7, 11, '\n\n c')])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ]);
  });

  it('are found in another width, and as a whole where the width changed the length', () => {
    expect(written('ｽ ｻ', [token(0, 3, 'ス サ', 'width')])).toEqual([
      ['ｽ', 'ス'],
      ['ｻ', 'サ'],
    ]);
    expect(written('ｶﾞ', [token(0, 2, 'ガ', 'width')])).toEqual([['ｶﾞ', 'ガ']]);
  });

  it('are none without words', () => {
    expect(joinTokens([]).written([])).toEqual([]);
  });
});
