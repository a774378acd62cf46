import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LectorError } from './errors.js';
import { blendName, canonicalBlend, MAX_BLEND_PARTS, parseBlend, pinDefault, unknownVoice } from './voice-blend.js';

const canonical = (asked: string) => blendName(canonicalBlend(parseBlend(asked)));

function refused(asked: string): LectorError {
  try {
    parseBlend(asked);
  } catch (error) {
    if (error instanceof LectorError) return error;
    throw error;
  }
  throw new Error(`${asked} was not refused`);
}

describe('a blend of voices', () => {
  it.each([
    ['af_heart', 'af_heart'],
    ['a(2)+b(1)', 'a(2)+b'],
    ['a(2)+b(2)', 'a+b'],
    ['b+a', 'a+b'],
    ['a(0.5)+b(0.25)', 'a(2)+b'],
    ['a(1.5)+b', 'a(3)+b(2)'],
    ['a+b+a', 'a(2)+b'],
    ['a(7)', 'a'],
    [' a ( 2 ) + b ', 'a(2)+b'],
    ['a(100)+b(0.001)', 'a(100000)+b'],
  ])('%s is %s', (asked, name) => {
    expect(canonical(asked)).toBe(name);
  });

  it('has one canonical form, however its parts are ordered and scaled', () => {
    const parts = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 20 })), {
      minLength: 1,
      selector: ([voice]) => voice,
    });
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 5 }), (entries, scale) => {
        const plain = entries.map(([voice, weight]) => `${voice}(${weight})`).join('+');
        const scaled = entries.map(([voice, weight]) => `${voice}(${weight * scale})`);
        expect(canonical(scaled.reverse().join('+'))).toBe(canonical(plain));
      }),
    );
  });

  it.each([
    ['a+', 'part=2'],
    ['+a', 'part=1'],
    ['a(2', 'part=1'],
    ['a(2)b', 'part=1'],
    ['a b+c', 'part=1'],
    ['a+b(0)', 'part=2, voice=b'],
    ['a+b(0.0001)', 'part=2, voice=b'],
    ['a+b(101)', 'part=2, voice=b'],
    ['a+b(100.001)', 'part=2, voice=b'],
    ['a+b(-1)', 'part=2, voice=b'],
    ['a+b(NaN)', 'part=2, voice=b'],
    ['a+b(1e2)', 'part=2, voice=b'],
    ['a+b()', 'part=2, voice=b'],
    ['()', 'part=1'],
  ])('%s is refused with the place: %s', (asked, place) => {
    const { code, errors } = refused(asked);
    expect(code).toBe('invalid_voice_blend');
    expect(errors[0]?.pointer).toBe('/voice');
    expect(errors[0]?.detail).toContain(`[${place}]`);
  });

  it('has at most eight parts', () => {
    const of = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`).join('+');
    expect(parseBlend(of(MAX_BLEND_PARTS))).toHaveLength(MAX_BLEND_PARTS);
    expect(refused(of(MAX_BLEND_PARTS + 1)).errors[0]?.detail).toContain('[parts=9]');
  });

  it('has at most 200 characters, blend or not', () => {
    expect(refused(`${'a'.repeat(199)}+b`).code).toBe('invalid_voice_blend');
    expect(refused('a'.repeat(201)).code).toBe('invalid_voice_blend');
  });

  it('is not what a name without + and brackets is, however odd the name', () => {
    expect(parseBlend('no body')).toEqual([{ voice: 'no body', weight: 1000 }]);
  });
});

describe('unknownVoice', () => {
  it('names the part and an id, and repeats nothing that is no id', () => {
    expect(unknownVoice('zf_nobody', 2).message).toMatch(/\[voice=zf_nobody, part=2\]$/);
    expect(unknownVoice('zf_nobody', null).message).toMatch(/\[voice=zf_nobody\]$/);
    expect(unknownVoice('<b>hello</b>', null).message).toBe('there is no such voice; GET /v1/voices lists them');
  });
});

describe('pinDefault', () => {
  it.each([
    ['default', 'lena'],
    ['default(2)+mira', 'lena(2)+mira'],
    ['mira + default', 'mira + lena'],
    ['defaults', 'defaults'],
    ['my_default+a', 'my_default+a'],
  ])('%s is kept as %s', (asked, kept) => {
    expect(pinDefault(asked, 'lena')).toBe(kept);
  });
});
