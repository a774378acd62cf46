import { LectorError, type Language } from '@lector/contract';
import type { Steps } from '../steps.js';
import { trim, type Stretch } from '../stretch.js';
import type { LanguageRoom } from '../languages/room.js';
import type { ReadSpan } from '../pins/apply-pins.js';
import { pinsIn, type Pin } from '../pins/pin.js';
import type { SegmentLimit } from '../plan-types.js';
import { renderSpan, type RenderedSpan } from '../render.js';
import type { SentencePart } from './cut-sentences.js';
import type { Unread } from '../unread.js';
import { chop, halve, ranksOf, type BreakRanks } from './divide.js';

/** What will be one segment: it fits one pass of the engine. */
export interface Piece extends Stretch {
  readonly spans: readonly RenderedSpan[];
  readonly size: number;
  /** As of the part of the sentence it comes from. */
  readonly cutsBefore: number;
  /** How much of the limit it may take: slow speech makes more audio of the same text. */
  readonly share: number;
}

/**
 * Renders sentences and cuts those that one pass of the engine cannot take. A step is one stretch of at most 200
 * characters of CJK or 600 letters read by its rooms: the analysers of a room cannot be interrupted, so what they are
 * given at once bounds how long the caller is kept.
 * @throws LectorError (from the function returned) `invalid_text` for a pinned reading that is too long for one pass
 */
export function createSentenceFitter(
  text: string,
  rooms: ReadonlyMap<Language, LanguageRoom>,
  limit: SegmentLimit,
  /** Told, in order, of what is not heard, or not as it is written. */
  onUnread: (unread: Unread) => void,
): (part: SentencePart) => Steps<readonly Piece[]> {
  function* fit(
    stretch: Stretch,
    detected: readonly ReadSpan[],
    ranks: BreakRanks,
    part: SentencePart,
    pieces: Piece[],
  ): Steps<void> {
    const { cutsBefore } = part;
    const share = Math.min(1, part.style.rate);
    const own = clip(text, detected, stretch);
    const rendered = own.map((span) => renderSpan(text, span, rooms, limit));
    const spans = rendered.flatMap((one) => one.spans);
    const size = spans.reduce((sum, span) => sum + span.size, 0);
    if (size <= Math.floor(limit.maxSize * share)) {
      for (const { unread } of rendered) for (const lost of unread) onUnread(lost);
      if (spans.length > 0) pieces.push({ ...extent(spans), spans, size, cutsBefore, share });
      return;
    }
    const halves = halve(text, extent(own), ranks);
    if (halves === undefined) throw tooMuch(own, size, limit);
    for (const half of halves) {
      yield;
      yield* fit(half, own, ranks, part, pieces);
    }
  }

  return function* (part) {
    const { sentence } = part;
    const pieces: Piece[] = [];
    const pins = sentence.spans.flatMap((span) => span.pins ?? []);
    // The spans of a piece are found by walking on, not by searching: a sentence may be as long as the text.
    let first = 0;
    for (const stretch of chop(text, sentence, pins)) {
      while ((sentence.spans[first]?.end ?? Infinity) <= stretch.start) first += 1;
      let after = first;
      while ((sentence.spans[after]?.start ?? Infinity) < stretch.end) after += 1;
      yield* fit(stretch, sentence.spans.slice(first, after), ranksOf(text, stretch, pins), part, pieces);
      yield;
    }
    return pieces;
  };
}

function tooMuch(own: readonly ReadSpan[], size: number, limit: SegmentLimit): LectorError {
  const facts = `[size=${size}, maxSize=${limit.maxSize}]`;
  if (!own.some(({ pins = [] }) => pins.length > 0)) {
    return new LectorError('internal', `one character is more than a pass of the engine takes ${facts}`);
  }
  const detail = 'a pinned reading is longer than the model speaks in one go at this speed';
  return new LectorError('invalid_text', `${detail} ${facts}`, { errors: [{ pointer: '/text', detail }] });
}

function clip(text: string, spans: readonly ReadSpan[], stretch: Stretch): readonly ReadSpan[] {
  return spans
    .map((span) => {
      const place = trim(text, Math.max(span.start, stretch.start), Math.min(span.end, stretch.end));
      const pins: readonly Pin[] = span.pins === undefined ? [] : pinsIn(span.pins, place);
      const { pins: _all, ...rest } = span;
      return { ...rest, ...place, ...(pins.length === 0 ? {} : { pins }) };
    })
    .filter((span) => span.start < span.end);
}

function extent(spans: readonly Stretch[]): Stretch {
  return { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
}
