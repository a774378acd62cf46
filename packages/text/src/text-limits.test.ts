import { describe, expect, it } from 'vitest';
import { refusal } from './plan.fixture.js';
import { checkText, countCodePoints } from './text-limits.js';

const failure = (text: string) => {
  const refused = refusal(() => checkText(text));
  return refused && [refused.code, refused.errors[0]?.pointer, refused.errors[0]?.detail];
};

describe('checkText', () => {
  it('takes text in any script, with line ends and tabs', () => {
    expect(failure('Hello\r\n\tこんにちは 𠮷 42')).toBeUndefined();
    expect(failure('7')).toBeUndefined();
  });

  it('refuses half a surrogate pair and says at which code point', () => {
    expect(failure('𠮷a\ud800b')).toEqual(['invalid_text', '/text', 'half of a surrogate pair at code point 2']);
    expect(failure('ab\udc00')).toEqual(['invalid_text', '/text', 'half of a surrogate pair at code point 2']);
  });

  it('refuses control characters and says at which code point', () => {
    expect(failure('𠮷\u0000')).toEqual(['invalid_text', '/text', 'a control character at code point 1']);
  });

  it.each(['', ' \n\t', '!?…。', '😀🎉', '--- * ---'])('refuses %j: there is nothing to speak', (text) => {
    expect(failure(text)?.[0]).toBe('empty_text');
  });
});

describe('countCodePoints', () => {
  it('counts an astral character and a lone surrogate as one each', () => {
    expect(countCodePoints('a𠮷\ud800')).toBe(3);
  });
});
