import { describe, expect, it } from 'vitest';
import { beyondBounds } from './json-bounds.js';

const beyond = (json: string) => beyondBounds(new TextEncoder().encode(json), { maxValues: 5, maxDepth: 2 });

describe('beyondBounds', () => {
  it.each([
    ['{"a":1,"b":2,"c":3,"d":4}', null],
    ['{"a":1,"b":2,"c":3,"d":4,"e":5}', 'maxValues'],
    ['[1,2,3,4]', null],
    ['[1,2,3,4,5]', 'maxValues'],
    ['[[1],[2]]', null],
    ['[[],[],[],[]]', 'maxValues'],
    ['[[[1]]]', 'maxDepth'],
    ['{"a":{"b":{}}}', 'maxDepth'],
    ['[[[[[[[[', 'maxDepth'],
    ['[]', null],
    ['1', null],
    ['', null],
  ])('tells of %s: %s', (json, bound) => {
    expect(beyond(json)).toBe(bound);
  });

  it('counts nothing inside of strings, whatever is escaped there', () => {
    for (const text of [',,,,,,,,', '[[[[{{{{', '"],"],"],"],"]', '\\",[,[,[,[', '\\\\', '你,好,你,好,你,好']) {
      expect(beyond(JSON.stringify({ text, b: [1] })), text).toBeNull();
      expect(beyond(JSON.stringify({ text, b: [[1]] })), text).toBe('maxDepth');
    }
  });

  it('ends with strings that do not', () => {
    for (const json of ['"', '{"a', '{"a\\', '{"a\\"']) expect(beyond(json)).toBeNull();
  });
});
