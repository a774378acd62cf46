import type { ReadSentence } from '../reading/detect-reading.js';
import type { Cut, Reading, SpeakingStyle } from '../reading/reading.js';
import { trim } from '../stretch.js';

/** What of a sentence is spoken in one way: all of it, unless markup pauses or changes the voice inside. */
export interface SentencePart {
  readonly sentence: ReadSentence;
  readonly style: SpeakingStyle;
  /** How many cuts of the text stand before it. */
  readonly cutsBefore: number;
}

/** Cuts sentences, given in order, where their markup says so. Linear over all of them. */
export function createCutter({ text, cuts, styles }: Reading): (sentence: ReadSentence) => readonly SentencePart[] {
  let cutAt = 0;
  let styleAt = 0;
  return (sentence) => {
    const parts: SentencePart[] = [];
    let { start } = sentence;
    let first = 0;
    while (start < sentence.end) {
      while ((cuts[cutAt]?.at ?? Infinity) <= start) cutAt += 1;
      while ((styles[styleAt + 1]?.at ?? Infinity) <= start) styleAt += 1;
      const next = Math.min(cuts[cutAt]?.at ?? Infinity, sentence.end);
      const place = trim(text, start, next);
      const { spans } = sentence;
      while ((spans[first]?.end ?? Infinity) <= place.start) first += 1;
      let after = first;
      while ((spans[after]?.start ?? Infinity) < place.end) after += 1;
      const style = styles[styleAt]?.style;
      if (place.start < place.end && style !== undefined) {
        const whole = start === sentence.start && next === sentence.end;
        const own = whole ? sentence : { ...place, spans: spans.slice(first, after) };
        parts.push({ sentence: own, style, cutsBefore: cutAt });
      }
      start = next;
    }
    return parts;
  };
}

/** The silence that cuts `[from, to)` of a text ask for; undefined where none does. */
export function askedPause(cuts: readonly Cut[], from: number, to: number): number | undefined {
  const asked = cuts.slice(from, to).filter(({ pauseMs }) => pauseMs !== undefined);
  return asked.length === 0 ? undefined : asked.reduce((sum, { pauseMs = 0 }) => sum + pauseMs, 0);
}

/** The least silence they ask for, milliseconds. */
export function leastPause(cuts: readonly Cut[], from: number, to: number): number {
  return cuts.slice(from, to).reduce((most, { leastMs = 0 }) => Math.max(most, leastMs), 0);
}
