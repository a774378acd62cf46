import { LectorError } from '@lector/contract';
import type { Description, TableEntry } from './description.js';

/** Rows of numbers that are looked up one at a time. */
export interface Rows {
  readonly width: number;
  readonly count: number;
  /** Writes row `at` as float32 into `target` from `offset` on. */
  copy(at: number, target: Float32Array, offset: number): void;
}

export interface Speaker {
  /** float32 [width of the LM] */
  readonly lm: Float32Array;
  /** float32 [mels] */
  readonly flow: Float32Array;
}

/** What is looked up beside the graphs. */
export interface Tables {
  /** Of text tokens, for the text encoder. */
  readonly text: Rows;
  /** Of speech tokens, for the LM. */
  readonly speech: Rows;
  /** Two rows of the LM's width: start of the sequence, task. */
  readonly marks: Rows;
  readonly speakers: ReadonlyMap<string, Speaker>;
}

/**
 * @param files bytes by name of file
 * @throws LectorError `pack_corrupt` when a table has another size than described
 */
export function readTables(description: Description, files: ReadonlyMap<string, Uint8Array>): Tables {
  const read = (entry: TableEntry) => rowsOf(entry, files);
  const { tables, speakers } = description;
  const lm = read(tables.speakers_lm);
  const flow = read(tables.speakers_flow);
  return {
    text: read(tables.text),
    speech: read(tables.speech),
    marks: read(tables.marks),
    speakers: new Map(speakers.map((name, at) => [name, { lm: rowOf(lm, at), flow: rowOf(flow, at) }])),
  };
}

/** Names of all files of the tables. */
export function tableFiles(description: Description): readonly string[] {
  return Object.values(description.tables).flatMap(({ file, rowScales }) =>
    rowScales === null ? [file] : [file, rowScales.file],
  );
}

export function rowOf(rows: Rows, at: number): Float32Array {
  const row = new Float32Array(rows.width);
  rows.copy(at, row, 0);
  return row;
}

function rowsOf(entry: TableEntry, files: ReadonlyMap<string, Uint8Array>): Rows {
  const { file, type, shape, rowScales } = entry;
  const [count = 0, width = 1] = shape;
  const bytes = files.get(file) ?? new Uint8Array();
  const expected = count * width * BYTES[type];
  if (bytes.byteLength !== expected) {
    const found = bytes.byteLength;
    throw new LectorError(
      'pack_corrupt',
      `a table has another size [file=${file}, bytes=${found}, expected=${expected}]`,
    );
  }
  // A copy of their own: the bytes of a file may begin at an address that no float begins at.
  const own = Uint8Array.from(bytes).buffer;
  if (type === 'int8' && rowScales !== null) {
    const scales = rowsOf(rowScales, files);
    return scaledRows(
      new Int8Array(own),
      width,
      Float32Array.from({ length: count }, (_, at) => rowOf(scales, at)[0] ?? 0),
    );
  }
  const table = type === 'float16' ? fromHalves(new Uint16Array(own)) : new Float32Array(own);
  return {
    width,
    count,
    copy: (at, target, offset) => target.set(table.subarray(at * width, (at + 1) * width), offset),
  };
}

/** Widths of numbers in bytes, all little-endian, as every machine is that Node and the runtime are built for. */
const BYTES = { float32: 4, float16: 2, int8: 1 } as const;

/** Kept as bytes: in float32 the texts of the model would be 106 MB instead of 27. */
function scaledRows(table: Int8Array, width: number, scales: Float32Array): Rows {
  return {
    width,
    count: scales.length,
    copy(at, target, offset) {
      const scale = scales[at] as number;
      for (let column = 0; column < width; column += 1) {
        target[offset + column] = (table[at * width + column] as number) * scale;
      }
    },
  };
}

/** IEEE 754 half precision -> float32. */
function fromHalves(halves: Uint16Array): Float32Array {
  const floats = new Float32Array(halves.length);
  const bits = new Uint32Array(floats.buffer);
  for (let at = 0; at < halves.length; at += 1) {
    const half = halves[at] as number;
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) floats[at] = (sign === 0 ? 1 : -1) * fraction * 2 ** -24;
    else bits[at] = sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (fraction << 13);
  }
  return floats;
}
