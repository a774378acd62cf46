import { describe, expect, test } from 'vitest';
import { atSpeed } from './mel-speed.js';
import { timesOf } from './mel-flow.js';
import { framesOf, stretchOf } from './stretch.js';
import { windowsOf } from './windows.js';

const rate = { sampleRate: 22_050, samplesPerFrame: 256 };

describe('frames of speech tokens', () => {
  test('are as many as upstream makes them', () => {
    expect([1, 40, 41, 100].map((tokens) => framesOf(tokens, rate))).toEqual([1, 68, 70, 172]);
  });

  test('lie between the tokens of the Python reference, apart at both ends where there are enough', () => {
    const { left, right, share } = stretchOf(41, rate);
    expect(Array.from(left.slice(30, 40), Number)).toEqual([17, 18, 18, 19, 20, 20, 21, 21, 21, 22]);
    expect(Array.from(right.slice(30, 40), Number)).toEqual([18, 19, 19, 19, 20, 20, 22, 22, 22, 23]);
    expect(Array.from(share.slice(30, 40), (one) => one.toFixed(4)).join(' ')).toBe(
      '0.4412 0.0294 0.6176 0.2059 0.0000 0.2500 0.0000 0.3824 0.9706 0.5588',
    );
  });

  test('of a single token are one', () => {
    expect(stretchOf(1, rate)).toMatchObject({ frames: 1, left: BigInt64Array.of(0n), right: BigInt64Array.of(0n) });
  });
});

describe('the steps of the flow', () => {
  test('are those of the Python reference', () => {
    const steps = timesOf(10);
    expect(steps).toHaveLength(10);
    for (const [at, [time, width]] of (
      [
        [0, 0.01231163740158081],
        [0.01231163740158081, 0.03663182258605957],
        [0.04894345998764038, 0.060050010681152344],
      ] as const
    ).entries()) {
      expect(steps[at]?.time).toBeCloseTo(time, 6);
      expect(steps[at]?.width).toBeCloseTo(width, 6);
    }
  });

  test.each([1, 4, 10, 25])('%d of them come to one', (steps) => {
    const last = timesOf(steps).at(-1);
    expect((last?.time ?? 0) + (last?.width ?? 0)).toBeCloseTo(1, 6);
  });
});

describe('windows', () => {
  const settings = { window: 86, context: 14 };

  test('keep every frame once, with as much context as there is', () => {
    expect(windowsOf(200, settings)).toEqual([
      { start: 0, end: 100, keepStart: 0, keepEnd: 86 },
      { start: 72, end: 186, keepStart: 86, keepEnd: 172 },
      { start: 158, end: 200, keepStart: 172, keepEnd: 200 },
    ]);
  });

  test('are one for a short mel and none for none', () => {
    expect(windowsOf(5, settings)).toEqual([{ start: 0, end: 5, keepStart: 0, keepEnd: 5 }]);
    expect(windowsOf(0, settings)).toEqual([]);
  });
});

describe('speed', () => {
  const mel = Float32Array.of(0, 1, 2, 3, 10, 20, 30, 40);

  test('1 changes nothing', () => {
    expect(atSpeed(mel, 2, 1)).toBe(mel);
  });

  test('interpolates between the centres of frames, in each band', () => {
    expect([...atSpeed(mel, 2, 2)]).toEqual([0.5, 2.5, 15, 35]);
    expect([...atSpeed(mel.subarray(0, 4), 1, 0.5)]).toEqual([0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3]);
  });

  test('leaves at least one frame', () => {
    expect(atSpeed(Float32Array.of(7), 1, 2)).toEqual(Float32Array.of(7));
  });
});
