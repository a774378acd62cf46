import { LectorError, type Language } from '@lector/contract';
import type { DetectedSentence } from '../detect/detect-text.js';
import type { DetectedSpan } from '../detect/spans.js';
import type { Steps } from '../steps.js';
import { trim, type Stretch } from '../stretch.js';
import type { LanguageRoom } from '../languages/room.js';
import type { SegmentLimit } from '../plan-types.js';
import { renderSpan, type RenderedSpan } from '../render.js';
import { chop, halve, ranksOf, type BreakRanks } from './divide.js';

/** What will be one segment: it fits one pass of the engine. */
export interface Piece extends Stretch {
  readonly spans: readonly RenderedSpan[];
  readonly size: number;
}

/**
 * Renders sentences and cuts those that one pass of the engine cannot take. A step is one stretch of at most 200
 * characters of CJK or 600 letters read by its rooms: the analysers of a room cannot be interrupted, so what they are
 * given at once bounds how long the caller is kept.
 */
export function createSentenceFitter(
  text: string,
  rooms: ReadonlyMap<Language, LanguageRoom>,
  limit: SegmentLimit,
  /** Told, in order, of what is not heard. */
  onUnread: (stretch: Stretch) => void,
): (sentence: DetectedSentence) => Steps<readonly Piece[]> {
  function* fit(stretch: Stretch, detected: readonly DetectedSpan[], ranks: BreakRanks, pieces: Piece[]): Steps<void> {
    const own = clip(text, detected, stretch);
    const rendered = own.map((span) => renderSpan(text, span, rooms, limit));
    const spans = rendered.map(({ span }) => span).filter((span) => span !== undefined);
    const size = spans.reduce((sum, span) => sum + span.size, 0);
    if (size <= limit.maxSize) {
      for (const { unread } of rendered) for (const lost of unread) onUnread(lost);
      if (spans.length > 0) pieces.push({ ...extent(spans), spans, size });
      return;
    }
    const halves = halve(text, extent(own), ranks);
    if (halves === undefined) {
      throw new LectorError(
        'internal',
        `one character is more than a pass of the engine takes [size=${size}, maxSize=${limit.maxSize}]`,
      );
    }
    for (const half of halves) {
      yield;
      yield* fit(half, own, ranks, pieces);
    }
  }

  return function* (sentence) {
    const pieces: Piece[] = [];
    // The spans of a piece are found by walking on, not by searching: a sentence may be as long as the text.
    let first = 0;
    for (const stretch of chop(text, sentence)) {
      while ((sentence.spans[first]?.end ?? Infinity) <= stretch.start) first += 1;
      let after = first;
      while ((sentence.spans[after]?.start ?? Infinity) < stretch.end) after += 1;
      yield* fit(stretch, sentence.spans.slice(first, after), ranksOf(text, stretch), pieces);
      yield;
    }
    return pieces;
  };
}

function clip(text: string, spans: readonly DetectedSpan[], stretch: Stretch): readonly DetectedSpan[] {
  return spans
    .map((span) => ({
      ...span,
      ...trim(text, Math.max(span.start, stretch.start), Math.min(span.end, stretch.end)),
    }))
    .filter((span) => span.start < span.end);
}

function extent(spans: readonly Stretch[]): Stretch {
  return { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
}
