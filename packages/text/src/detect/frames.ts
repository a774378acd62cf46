import type { Run } from './runs.js';
import { STEP, type Steps } from '../steps.js';

/**
 * A part of a sentence that may be in a language of its own: what stands in quotes or brackets, an item of a list, or the
 * sentence around them. `opened` is where it begins, quote included.
 */
export interface Frame {
  readonly kind: 'sentence' | 'quote' | 'bracket' | 'item';
  readonly opened: number;
  readonly runs: Run[];
}

const CLOSED_BY: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['‘', '’'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['〈', '〉'],
  ['«', '»'],
  ['"', '"'],
  ['(', ')'],
  ['（', '）'],
  ['[', ']'],
  ['【', '】'],
]);
const BRACKETS = new Set('(（[【');
const SIGN = /[“”‘’「」『』《》〈〉«»"()（）[\]【】]/gu;
/** `English / 中文 / 日本語`: two such signs make a list, one may be "or". */
const SEPARATOR = /\s[/|｜·•]\s/gu;
/** Deeper than anybody writes; what lies deeper belongs to the frame around it. */
const DEEPEST = 8;

/** The frames of a sentence, the outer ones first; each run is in one of them. A sign without its partner opens nothing. */
export function* framesOf(text: string, start: number, end: number, runs: readonly Run[]): Steps<readonly Frame[]> {
  const slice = text.slice(start, end);
  const listed = [...slice.matchAll(SEPARATOR)].map(({ index }) => start + index);
  if (listed.length >= 2) return itemsOf(listed, start, runs);
  const whole: Frame = { kind: 'sentence', opened: start, runs: [] };
  const found: Frame[] = [whole];
  const open: { frame: Frame; closedBy: string }[] = [];
  let next = 0;
  const takeUntil = (position: number) => {
    const { runs: taken } = open.at(-1)?.frame ?? whole;
    for (let run = runs[next]; run !== undefined && run.start < position; run = runs[next]) {
      taken.push(run);
      next += 1;
    }
  };
  let count = 0;
  for (const { 0: sign, index } of slice.matchAll(SIGN)) {
    count += 1;
    if (count % STEP === 0) yield;
    takeUntil(start + index);
    const partner = open.findLastIndex(({ closedBy }) => closedBy === sign);
    if (partner >= 0) {
      leaveUnclosed(open.splice(partner + 1), open.at(-1)?.frame ?? whole);
      const closed = open.pop();
      if (closed !== undefined && closed.frame.runs.length > 0) found.push(closed.frame);
      continue;
    }
    const closedBy = CLOSED_BY.get(sign);
    if (closedBy === undefined || open.length >= DEEPEST) continue;
    open.push({
      frame: { kind: BRACKETS.has(sign) ? 'bracket' : 'quote', opened: start + index, runs: [] },
      closedBy,
    });
  }
  takeUntil(end);
  leaveUnclosed(open, whole);
  return found;
}

/** They opened nothing after all. Their runs follow those of the frame around them, so the order stays. */
function leaveUnclosed(frames: readonly { readonly frame: Frame }[], around: Frame): void {
  for (const { frame } of frames) for (const run of frame.runs) around.runs.push(run);
}

function itemsOf(separators: readonly number[], start: number, runs: readonly Run[]): readonly Frame[] {
  const frames: Frame[] = [start, ...separators].map((opened) => ({ kind: 'item', opened, runs: [] }));
  let at = 0;
  for (const run of runs) {
    while (run.start > (separators[at] ?? Infinity)) at += 1;
    frames[at]?.runs.push(run);
  }
  return frames.filter((frame) => frame.runs.length > 0);
}
