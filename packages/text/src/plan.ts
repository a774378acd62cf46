import { LectorError, type EmojiReading, type Language, type TextFormat } from '@lector/contract';
import { tellLoneEmoji } from './emoji/lone-emoji.js';
import { sayEmoji } from './emoji/say-emoji.js';
import { sayForeign } from './foreign/say-foreign.js';
import { createRooms } from './languages/registry.js';
import type { Dictionaries, Doubt } from './languages/room.js';
import type { Plan, SegmentLimit } from './plan-types.js';
import type { Pin } from './pins/pin.js';
import { textOf, withPins, type PinFinder } from './pins/with-pins.js';
import { detectReading, type ReadParagraph } from './reading/detect-reading.js';
import { readSubmitted } from './reading/read-submitted.js';
import { toSegments, type PlannedPiece } from './to-segments.js';
import { createCutter } from './segment/cut-sentences.js';
import { pauseAfter, pauseAfterParagraph } from './segment/pauses.js';
import { joinedLines } from './segment/dialogue.js';
import { createSentenceFitter, type Piece } from './segment/fit.js';
import { mergeTiny } from './segment/merge.js';
import { runToEnd, type Steps } from './steps.js';
import { checkLanguages, createSurveyor } from './survey.js';
import { checkText, countCodePoints } from './text-limits.js';
import { createUnreadLog } from './unread.js';

export interface PlanOptions {
  /** What ambiguous text is read as; `auto` decides from the text. */
  readonly language: 'auto' | Language;
  /** How the text is written; `plain` when absent. */
  readonly format?: TextFormat;
  /** What one pass of the engine takes. */
  readonly limit: SegmentLimit;
  /** What is pinned beside the markup's own: lexicons. */
  readonly findPins?: PinFinder;
  /** Whether emoji are read by their names or not at all; `drop` when absent. */
  readonly emoji?: EmojiReading;
  /** Languages the deployment has a voice for; all that have a room when absent. */
  readonly available?: readonly Language[];
}

export interface Frontend {
  /**
   * Plans a text: what is spoken, in which language, how, and with which pauses. Pure and linear.
   * @throws LectorError `invalid_text`, `empty_text`, `invalid_ssml`, `invalid_markup`, `language_unavailable`; pointers
   * are `/text` however the text is written
   */
  plan(text: string, options: PlanOptions): Plan;
  /**
   * The same in steps of a few milliseconds, whatever the text: a caller that must not block (a worker renewing its locks,
   * an API answering others) lets other work run between them.
   */
  planInSteps(text: string, options: PlanOptions): Steps<Plan>;
  /** Words of the text of a span that are read by guess; none where its room does not tell. */
  doubts(language: Language, source: string): readonly Doubt[];
}

/** The text frontend. Dictionaries are handed in; `text` reads no files. */
export function createFrontend(dictionaries: Dictionaries): Frontend {
  const rooms = sayForeign(createRooms(dictionaries));
  const isReading = (word: string, kana: string, inside?: boolean): boolean =>
    [...rooms.values()].some((room) => room.isReading?.(word, kana, inside) === true);

  let naming: typeof rooms | undefined;

  function* planInSteps(text: string, options: PlanOptions): Steps<Plan> {
    checkText(text, options.format);
    const { limit } = options;
    const available = [...rooms.keys()].filter((language) => options.available?.includes(language) ?? true);

    const submitted = yield* readSubmitted(text, options.format, isReading);
    const reading = yield* withPins(submitted, options.findPins);
    const paragraphs: ReadParagraph[] = [];
    const surveyor = createSurveyor(reading);
    for (const detected of detectReading(reading, options.language)) {
      if (detected !== undefined) {
        yield* surveyor.add(detected);
        paragraphs.push(detected);
      }
      yield;
    }
    checkLanguages(yield* surveyor.survey(), available);

    const named = options.emoji === 'name';
    // The names are some thousands; who never asks for them does without.
    if (named) naming ??= sayEmoji(rooms);
    const told = named ? tellLoneEmoji(reading.text, paragraphs) : paragraphs;

    const unread = createUnreadLog();
    const read = textOf(reading, heldPins(paragraphs));
    const speaking = (named ? naming : undefined) ?? rooms;
    const fit = createSentenceFitter(read, speaking, limit, (lost) => unread.add(lost));
    const cut = createCutter(reading);
    const planned: (PlannedPiece & { readonly line: boolean })[] = [];
    for (const { paragraph, sentences } of told) {
      const pieces: Piece[] = [];
      for (const sentence of sentences) {
        for (const part of cut(sentence)) {
          // Not spread: an endless sentence has more pieces than a call takes arguments.
          for (const piece of yield* fit(part)) pieces.push(piece);
        }
      }
      const merged = [...mergeTiny(pieces, limit)];
      const [first] = merged;
      const before = planned.at(-1);
      const line =
        first && before && !paragraph.heading && before.line
          ? joinedLines(read, before.piece, first, limit)
          : undefined;
      if (line !== undefined) {
        planned.pop();
        merged[0] = line;
      }
      for (const [index, piece] of merged.entries()) {
        const last = index === merged.length - 1;
        const pauseMs = last ? pauseAfterParagraph(paragraph) : pauseAfter(read, piece.start, piece.end);
        planned.push({ piece, pauseMs, line: last && !paragraph.heading });
      }
    }
    if (planned.length === 0) {
      throw new LectorError('empty_text', `nothing in the text is spoken [codePoints=${countCodePoints(text)}]`, {
        errors: [{ pointer: '/text', detail: 'holds nothing that is spoken' }],
      });
    }
    return { version: 1, segments: yield* toSegments(reading, planned, unread.list) };
  }

  return {
    planInSteps,
    plan: (text, options) => runToEnd(planInSteps(text, options)),
    doubts: (language, source) => rooms.get(language)?.doubts?.(source) ?? [],
  };
}

function* heldPins(paragraphs: readonly ReadParagraph[]): Generator<Pin, void> {
  for (const { sentences } of paragraphs) {
    for (const { spans } of sentences) for (const { pins = [] } of spans) yield* pins;
  }
}
