import type { ReadSpan } from '../pins/apply-pins.js';
import { STEP, type Steps } from '../steps.js';
import { scriptOf, type Script } from './scripts.js';
import { foreignScriptOf, OWN_SCRIPTS } from './writing.js';

export interface ForeignFound {
  readonly script: string;
  /** UTF-16 index of the first such letter. */
  readonly at: number;
}

/** One for a letter; a character or syllable of another writing says as much as some letters do. */
const weights = new Map<Script, number>([
  ['neutral', 0],
  ['digit', 0],
  ['han', OWN_SCRIPTS[0].perHan],
  ['other', 1],
  ...OWN_SCRIPTS.flatMap(({ scripts, perHan }) =>
    scripts.map((script) => [script, OWN_SCRIPTS[0].perHan / perHan] as const),
  ),
]);
const weightOf = (script: Script): number => weights.get(script) ?? 0;

/**
 * Counts the letters of scripts that no language here is written in, but for those in pins: what a lexicon or markup gives a reading is
 * read.
 */
export function createForeignCount(text: string): {
  add(span: ReadSpan): void;
  /** The first, where they weigh more than half of the letters of the text: that text is in another language. */
  mostly(): Steps<ForeignFound | undefined>;
} {
  let foreign = 0;
  let first: ForeignFound | undefined;
  return {
    add({ start, end, rule, pins = [] }) {
      const script = foreignScriptOf(rule);
      if (script === undefined) return;
      for (let at = start, pin = 0; at < end;) {
        const pinned = pins[pin];
        if (pinned !== undefined && pinned.start <= at) {
          at = Math.max(at, pinned.end);
          pin += 1;
          continue;
        }
        const codePoint = text.codePointAt(at) ?? 0;
        if (scriptOf(codePoint) === 'other') {
          foreign += 1;
          first ??= { script, at };
        }
        at += codePoint > 0xffff ? 2 : 1;
      }
    },
    *mostly() {
      if (foreign === 0) return undefined;
      let letters = 0;
      for (let at = 0, pause = STEP; at < text.length;) {
        const codePoint = text.codePointAt(at) ?? 0;
        const script = scriptOf(codePoint);
        letters += weightOf(script);
        at += codePoint > 0xffff ? 2 : 1;
        if (at >= pause) {
          pause = at + STEP;
          yield;
        }
      }
      return foreign * 2 > letters ? first : undefined;
    },
  };
}
