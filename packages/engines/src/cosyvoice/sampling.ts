import { LectorError } from '@lector/contract';

/**
 * Repetition-aware sampling (VALL-E 2), driven by uniform draws that are handed in; `models/cosyvoice/sampling.py` is the
 * reference. In double precision.
 */

/** The likeliest that hold this share of the probability, and at most so many, are drawn from. */
const TOP_P = 0.8;
const TOP_K = 25;
/** A token that is among so many before it is not taken: the model would hold the sound for ever. */
const WINDOW = 10;

/**
 * The next speech token; the last index of the logits means the end.
 * @param logits float32 [speech tokens + 1]
 * @param earlier the tokens before it
 * @param draws uniform in [0, 1); the second is used where the first hit a token of the last ten
 * @throws LectorError `engine_bad_output` where the logits are no numbers
 */
export function sample(
  logits: Float32Array,
  earlier: readonly number[],
  mayEnd: boolean,
  draws: readonly [number, number],
): number {
  const end = logits.length - 1;
  const chances = softmax(logits, mayEnd ? [] : [end]);
  const likely = likeliest(chances);
  const picked = pick(
    likely.map((token) => chances[token] ?? 0),
    draws[0],
  );
  const token = likely[picked] ?? end;
  if (!earlier.slice(-WINDOW).includes(token)) return token;
  return pick(softmax(logits, mayEnd ? [token] : [token, end]), draws[1]);
}

/** Down to the one that crosses `TOP_P`, that one included; of equal ones the lower index comes first. */
function likeliest(chances: Float64Array): readonly number[] {
  // Sorting all of 4,097 would take as long as a quarter of the model's step.
  const best: number[] = [];
  let least = -1;
  for (let token = 0; token < chances.length; token += 1) {
    const chance = chances[token] as number;
    if (best.length === TOP_K && chance <= least) continue;
    let place = best.length;
    while (place > 0 && (chances[best[place - 1] as number] as number) < chance) place -= 1;
    best.splice(place, 0, token);
    if (best.length > TOP_K) best.pop();
    least = chances[best.at(-1) as number] as number;
  }
  let held = 0;
  const crossing = best.findIndex((token) => (held += chances[token] as number) >= TOP_P);
  return crossing === -1 ? best : best.slice(0, crossing + 1);
}

function softmax(logits: Float32Array, hidden: readonly number[]): Float64Array {
  // By the constructor: `from` goes number by number through an iterator.
  const chances = new Float64Array(logits);
  for (const token of hidden) chances[token] = -Infinity;
  let top = -Infinity;
  for (let token = 0; token < chances.length; token += 1) top = Math.max(top, chances[token] as number);
  let total = 0;
  for (let token = 0; token < chances.length; token += 1) {
    const raised = Math.exp((chances[token] as number) - top);
    chances[token] = raised;
    total += raised;
  }
  if (!Number.isFinite(total)) throw new LectorError('engine_bad_output', 'the model gave logits that are not numbers');
  for (let token = 0; token < chances.length; token += 1) chances[token] = (chances[token] as number) / total;
  return chances;
}

/** The first whose sum with all before it exceeds the drawn share of the total. */
function pick(chances: ArrayLike<number>, draw: number): number {
  let total = 0;
  for (let at = 0; at < chances.length; at += 1) total += chances[at] as number;
  const wanted = draw * total;
  let held = 0;
  let last = 0;
  for (let at = 0; at < chances.length; at += 1) {
    const chance = chances[at] as number;
    held += chance;
    if (chance <= 0) continue;
    last = at;
    if (held > wanted) return at;
  }
  // Rounding may leave the sum a hair below what was wanted.
  return last;
}
