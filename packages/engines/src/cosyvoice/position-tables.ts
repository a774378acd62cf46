import type { InputTensor, OnnxSession } from '../onnx/session.js';
import type { LmShape } from './description.js';

/** Inputs `p_0` … of the LM: float32 [heads, head width, count] each. */
export type PositionInputs = Readonly<Record<string, InputTensor>>;

/**
 * What each block of the LM makes of the distances between positions. Computed once for many distances, which takes a while,
 * and cut to as many as a pass needs, since a pass multiplies by every column it is given.
 */
export interface PositionTables {
  /** Tables of the distances 0 … count - 1. */
  upTo(count: number): Promise<PositionInputs>;
}

/** Distances computed at once: 5 s of speech and the text before it come to some 300. At full size 57 kB each. */
const COMPUTED_AT_ONCE = 512;
/** Cut tables kept: of what decodes now and of the prompts between. At full size 57 kB for each distance. */
const KEPT = 2;

export function createPositionTables(session: OnnxSession, shape: LmShape): PositionTables {
  const lines = shape.heads * shape.headWidth;
  let computed = 0;
  let whole: readonly Float32Array[] = [];
  const cuts = new Map<number, PositionInputs>();

  async function compute(count: number): Promise<void> {
    const wanted = Math.ceil(count / COMPUTED_AT_ONCE) * COMPUTED_AT_ONCE;
    const found = await session.run({ count: { type: 'int64', data: BigInt64Array.of(BigInt(wanted)), shape: [] } });
    whole = Array.from({ length: shape.blocks }, (_, block) => found[`p_${block}`] ?? new Float32Array());
    computed = wanted;
  }

  function cut(count: number): PositionInputs {
    const inputs = whole.map((table, block): [string, InputTensor] => {
      const data = new Float32Array(lines * count);
      for (let line = 0; line < lines; line += 1) {
        data.set(table.subarray(line * computed, line * computed + count), line * count);
      }
      return [`p_${block}`, { type: 'float32', data, shape: [shape.heads, shape.headWidth, count] }];
    });
    return Object.fromEntries(inputs);
  }

  return {
    async upTo(count) {
      const known = cuts.get(count);
      if (known === undefined && count > computed) await compute(count);
      const inputs = known ?? cut(count);
      // The one used last is the last to go.
      cuts.delete(count);
      const [oldest] = cuts.keys();
      if (cuts.size >= KEPT && oldest !== undefined) cuts.delete(oldest);
      cuts.set(count, inputs);
      return inputs;
    },
  };
}
