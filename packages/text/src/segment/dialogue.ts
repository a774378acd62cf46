import type { SegmentLimit } from '../plan-types.js';
import type { Piece } from './fit.js';
import { joinedPieces } from './merge.js';

/**
 * Lines of dialogue of a word or two (`「はい。」`, `“No.”`) are lines of their own, and a model mumbles them. Such a line is spoken
 * with the one before or after it: the pause between them is that of the stop in between. Other short lines (headings, entries of a
 * list, verse) stay alone, as people pause at them for longer.
 */

/** Some seven sounds with their marks: below this what was spoken was often not understood. */
const MUMBLED_SIZE = 12;

const OPENS_SPEECH = /^[“„«»‘「『《〈"—―–]/u;
const STOPPED = /[,.!?;:]$/u;
const WIDE_END = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}][」』”’》〉"]*$/u;

/** Two lines that follow each other as one piece; undefined where they stay two. */
export function joinedLines(text: string, last: Piece, next: Piece, limit: SegmentLimit): Piece | undefined {
  if (last.size >= MUMBLED_SIZE && next.size >= MUMBLED_SIZE) return undefined;
  if (!isSpeech(text, last) || !isSpeech(text, next)) return undefined;
  return joinedPieces(stopped(last, limit), next, limit);
}

function isSpeech(text: string, { start }: Piece): boolean {
  return OPENS_SPEECH.test(text.slice(start, start + 1));
}

/** A line without a stop would run into the next. */
function stopped(piece: Piece, limit: SegmentLimit): Piece {
  const last = piece.spans.at(-1);
  if (last === undefined || STOPPED.test(last.ipa)) return piece;
  const { language } = last;
  const spoken = `${last.spoken}${WIDE_END.test(last.spoken) ? '。' : '.'}`;
  const ipa = `${last.ipa}.`;
  const size = limit.size({ language, spoken, ipa });
  const span = { ...last, spoken, ipa, size, rule: `${last.rule}; line:stop` };
  return { ...piece, spans: [...piece.spans.slice(0, -1), span], size: piece.size - last.size + size };
}
