import { LectorError, type Language } from '@lector/contract';
import { codePointOffsets } from './code-points.js';
import { detectText, type DetectedParagraph } from './detect/detect-text.js';
import { createRooms } from './languages/registry.js';
import type { Dictionaries } from './languages/room.js';
import type { Plan, Segment, SegmentLimit } from './plan-types.js';
import { pauseAfter, pauseAfterParagraph } from './segment/pauses.js';
import { createSentenceFitter, type Piece } from './segment/fit.js';
import { mergeTiny } from './segment/merge.js';
import { runToEnd, type Steps } from './steps.js';
import { checkLanguages, createSurveyor } from './survey.js';
import { checkText, countCodePoints } from './text-limits.js';

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
   * The same, a sentence at a time or less: a caller that must not block (a worker renewing its locks) lets other work run
   * between the steps.
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

    const paragraphs: DetectedParagraph[] = [];
    const surveyor = createSurveyor(text);
    for (const detected of detectText(text, options.language)) {
      if (detected !== undefined) {
        yield* surveyor.add(detected);
        paragraphs.push(detected);
      }
      yield;
    }
    checkLanguages(surveyor.survey(), available);

    const fit = createSentenceFitter(text, rooms, limit);
    const planned: { piece: Piece; pauseMs: number }[] = [];
    for (const { paragraph, sentences } of paragraphs) {
      const pieces: Piece[] = [];
      for (const sentence of sentences) {
        pieces.push(...fit(sentence));
        yield;
      }
      const merged = mergeTiny(pieces, limit);
      for (const [index, piece] of merged.entries()) {
        const last = index === merged.length - 1;
        const pauseMs = last ? pauseAfterParagraph(paragraph) : pauseAfter(text, piece.start, piece.end);
        planned.push({ piece, pauseMs });
      }
    }
    if (planned.length === 0) {
      throw new LectorError('empty_text', `nothing in the text is spoken [codePoints=${countCodePoints(text)}]`, {
        errors: [{ pointer: '/text', detail: 'holds nothing that is spoken' }],
      });
    }
    return { version: 1, segments: toSegments(text, planned) };
  }

  return {
    planInSteps,
    plan: (text, options) => runToEnd(planInSteps(text, options)),
  };
}

/** Indices become code points, pieces become segments; nothing follows the last, so it has no pause. */
function toSegments(text: string, planned: readonly { piece: Piece; pauseMs: number }[]): readonly Segment[] {
  const offsetOf = codePointOffsets(text);
  return planned.map(({ piece, pauseMs }, index) => {
    const spans = piece.spans.map(({ start, end, language, spoken, ipa, rule }) => ({
      start: offsetOf(start),
      end: offsetOf(end),
      language,
      source: text.slice(start, end),
      spoken,
      ipa,
      rule,
    }));
    return {
      index,
      start: spans[0]?.start ?? 0,
      end: spans.at(-1)?.end ?? 0,
      spans,
      pauseMs: index === planned.length - 1 ? 0 : pauseMs,
    };
  });
}
