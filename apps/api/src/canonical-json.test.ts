import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  it('does not depend on the order of fields, at any depth', () => {
    const one = { b: [1, { y: 'ü', x: null }], a: true };
    const other = { a: true, b: [1, { x: null, y: 'ü' }] };
    expect(canonicalJson(one)).toBe(canonicalJson(other));
    expect(canonicalJson(one)).toBe('{"a":true,"b":[1,{"x":null,"y":"ü"}]}');
  });

  it('treats an absent field and an undefined one alike', () => {
    expect(canonicalJson({ a: 1, b: undefined })).toBe(canonicalJson({ a: 1 }));
  });

  it('tells different values apart', () => {
    const values = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: { b: 1 } }, { 'a":1,"b': 1 }, { a: 1, b: 1 }, null, [], {}];
    expect(new Set(values.map((value) => canonicalJson(value))).size).toBe(values.length);
  });
});
