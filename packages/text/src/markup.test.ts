import { describe, expect, it } from 'vitest';
import { matchesOutsideTags, withoutTags } from './markup.js';
import { runToEnd } from './steps.js';

const blanked = (text: string) => runToEnd(withoutTags(text));
const read = (text: string) =>
  blanked(text)
    .replaceAll(/ +/gu, ' ')
    .replaceAll(/ ?\n ?/gu, '\n')
    .trim();

describe('withoutTags', () => {
  it.each([
    ['<b>bold</b>', 'bold'],
    ['a<b>b</b>c', 'a b c'],
    ['one<br>two<BR/>three<br />four', 'one\ntwo\nthree\nfour'],
    ['<p class="a b" id=x>One</p>\n<p>Two</p>', 'One\n\n\nTwo'],
    [`see <a href='https://a.example/?q=1&b=2' target=_blank>this</a>`, 'see this'],
    ['<img src="a.png" alt="x" />今天<em>天气</em>', '今天 天气'],
  ])('reads %j without its tags', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    'Press <enter> to go on',
    'if a <b and c> d',
    'List<String> and Map<K, V>',
    '3 < 5 > 2',
    'I <3 you',
    '<user@example.org>',
    '<b',
    '< b >',
  ])('leaves %j alone', (text) => {
    expect(blanked(text)).toBe(text);
  });

  it('keeps every index where it was', () => {
    const text = '<p>𠮷</p> x <i>y</i>';
    expect(blanked(text)).toHaveLength(text.length);
    expect(blanked(text).indexOf('y')).toBe(text.indexOf('y'));
  });

  it('blanks many tags in steps', () => {
    expect([...withoutTags('<p>x</p>'.repeat(5_000))].length).toBeGreaterThan(5);
  });
});

describe('matchesOutsideTags', () => {
  it('sees what stands before, between and behind tags, and not the tags', () => {
    for (const text of ['x<p>', '<p>x<p>', '<p>x', 'x', '<x>']) expect(matchesOutsideTags(text, /x/u), text).toBe(true);
    for (const text of ['<p class="x">', '<b></b>', '']) expect(matchesOutsideTags(text, /[xb]/u), text).toBe(false);
  });
});
