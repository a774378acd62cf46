import { describe, expect, test } from 'vitest';
import type { Description, TableEntry } from './description.js';
import { readTables, rowOf } from './tables.js';

const entry = (file: string, type: TableEntry['type'], shape: number[], rowScales: TableEntry | null = null) => ({
  file,
  type,
  shape,
  rowScales,
});

const tables: Description['tables'] = {
  marks: entry('marks', 'float32', [2, 2]),
  speakers_lm: entry('lm', 'float32', [1, 2]),
  speakers_flow: entry('flow', 'float32', [1, 1]),
  speech: entry('speech', 'float16', [1, 7]),
  text: entry('text', 'int8', [2, 2], entry('scales', 'float32', [2])),
};
const bytes = (numbers: ArrayBufferView) => new Uint8Array(numbers.buffer);
const files = new Map([
  ['marks', bytes(Float32Array.of(1, 2, 3, 4))],
  ['lm', bytes(Float32Array.of(5, 6))],
  ['flow', bytes(Float32Array.of(7))],
  ['speech', bytes(Uint16Array.of(0x0000, 0x3c00, 0xc000, 0x7bff, 0x0001, 0x8400, 0x3555))],
  ['text', bytes(Int8Array.of(127, -127, 10, 0))],
  ['scales', bytes(Float32Array.of(0.5, 2))],
]);
const description = { tables, speakers: ['中文女'] } as unknown as Description;

describe('tables', () => {
  const read = readTables(description, files);

  test('hold rows, and what each speaker is', () => {
    expect([...rowOf(read.marks, 1)]).toEqual([3, 4]);
    expect(read.speakers.get('中文女')).toEqual({ lm: Float32Array.of(5, 6), flow: Float32Array.of(7) });
  });

  test('in half precision are what they stand for, the smallest numbers too', () => {
    const row = [...rowOf(read.speech, 0)];
    expect(row.slice(0, 6)).toEqual([0, 1, -2, 65_504, 2 ** -24, -(2 ** -14)]);
    expect(row[6]).toBeCloseTo(1 / 3, 3);
  });

  test('in bytes are scaled row by row', () => {
    expect([...rowOf(read.text, 0)]).toEqual([63.5, -63.5]);
    expect([...rowOf(read.text, 1)]).toEqual([20, 0]);
  });

  test('of another size than described are refused by the name of their file', () => {
    const short = new Map([...files, ['flow', new Uint8Array(3)] as const]);
    expect(() => readTables(description, short)).toThrow(/another size \[file=flow, bytes=3, expected=4\]/);
  });
});
