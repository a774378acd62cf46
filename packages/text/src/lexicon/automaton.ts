import { STEP, type Steps } from '../steps.js';

/**
 * Finds which of many words begin where, all at once: an automaton after Aho and Corasick over the words from behind, so
 * that one walk from the end of a text to its beginning tells of each place the longest word that begins there and, by
 * `shorter`, all others. A walk costs the length of the text and a table a few dozen bytes for each character of the words,
 * whatever they are.
 */
export interface Automaton {
  /** The state of each place of `text`, walked from its end. */
  walk(text: string): Steps<Int32Array>;
  /** The longest word of a state; 0 for none. */
  longest(state: number): number;
  /** The next shorter word that begins at the same place; 0 for none. */
  shorter(word: number): number;
  /** Units of a word. */
  length(word: number): number;
  /** Places of a word in the list that the automaton was built of. */
  places(word: number): readonly number[];
}

const ROOT = 0;

/** @param words without empty ones; the same may come several times */
export function* buildAutomaton(words: readonly string[]): Steps<Automaton> {
  const most = words.reduce((sum, word) => sum + word.length, 1);
  const edges = createEdges(most);
  const depths = new Uint16Array(most);
  const parents = new Int32Array(most);
  const units = new Uint16Array(most);
  const placesOf = new Map<number, number[]>();
  let count = 1;
  let seen = 0;
  for (const [place, word] of words.entries()) {
    let node = ROOT;
    for (let at = word.length - 1; at >= 0; at -= 1) {
      seen += 1;
      if (seen % STEP === 0) yield;
      const unit = word.charCodeAt(at);
      let next = edges.get(node, unit);
      if (next === ROOT) {
        next = count;
        count += 1;
        edges.set(node, unit, next);
        parents[next] = node;
        units[next] = unit;
        depths[next] = word.length - at;
      }
      node = next;
    }
    const places = placesOf.get(node);
    if (places === undefined) placesOf.set(node, [place]);
    else places.push(place);
  }

  const fails = new Int32Array(count);
  // The node itself where it is a word, else the longest word behind its failures.
  const found = new Int32Array(count);
  const step = (from: number, unit: number): number => {
    for (let node = from; ; node = fails[node] ?? ROOT) {
      const next = edges.get(node, unit);
      if (next !== ROOT || node === ROOT) return next;
    }
  };
  let done = 0;
  for (const node of byDepth(depths, count)) {
    done += 1;
    if (done % STEP === 0) yield;
    const parent = parents[node] ?? ROOT;
    const fail = parent === ROOT ? ROOT : step(fails[parent] ?? ROOT, units[node] ?? 0);
    fails[node] = fail;
    found[node] = placesOf.has(node) ? node : (found[fail] ?? ROOT);
  }

  return {
    *walk(text) {
      const states = new Int32Array(text.length);
      let state = ROOT;
      for (let at = text.length - 1; at >= 0; at -= 1) {
        if (at % STEP === 0) yield;
        state = step(state, text.charCodeAt(at));
        states[at] = state;
      }
      return states;
    },
    longest: (state) => found[state] ?? ROOT,
    shorter: (word) => found[fails[word] ?? ROOT] ?? ROOT,
    length: (word) => depths[word] ?? 0,
    places: (word) => placesOf.get(word) ?? [],
  };
}

/** All nodes but the root, those nearer to it first. */
function byDepth(depths: Uint16Array, count: number): Int32Array {
  const deepest = depths.subarray(0, count).reduce((most, depth) => Math.max(most, depth), 0);
  const starts = new Int32Array(deepest + 2);
  for (let node = 1; node < count; node += 1) {
    const next = (depths[node] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let depth = 1; depth < starts.length; depth += 1)
    starts[depth] = (starts[depth] ?? 0) + (starts[depth - 1] ?? 0);
  const order = new Int32Array(count - 1);
  for (let node = 1; node < count; node += 1) {
    const depth = depths[node] ?? 0;
    const place = starts[depth] ?? 0;
    order[place] = node;
    starts[depth] = place + 1;
  }
  return order;
}

/** (node, unit) -> node, in three flat tables: a map of objects would take ten times as much. */
function createEdges(most: number): {
  get(node: number, unit: number): number;
  set(node: number, unit: number, next: number): void;
} {
  let size = 16;
  while (size < most * 2) size *= 2;
  const mask = size - 1;
  const nodes = new Int32Array(size);
  const units = new Uint16Array(size);
  const nexts = new Int32Array(size);
  const slotOf = (node: number, unit: number): number => {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    while (nexts[slot] !== 0 && (nodes[slot] !== node || units[slot] !== unit)) slot = (slot + 1) & mask;
    return slot;
  };
  return {
    get: (node, unit) => nexts[slotOf(node, unit)] ?? ROOT,
    set(node, unit, next) {
      const slot = slotOf(node, unit);
      nodes[slot] = node;
      units[slot] = unit;
      nexts[slot] = next;
    },
  };
}
