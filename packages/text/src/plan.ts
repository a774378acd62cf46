import { LectorError, type Language } from '@lector/contract';
import { codePointOffsets } from './code-points.js';
import { detectText, type DetectedParagraph } from './detect/detect-text.js';
import { createRooms } from './languages/registry.js';
import type { Dictionaries } from './languages/room.js';
import { withoutTags } from './markup.js';
import type { Plan, Segment, SegmentLimit } from './plan-types.js';
import { pauseAfter, pauseAfterParagraph } from './segment/pauses.js';
import { createSentenceFitter, type Piece } from './segment/fit.js';
import { mergeTiny } from './segment/merge.js';
import { runToEnd, STEP, type Steps } from './steps.js';
import { checkLanguages, createSurveyor } from './survey.js';
import { checkText, countCodePoints } from './text-limits.js';
import { createUnreadLog, placeUnread } from './unread.js';

export interface PlanOptions {
  /** What ambiguous text is read as; `auto` decides from the text. */
  readonly language: 'auto' | Language;
  /** What one pass of the engine takes. */
  readonly limit: SegmentLimit;
  /** Languages the deployment has a voice for; all that have a room when absent. */
  readonly available?: readonly Language[];
}

export interface Frontend {
  /**
   * Plans a text: what is spoken, in which language, how, and with which pauses. Pure and linear.
   * @throws LectorError `invalid_text`, `empty_text`, `language_unavailable`
   */
  plan(text: string, options: PlanOptions): Plan;
  /**
   * The same in steps of a few milliseconds, whatever the text: a caller that must not block (a worker renewing its locks,
   * an API answering others) lets other work run between them.
   */
  planInSteps(text: string, options: PlanOptions): Steps<Plan>;
}

/** The text frontend. Dictionaries are handed in; `text` reads no files. */
export function createFrontend(dictionaries: Dictionaries): Frontend {
  const rooms = createRooms(dictionaries);

  function* planInSteps(text: string, options: PlanOptions): Steps<Plan> {
    checkText(text);
    const { limit } = options;
    const available = [...rooms.keys()].filter((language) => options.available?.includes(language) ?? true);

    // Index for index the submitted text, so that all offsets are those of the latter.
    const readable = yield* withoutTags(text);
    const paragraphs: DetectedParagraph[] = [];
    const surveyor = createSurveyor(text);
    for (const detected of detectText(readable, options.language)) {
      if (detected !== undefined) {
        yield* surveyor.add(detected);
        paragraphs.push(detected);
      }
      yield;
    }
    checkLanguages(surveyor.survey(), available);

    const unread = createUnreadLog();
    const fit = createSentenceFitter(readable, rooms, limit, (lost) => unread.add(lost));
    const planned: { piece: Piece; pauseMs: number }[] = [];
    for (const { paragraph, sentences } of paragraphs) {
      const pieces: Piece[] = [];
      for (const sentence of sentences) {
        // Not spread: an endless sentence has more pieces than a call takes arguments.
        for (const piece of yield* fit(sentence)) pieces.push(piece);
      }
      const merged = mergeTiny(pieces, limit);
      for (const [index, piece] of merged.entries()) {
        const last = index === merged.length - 1;
        const pauseMs = last ? pauseAfterParagraph(paragraph) : pauseAfter(readable, piece.start, piece.end);
        planned.push({ piece, pauseMs });
      }
    }
    if (planned.length === 0) {
      throw new LectorError('empty_text', `nothing in the text is spoken [codePoints=${countCodePoints(text)}]`, {
        errors: [{ pointer: '/text', detail: 'holds nothing that is spoken' }],
      });
    }
    const segments = yield* toSegments(text, planned);
    const offsetOf = codePointOffsets(text);
    const lost = unread.stretches.map(({ start, end }) => ({ start: offsetOf(start), end: offsetOf(end) }));
    return { version: 1, segments: placeUnread(segments, lost) };
  }

  return {
    planInSteps,
    plan: (text, options) => runToEnd(planInSteps(text, options)),
  };
}

/** Indices become code points, pieces become segments; nothing follows the last, so it has no pause. */
function* toSegments(text: string, planned: readonly { piece: Piece; pauseMs: number }[]): Steps<readonly Segment[]> {
  const offsetOf = codePointOffsets(text);
  const segments: Segment[] = [];
  for (const [index, { piece, pauseMs }] of planned.entries()) {
    if (index % STEP === STEP - 1) yield;
    const spans = piece.spans.map(({ start, end, language, spoken, ipa, words, rule }) => ({
      start: offsetOf(start),
      // In rising order, which `offsetOf` walks once.
      words: words.map((word) => ({ ...word, start: offsetOf(word.start), end: offsetOf(word.end) })),
      end: offsetOf(end),
      language,
      source: text.slice(start, end),
      spoken,
      ipa,
      rule,
    }));
    segments.push({
      index,
      start: spans[0]?.start ?? 0,
      end: spans.at(-1)?.end ?? 0,
      spans,
      pauseMs: index === planned.length - 1 ? 0 : pauseMs,
    });
  }
  return segments;
}
