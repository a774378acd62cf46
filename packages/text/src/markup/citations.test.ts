import { describe, expect, it } from 'vitest';
import { runToEnd } from '../steps.js';
import { readPlainText } from './plain-text.js';

const read = (text: string) => runToEnd(readPlainText(text, () => false)).text;

describe('the marks of notes', () => {
  it.each([
    ['in France.[1] It has', 'in France. It has'],
    ['since 1950.[2][3] The result[4] was', 'since 1950. The result was'],
    ['more[2]and less[note 1], so[citation needed] be it.[a]', 'more and less, so be it.'],
    ['这是首都[3]，很大。[4]他说[来源请求]。', '这是首都，很大。他说。'],
    ['東京都[注 1]は大きい。[12]', '東京都は大きい。'],
  ])('are not read in %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each(['[1] and [2]', 'a[1] is arr[1] = 5', 'word[s] are', 'see [12]', 'list[0]', 'data[3].name', 'f[2](x)'])(
    'are none in %j',
    (text) => {
      expect(read(text)).toBe(text);
    },
  );
});
