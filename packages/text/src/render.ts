import type { Language } from '@lector/contract';
import type { DetectedSpan } from './detect/spans.js';
import { joinTokens, type WrittenWord } from './align-words.js';
import type { Stretch } from './stretch.js';
import { UNREAD, type LanguageRoom } from './languages/room.js';
import { MEANINGFUL } from './meaningful.js';
import type { SegmentLimit } from './plan-types.js';

/** A span read by its room; offsets are still UTF-16 indices. */
export interface RenderedSpan extends Stretch {
  readonly language: Language;
  readonly spoken: string;
  readonly ipa: string;
  /** What is heard of the text; `start` and `end` as of the span. */
  readonly words: readonly WrittenWord[];
  readonly rule: string;
  readonly size: number;
}

export interface Rendering {
  /** Absent when nothing of the span is heard. */
  readonly span: RenderedSpan | undefined;
  /** What the room has no reading for, in order; UTF-16 indices. */
  readonly unread: readonly Stretch[];
}

const SOUND = /[^\s,.!?;:]/u;
const NOTHING: Rendering = { span: undefined, unread: [] };

/** Lets the room of its language write a span out and pronounce it. */
export function renderSpan(
  text: string,
  span: DetectedSpan,
  rooms: ReadonlyMap<Language, LanguageRoom>,
  limit: SegmentLimit,
): Rendering {
  if (span.language === 'unknown') return NOTHING;
  const { start, end, language } = span;
  const room = rooms.get(language);
  if (room === undefined) return NOTHING;
  const source = text.slice(start, end);
  const tokens = room.normalise(source);
  const { spoken, written } = joinTokens(tokens);
  const { ipa, words: ipaWords } = room.toIpa(spoken);
  const unread = tokens
    .filter((token) => token.rule === UNREAD)
    .map((token) => ({ start: start + token.start, end: start + token.end }));
  // A span of letters without a sound is lost as a whole, whether the room says so or not.
  if (!SOUND.test(ipa)) return { span: undefined, unread: MEANINGFUL.test(source) ? [{ start, end }] : [] };
  const rules = new Set([span.rule, ...tokens.map((token) => token.rule).filter((rule) => rule !== '')]);
  const rule = [...rules].join('; ');
  const words = written(ipaWords).map((word) => ({ ...word, start: start + word.start, end: start + word.end }));
  const size = limit.size({ language, spoken, ipa });
  return { span: { start, end, language, spoken, ipa, words, rule, size }, unread };
}
