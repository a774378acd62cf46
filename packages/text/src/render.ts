import type { Language } from '@lector/contract';
import type { DetectedSpan } from './detect/spans.js';
import type { Stretch } from './stretch.js';
import type { LanguageRoom } from './languages/room.js';
import type { SegmentLimit } from './plan-types.js';

/** A span read by its room; offsets are still UTF-16 indices. */
export interface RenderedSpan extends Stretch {
  readonly language: Language;
  readonly spoken: string;
  readonly ipa: string;
  readonly rule: string;
  readonly size: number;
}

const SOUND = /[^\s,.!?;:]/u;

/** Lets the room of its language write a span out and pronounce it; undefined when nothing of it is heard. */
export function renderSpan(
  text: string,
  span: DetectedSpan,
  rooms: ReadonlyMap<Language, LanguageRoom>,
  limit: SegmentLimit,
): RenderedSpan | undefined {
  if (span.language === 'unknown') return undefined;
  const { start, end, language } = span;
  const room = rooms.get(language);
  if (room === undefined) return undefined;
  const tokens = room.normalise(text.slice(start, end));
  const spoken = tokens
    .map((token) => token.spoken)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
  const ipa = room.toIpa(spoken).trim();
  if (!SOUND.test(ipa)) return undefined;
  const rules = new Set([span.rule, ...tokens.map((token) => token.rule).filter((rule) => rule !== '')]);
  return {
    start,
    end,
    language,
    spoken,
    ipa,
    rule: [...rules].join('; '),
    size: limit.size({ language, spoken, ipa }),
  };
}
