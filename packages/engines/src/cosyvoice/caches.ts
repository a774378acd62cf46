import type { InputTensor } from '../onnx/session.js';
import type { LmShape } from './description.js';

/**
 * Keys and values of everything that decodes together. The graph reads them and gives back only the rows that are new, so
 * nothing is copied from step to step; they lie in one buffer for each block, at the front of it:
 *
 *     k_i float32 [rows, heads, head width, room]      v_i float32 [rows, heads, room, head width]
 *
 * `room` positions are the same for every row, a multiple of `ROOM_STEP`; what a row has not used yet is hidden from it.
 * The buffers are as large as they may ever become. The system gives them memory only where they were written to, and
 * growing moves numbers inside them instead of leaving hundreds of megabytes to the garbage collector.
 */
export class Caches {
  private readonly keys: readonly Float32Array[];
  private readonly values: readonly Float32Array[];
  private readonly used: number[] = [];
  private spare = 0;

  /** @param positions that all rows together may have, room they do not use included */
  constructor(
    private readonly shape: LmShape,
    positions: number,
  ) {
    const buffers = () => Array.from({ length: shape.blocks }, () => new Float32Array(positions * shape.width));
    this.keys = buffers();
    this.values = buffers();
  }

  get rows(): number {
    return this.used.length;
  }

  /** Positions each row has room for. */
  get room(): number {
    return this.spare;
  }

  /** How many positions of a row are filled. */
  usedBy(row: number): number {
    return this.used[row] ?? 0;
  }

  /** A new row, the last, of what a first pass over `count` positions gave. */
  add(outputs: Outputs, count: number): void {
    this.layOut(Math.max(this.spare, roomFor(count)));
    this.used.push(0);
    this.write(outputs, this.rows - 1, 0, count);
  }

  /** Puts one new position behind each row's others. There must be room. */
  append(outputs: Outputs): void {
    for (let row = 0; row < this.rows; row += 1) this.write(outputs, row, row, 1);
  }

  /** Lets a row go; the last one takes its place. */
  remove(row: number): void {
    const last = this.rows - 1;
    const size = this.shape.width * this.spare;
    for (const cache of [...this.keys, ...this.values]) {
      if (row !== last) cache.copyWithin(row * size, last * size, (last + 1) * size);
      // What is hidden is still multiplied, by zero: no row may leave behind what is no number.
      cache.fill(0, last * size, (last + 1) * size);
    }
    this.used[row] = this.usedBy(last);
    this.used.pop();
    this.layOut(Math.min(this.spare, roomFor(Math.max(0, ...this.used))));
  }

  /** Room for one position more in every row. */
  makeRoomForStep(): void {
    this.layOut(Math.max(this.spare, roomFor(Math.max(0, ...this.used) + 1)));
  }

  /** Inputs `k_i` and `v_i`, views of the buffers: they hold until the next change. */
  inputs(): Readonly<Record<string, InputTensor>> {
    const { heads, headWidth, width } = this.shape;
    const length = this.rows * width * this.spare;
    const input = (cache: Float32Array, shape: readonly number[]): InputTensor => ({
      type: 'float32',
      data: cache.subarray(0, length),
      shape,
    });
    return Object.fromEntries([
      ...this.keys.map((cache, at) => [`k_${at}`, input(cache, [this.rows, heads, headWidth, this.spare])] as const),
      ...this.values.map((cache, at) => [`v_${at}`, input(cache, [this.rows, heads, this.spare, headWidth])] as const),
    ]);
  }

  private layOut(room: number): void {
    if (room === this.spare) return;
    const { heads, headWidth, width } = this.shape;
    for (const cache of this.keys) relay(cache, this.rows * width, this.spare, room);
    for (const cache of this.values) relay(cache, this.rows * heads, this.spare * headWidth, room * headWidth);
    this.spare = room;
  }

  /** `count` positions of row `from` of the outputs behind what row `to` has. */
  private write(outputs: Outputs, to: number, from: number, count: number): void {
    const { heads, headWidth, width, blocks } = this.shape;
    const used = this.usedBy(to);
    for (let block = 0; block < blocks; block += 1) {
      const newKeys = outputs[`new_k_${block}`] as Float32Array;
      const newValues = outputs[`new_v_${block}`] as Float32Array;
      const keys = this.keys[block] as Float32Array;
      const values = this.values[block] as Float32Array;
      const at = from * width * count;
      for (let line = 0; line < width; line += 1) {
        const place = (to * width + line) * this.spare + used;
        if (count === 1) keys[place] = newKeys[at + line] as number;
        else keys.set(newKeys.subarray(at + line * count, at + (line + 1) * count), place);
      }
      const run = count * headWidth;
      for (let head = 0; head < heads; head += 1) {
        const place = ((to * heads + head) * this.spare + used) * headWidth;
        values.set(newValues.subarray(at + head * run, at + (head + 1) * run), place);
      }
    }
    this.used[to] = used + count;
  }
}

/** `new_k_i` float32 [rows, heads, head width, new], `new_v_i` float32 [rows, heads, new, head width]. */
type Outputs = Readonly<Record<string, Float32Array>>;

/** Room grows in steps, so that few different shapes reach the graph. */
const ROOM_STEP = 64;

export function roomFor(positions: number): number {
  return Math.ceil(positions / ROOM_STEP) * ROOM_STEP;
}

/** Lines of `from` numbers become lines of `to`, in place: of longer ones the last moves first, of shorter ones the first. */
function relay(cache: Float32Array, lines: number, from: number, to: number): void {
  if (to < from) {
    for (let line = 1; line < lines; line += 1) cache.copyWithin(line * to, line * from, line * from + to);
  } else {
    for (let line = lines - 1; line > 0; line -= 1) cache.copyWithin(line * to, line * from, (line + 1) * from);
  }
}
