import { describe, expect, test } from 'vitest';
import { Caches } from './caches.js';
import { fits, positionsFor } from './capacity.js';

const shape = { width: 4, heads: 2, headWidth: 2, blocks: 1 };

/** New rows that say where they are: utterance·1000 + position·10 + line. */
function outputs(utterances: readonly number[], first: readonly number[], count: number) {
  const keys: number[] = [];
  const values: number[] = [];
  for (const [row, utterance] of utterances.entries()) {
    const number = (position: number, line: number) => utterance * 1000 + ((first[row] ?? 0) + position) * 10 + line;
    for (let line = 0; line < 4; line += 1) {
      for (let position = 0; position < count; position += 1) keys.push(number(position, line));
    }
    for (let head = 0; head < 2; head += 1) {
      for (let position = 0; position < count; position += 1) {
        values.push(number(position, 2 * head), number(position, 2 * head + 1));
      }
    }
  }
  return { new_k_0: Float32Array.from(keys), new_v_0: Float32Array.from(values) };
}

/** What a row holds of its first positions, read as the graph reads it. */
function held(caches: Caches, row: number) {
  const inputs = caches.inputs();
  const keys = inputs['k_0']?.data as Float32Array;
  const values = inputs['v_0']?.data as Float32Array;
  const { room } = caches;
  return Array.from({ length: caches.usedBy(row) }, (_, position) => ({
    key: [0, 1, 2, 3].map((line) => keys[(row * 4 + line) * room + position]),
    value: [0, 1].flatMap((head) => [0, 1].map((at) => values[((row * 2 + head) * room + position) * 2 + at])),
  }));
}

const expected = (utterance: number, count: number) =>
  Array.from({ length: count }, (_, position) => {
    const numbers = [0, 1, 2, 3].map((line) => utterance * 1000 + position * 10 + line);
    return { key: numbers, value: numbers };
  });

describe('caches', () => {
  test('hold what was read, however they grew, and whoever left', () => {
    const caches = new Caches(shape, 1_024);
    caches.add(outputs([1], [0], 3), 3);
    caches.add(outputs([2], [0], 63), 63);
    expect(caches.room).toBe(64);
    for (let step = 0; step < 4; step += 1) {
      caches.makeRoomForStep();
      caches.append(outputs([1, 2], [3 + step, 63 + step], 1));
    }
    expect(caches.room).toBe(128);
    caches.add(outputs([3], [0], 5), 5);
    expect([held(caches, 0), held(caches, 1), held(caches, 2)]).toEqual([
      expected(1, 7),
      expected(2, 67),
      expected(3, 5),
    ]);

    caches.remove(1);
    expect(caches.rows).toBe(2);
    // The long one is gone, and with it the room nobody needs.
    expect(caches.room).toBe(64);
    expect([held(caches, 0), held(caches, 1)]).toEqual([expected(1, 7), expected(3, 5)]);
    caches.remove(0);
    expect(held(caches, 0)).toEqual(expected(3, 5));
    caches.remove(0);
    expect([caches.rows, caches.room]).toEqual([0, 0]);
  });

  test('hide nothing that is no number: what an utterance left does not reach the next', () => {
    const caches = new Caches(shape, 256);
    const broken = new Float32Array(4 * 64).fill(Number.NaN);
    caches.add({ new_k_0: broken, new_v_0: broken }, 64);
    caches.remove(0);
    caches.add(outputs([1], [0], 2), 2);
    caches.add(outputs([2], [0], 64), 64);
    caches.makeRoomForStep();
    for (const { data } of Object.values(caches.inputs())) expect(data.some((one) => Number.isNaN(one))).toBe(false);
  });
});

describe('capacity', () => {
  const official = { width: 1_024, heads: 16, headWidth: 64, blocks: 14 };

  test('at full size is half a gigabyte, and eight utterances of five seconds', () => {
    const positions = positionsFor(official);
    expect(positions).toBe(4_608);
    const fiveSeconds = 28 + 3 + 20 * 28;
    expect(fits(Array<number>(6).fill(fiveSeconds), fiveSeconds, positions)).toBe(true);
    expect(fits(Array<number>(7).fill(fiveSeconds), fiveSeconds, positions)).toBe(false);
  });

  test('counts the longest for all of them', () => {
    expect(fits([100, 100], 1_500, 4_608)).toBe(true);
    expect(fits([100, 100, 100], 1_500, 4_608)).toBe(false);
    expect(fits([1_500, 100, 100], 100, 4_608)).toBe(false);
  });

  test('lets one in whatever it is, and never more than eight', () => {
    expect(fits([], 9_999, 4_608)).toBe(true);
    expect(fits(Array<number>(8).fill(10), 10, 4_608)).toBe(false);
  });
});
