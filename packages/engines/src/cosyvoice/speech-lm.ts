import type { InputTensor, OnnxSession } from '../onnx/session.js';
import { Caches, roomFor } from './caches.js';
import type { LmShape } from './description.js';
import type { PositionTables } from './position-tables.js';

/** Hides a key; as the graph was built with. */
const UNSEEN = -1e9;

/**
 * The speech LM over several utterances at once. One graph is both: a first pass over a prompt, and a step of one position
 * for all rows. Rows are numbered from 0; when one leaves, the last takes its number.
 */
export class SpeechLm {
  private readonly caches: Caches;

  constructor(
    private readonly deps: {
      readonly session: OnnxSession;
      readonly positions: PositionTables;
      readonly shape: LmShape;
      /** That all rows together may have; see `capacity.ts`. */
      readonly maxPositions: number;
    },
  ) {
    this.caches = new Caches(deps.shape, deps.maxPositions);
  }

  get rows(): number {
    return this.caches.rows;
  }

  /**
   * Reads a prompt into a new row, the last. By itself, so that what comes of it does not depend on any other.
   * @param prompt float32 [positions, width]
   * @returns logits float32 [speech tokens + 1] behind its last position
   */
  async enter(prompt: Float32Array): Promise<Float32Array> {
    const { session, positions, shape } = this.deps;
    const count = prompt.length / shape.width;
    const found = await session.run({
      x: { type: 'float32', data: prompt, shape: [1, count, shape.width] },
      ...causal(count),
      last: { type: 'int64', data: BigInt64Array.of(BigInt(count - 1)), shape: [1] },
      ...(await positions.upTo(roomFor(count))),
      ...nothingCached(shape),
    });
    this.caches.add(found, count);
    return found['logits'] as Float32Array;
  }

  /**
   * One position more for every row.
   * @param x float32 [rows, width]
   * @returns logits float32 [rows, speech tokens + 1]
   */
  async step(x: Float32Array): Promise<Float32Array> {
    const { session, positions, shape } = this.deps;
    this.caches.makeRoomForStep();
    const { rows, room } = this.caches;
    const found = await session.run({
      x: { type: 'float32', data: x, shape: [rows, 1, shape.width] },
      ...this.pastOnly(),
      last: { type: 'int64', data: new BigInt64Array(rows), shape: [rows] },
      ...(await positions.upTo(room)),
      ...this.caches.inputs(),
    });
    this.caches.append(found);
    return found['logits'] as Float32Array;
  }

  /** Lets a row go; the last one takes its number. */
  leave(row: number): void {
    this.caches.remove(row);
  }

  /** What each row sees of its room, and itself. */
  private pastOnly(): { readonly bias: InputTensor; readonly distance: InputTensor } {
    const { rows, room } = this.caches;
    const keys = room + 1;
    const bias = new Float32Array(rows * keys).fill(UNSEEN);
    const distance = new Distances(rows * keys);
    for (let row = 0; row < rows; row += 1) {
      const used = this.caches.usedBy(row);
      for (let key = 0; key < used; key += 1) {
        bias[row * keys + key] = 0;
        distance.set(row * keys + key, used - key);
      }
      bias[row * keys + room] = 0;
    }
    return maskInputs(bias, distance, [rows, 1, 1, keys]);
  }
}

/** Each of so many new positions sees itself and those before it. */
function causal(count: number): { readonly bias: InputTensor; readonly distance: InputTensor } {
  const bias = new Float32Array(count * count).fill(UNSEEN);
  const distance = new Distances(count * count);
  for (let query = 0; query < count; query += 1) {
    for (let key = 0; key <= query; key += 1) {
      bias[query * count + key] = 0;
      distance.set(query * count + key, query - key);
    }
  }
  return maskInputs(bias, distance, [1, 1, count, count]);
}

function maskInputs(bias: Float32Array, distance: Distances, shape: readonly number[]) {
  return {
    bias: { type: 'float32', data: bias, shape },
    distance: { type: 'int64', data: distance.whole, shape },
  } as const;
}

/** int64 written by halves: thousands of BigInts for every step would be garbage. */
class Distances {
  readonly whole: BigInt64Array;
  private readonly halves: Int32Array;

  constructor(count: number) {
    this.whole = new BigInt64Array(count);
    this.halves = new Int32Array(this.whole.buffer);
  }

  set(at: number, distance: number): void {
    this.halves[2 * at] = distance;
  }
}

function nothingCached({ heads, headWidth, blocks }: LmShape): Readonly<Record<string, InputTensor>> {
  const none = (shape: readonly number[]): InputTensor => ({ type: 'float32', data: new Float32Array(), shape });
  return Object.fromEntries(
    Array.from({ length: blocks }, (_, block) => [
      [`k_${block}`, none([1, heads, headWidth, 0])] as const,
      [`v_${block}`, none([1, heads, 0, headWidth])] as const,
    ]).flat(),
  );
}
