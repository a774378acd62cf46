import { describe, expect, it } from 'vitest';
import { namesTag, parseRange } from './range.js';

describe('parseRange', () => {
  it.each([
    ['bytes=0-0', { kind: 'part', first: 0, last: 0 }],
    ['bytes=10-19', { kind: 'part', first: 10, last: 19 }],
    ['bytes=90-', { kind: 'part', first: 90, last: 99 }],
    ['bytes=90-1000', { kind: 'part', first: 90, last: 99 }],
    ['bytes=-1', { kind: 'part', first: 99, last: 99 }],
    ['bytes=-1000', { kind: 'part', first: 0, last: 99 }],
    ['Bytes= 1-2 ', { kind: 'part', first: 1, last: 2 }],
    ['bytes=100-', { kind: 'outside' }],
    ['bytes=100-200', { kind: 'outside' }],
    ['bytes=-0', { kind: 'outside' }],
    ['bytes=99999999999999999999-', { kind: 'whole' }],
    ['bytes=5-2', { kind: 'whole' }],
    ['bytes=-', { kind: 'whole' }],
    ['bytes=0-1,5-6', { kind: 'whole' }],
    ['bytes=a-b', { kind: 'whole' }],
    ['items=0-1', { kind: 'whole' }],
    ['', { kind: 'whole' }],
    [undefined, { kind: 'whole' }],
  ])('of %j over 100 bytes is %j', (header, answer) => {
    expect(parseRange(header, 100)).toEqual(answer);
  });

  it('finds nothing in an empty object', () => {
    expect(parseRange('bytes=-5', 0)).toEqual({ kind: 'outside' });
    expect(parseRange('bytes=0-', 0)).toEqual({ kind: 'outside' });
  });
});

describe('namesTag', () => {
  it.each([
    ['"b"', true],
    ['"a", "b"', true],
    ['"a","b" , "c"', true],
    ['W/"b"', true],
    ['"a", W/"b"', true],
    ['"x,y", W/"b"', true],
    ['*', true],
    [' * ', true],
    ['"a"', false],
    ['W/"a"', false],
    ['b', false],
    ['"a,"b"', false],
    ['"*"', false],
    ['', false],
    [undefined, false],
  ])('of %j for the tag "b" is %s', (header, found) => {
    expect(namesTag(header, '"b"')).toBe(found);
  });
});
