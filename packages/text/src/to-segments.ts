import { codePointOffsets } from './code-points.js';
import type { PlanMark, PlanNote, Segment, Span } from './plan-types.js';
import type { Reading, SpeakingStyle } from './reading/reading.js';
import type { RenderedSpan } from './render.js';
import { askedPause, leastPause } from './segment/cut-sentences.js';
import type { Piece } from './segment/fit.js';
import { STEP, type Steps } from './steps.js';
import { placeNotes, type Unread } from './unread.js';

export interface PlannedPiece {
  readonly piece: Piece;
  /** The usual silence behind it. */
  readonly pauseMs: number;
}

/**
 * Pieces of the text that is read become segments of the text as submitted: indices become its code points, and pauses,
 * voices, marks and notes of the markup find their segment. Nothing follows the last, so it has no pause but one asked for.
 */
export function* toSegments(
  reading: Reading,
  planned: readonly PlannedPiece[],
  unread: readonly Unread[],
): Steps<readonly Segment[]> {
  const { cuts } = reading;
  const offsetOf = codePointOffsets(reading.source);
  const styleOf = stylesInOrder(reading);
  const marks = placeMarks(reading, planned);
  const segments: Segment[] = [];
  for (const [index, { piece, pauseMs }] of planned.entries()) {
    if (index % STEP === STEP - 1) yield;
    const spans = piece.spans.map((span) => toSpan(span, reading, offsetOf));
    const next = planned[index + 1];
    const until = next?.piece.cutsBefore ?? cuts.length;
    const usual = next === undefined ? 0 : Math.max(pauseMs, leastPause(cuts, piece.cutsBefore, until));
    const leadMs = index === 0 ? (askedPause(cuts, 0, piece.cutsBefore) ?? 0) : 0;
    const { voice, rate, gain } = styleOf(piece);
    const own = marks.get(index);
    segments.push({
      index,
      start: spans[0]?.start ?? 0,
      end: spans.at(-1)?.end ?? 0,
      spans,
      pauseMs: askedPause(cuts, piece.cutsBefore, until) ?? usual,
      ...(leadMs === 0 ? {} : { leadMs }),
      ...(voice === undefined ? {} : { voice }),
      ...(rate === 1 ? {} : { rate }),
      ...(gain === 1 ? {} : { gain }),
      ...(own === undefined ? {} : { marks: own }),
    });
  }
  return placeNotes(segments, notesOf(reading, unread));
}

function toSpan(
  { start, end, outer, language, spoken, ipa, words, rule }: RenderedSpan,
  { source, map }: Reading,
  offsetOf: (index: number) => number,
): Span {
  const from = Math.min(map.start(start), outer?.start ?? Infinity);
  const to = Math.max(map.end(end), outer?.end ?? 0);
  const shown = map.identical ? undefined : map.shown(from, to);
  const written = source.slice(from, to);
  // In rising order, which `offsetOf` walks once.
  const startOffset = offsetOf(from);
  const placed = words.map((word) => ({
    start: offsetOf(map.start(word.start)),
    end: offsetOf(map.end(word.end)),
    ipaStart: word.ipaStart,
    ipaEnd: word.ipaEnd,
  }));
  return {
    start: startOffset,
    words: placed,
    end: offsetOf(to),
    language,
    source: written,
    ...(shown === undefined || shown === written ? {} : { shown }),
    spoken,
    ipa,
    rule,
  };
}

/** The style of pieces asked for in order. */
function stylesInOrder({ styles }: Reading): (piece: Piece) => SpeakingStyle {
  let at = 0;
  return ({ start }) => {
    while ((styles[at + 1]?.at ?? Infinity) <= start) at += 1;
    return styles[at]?.style ?? { rate: 1, gain: 1 };
  };
}

/** Marks by the index of their segment: a mark between two goes with the one behind, unless a pause stands after it. */
function placeMarks(reading: Reading, planned: readonly PlannedPiece[]): ReadonlyMap<number, readonly PlanMark[]> {
  const placed = new Map<number, PlanMark[]>();
  const offsetOf = codePointOffsets(reading.source);
  let index = 0;
  for (const { name, at, source, cutsBefore } of reading.marks) {
    while ((planned[index]?.piece.end ?? Infinity) <= at) index += 1;
    const next = planned[index]?.piece;
    const paused = askedPause(reading.cuts, cutsBefore, next?.cutsBefore ?? cutsBefore) !== undefined;
    const own = Math.min(planned.length - 1, Math.max(0, paused ? index - 1 : index));
    const marks = placed.get(own) ?? [];
    marks.push({ name, offset: offsetOf(source) });
    placed.set(own, marks);
  }
  return placed;
}

/** What rooms could not read and what markup asked for in vain, in order, in code points. */
function notesOf({ source, map, notes }: Reading, unread: readonly Unread[]): readonly PlanNote[] {
  const offsetOf = codePointOffsets(source);
  const lost = unread.map(({ start, end, reason }) => ({ start: map.start(start), end: map.end(end), reason }));
  return [...lost, ...notes]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, reason }) => ({ start: offsetOf(start), end: offsetOf(end), reason }));
}
