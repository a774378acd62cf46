/**
 * The way from the text that is read back to the text as submitted. Runs cover both texts in order: a copied run has the
 * same length on both sides, character for character; any other stands as a whole for what was written there (an entity
 * for its character, a tag for a space or for nothing). Everything here is in UTF-16 units.
 */
export interface Run {
  /** Where it begins in the text that is read. */
  readonly read: number;
  /** Where it begins in the submitted text. */
  readonly source: number;
  readonly copied: boolean;
}

export interface SourceMap {
  /** Where in the submitted text that begins which begins at `index` of the text read. */
  start(index: number): number;
  /** Where in the submitted text that ends which ends before `index` of the text read. */
  end(index: number): number;
  /** Whether both texts are the same. */
  readonly identical: boolean;
  /**
   * What a reader should see of the stretch `[start, end)` of the submitted text: a character for each of it, `HIDDEN` where
   * markup stands.
   */
  shown(start: number, end: number): string;
}

/** Stands for a code point of markup where offsets must be kept and nothing is to be seen: WORD JOINER, which has no width. */
export const HIDDEN = '\u2060';

export function createSourceMap(source: string, text: string, runs: readonly Run[]): SourceMap {
  const identical = runs.length === 0 || (runs.length === 1 && runs[0]?.copied === true);
  if (identical) {
    return { start: (index) => index, end: (index) => index, identical, shown: (from, to) => source.slice(from, to) };
  }
  const after = (at: number): { read: number; source: number } =>
    runs[at + 1] ?? { read: text.length, source: source.length };

  /** The run that holds the character at `index`: the last that begins at or before it, those of no length passed over. */
  const runAt = (index: number): number => lastAtOrBefore(runs, index, ({ read }) => read);

  return {
    identical,
    start(index) {
      const at = runAt(index);
      const run = runs[at];
      if (run === undefined) return 0;
      if (index >= text.length) return source.length;
      return run.copied ? run.source + index - run.read : run.source;
    },
    end(index) {
      if (index <= 0) return 0;
      const at = runAt(index - 1);
      const run = runs[at];
      if (run === undefined) return 0;
      return run.copied ? run.source + index - run.read : after(at).source;
    },
    shown(start, end) {
      let seen = '';
      for (let at = lastAtOrBefore(runs, start, ({ source: from }) => from); at < runs.length; at += 1) {
        const run = runs[at];
        if (run === undefined || run.source >= end) break;
        const next = after(at);
        const from = Math.max(start, run.source);
        const to = Math.min(end, next.source);
        if (from >= to) continue;
        if (run.copied) {
          seen += source.slice(from, to);
          continue;
        }
        const length = codePoints(source, from, to);
        const read = from === run.source ? Array.from(text.slice(run.read, next.read)).slice(0, length) : [];
        seen += read.join('') + HIDDEN.repeat(length - read.length);
      }
      return seen;
    },
  };
}

function codePoints(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; count += 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return count;
}

/** Place of the last run whose `key` is not above `value`. Of several with the same key (runs of no length) the last. */
function lastAtOrBefore(runs: readonly Run[], value: number, key: (run: Run) => number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const run = runs[middle];
    if (run !== undefined && key(run) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
