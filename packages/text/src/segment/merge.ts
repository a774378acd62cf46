import type { SegmentLimit } from '../plan-types.js';
import type { Piece } from './fit.js';

/**
 * A model mumbles when it is given a single word (`Yes.`): there is too little to take its prosody from. Such a piece
 * joins its neighbour. Everything else stays alone: progress, resuming and reuse go by segments.
 */
const TINY_SIZE = 24;

/** Joins tiny pieces of one paragraph with the piece before or after, in the same language and up to the target size. */
export function mergeTiny(pieces: readonly Piece[], limit: SegmentLimit): readonly Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    const joined = last !== undefined && (isTiny(last) || isTiny(piece)) ? joinedPieces(last, piece, limit) : undefined;
    if (joined === undefined) merged.push(piece);
    else merged[merged.length - 1] = joined;
  }
  return merged;
}

function isTiny(piece: Piece): boolean {
  return piece.size < TINY_SIZE;
}

/** Two neighbours as one piece; undefined where they do not join. */
export function joinedPieces(last: Piece, next: Piece, limit: SegmentLimit): Piece | undefined {
  if (!joins(last, next, limit)) return undefined;
  return { ...last, end: next.end, spans: [...last.spans, ...next.spans], size: last.size + next.size };
}

/** Across languages nothing is joined: each side has its own style of voice. Nor across a pause or change of voice asked for. */
function joins(last: Piece, next: Piece, limit: SegmentLimit): boolean {
  if (last.cutsBefore !== next.cutsBefore) return false;
  if (last.size + next.size > Math.floor(Math.min(limit.targetSize, limit.maxSize) * last.share)) return false;
  return last.spans.at(-1)?.language === next.spans[0]?.language;
}
