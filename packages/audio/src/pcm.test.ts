import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { floatToS16, s16ToFloat, silence } from './pcm.js';

describe('floatToS16', () => {
  test('writes little-endian, rounds to the nearest step, and clamps beyond full scale', () => {
    const bytes = floatToS16(Float32Array.of(0, 1, -1, 1.5, -2, 1.4 / 32_767, 1.6 / 32_767));
    const view = new DataView(bytes.buffer);
    const samples = Array.from({ length: 7 }, (_, index) => view.getInt16(index * 2, true));
    expect(samples).toEqual([0, 32_767, -32_767, 32_767, -32_767, 1, 2]);
    expect([...bytes.subarray(2, 4)]).toEqual([0xff, 0x7f]);
  });

  test('writes silence for NaN', () => {
    expect([...floatToS16(Float32Array.of(Number.NaN))]).toEqual([0, 0]);
  });

  test('comes back within half a step', () => {
    fc.assert(
      fc.property(fc.float32Array({ min: -1, max: 1, noNaN: true, maxLength: 50 }), (pcm) => {
        const back = s16ToFloat(floatToS16(pcm));
        expect(back).toHaveLength(pcm.length);
        for (const [index, sample] of pcm.entries()) {
          expect(Math.abs((back[index] ?? 9) - sample)).toBeLessThanOrEqual(0.5 / 32_767 + 1e-7);
        }
      }),
    );
  });
});

describe('s16ToFloat', () => {
  test('loses nothing of 16-bit samples, also from the middle of a buffer', () => {
    const bytes = Uint8Array.of(9, 0xff, 0x7f, 0x01, 0x80, 0x00, 0x00).subarray(1);
    expect([...floatToS16(s16ToFloat(bytes))]).toEqual([...bytes]);
  });

  test('refuses half a sample', () => {
    expect(() => s16ToFloat(new Uint8Array(3))).toThrow(/odd number of bytes \[bytes=3\]/);
  });
});

describe('silence', () => {
  test('is as long as asked for, in whole samples', () => {
    expect(silence(250, 24_000)).toEqual(new Uint8Array(6000 * 2));
    expect(silence(0, 24_000)).toHaveLength(0);
    expect(silence(1, 22_050)).toHaveLength(22 * 2);
  });
});
