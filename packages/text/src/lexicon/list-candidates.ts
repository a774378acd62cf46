import type { Language, LexiconAlphabet } from '@lector/contract';
import type { Doubt } from '../languages/room.js';
import type { Frontend, PlanOptions } from '../plan.js';
import type { Segment } from '../plan-types.js';
import { isPinRule } from '../pins/pin.js';
import type { Steps } from '../steps.js';
import { countCodePoints } from '../text-limits.js';

/** A word of a text that may need an entry in a lexicon. */
export interface Candidate {
  readonly word: string;
  readonly language: Language;
  readonly kind: Doubt['kind'] | 'no_reading';
  /** How often it stands in the text with this reading. */
  readonly count: number;
  /** Code point where it first stands. */
  readonly offset: number;
  /** How it is read now, as an entry would have it; empty where it is not read. */
  readonly reading: string;
  readonly alphabet: LexiconAlphabet;
}

/** More than anybody listens to. */
export const CANDIDATES_MAX = 500;
/** Different words kept while a text is gone through. */
const KEPT_MAX = 20_000;

/** How likely a word of a kind is read wrongly: five that may be wrong come before one that is lost. */
const WEIGHT: Readonly<Record<Candidate['kind'], number>> = {
  no_reading: 5,
  unknown_word: 3,
  name: 3,
  polyphone: 1,
  abbreviation: 0.5,
};

/**
 * The words of a text that are read by guess, the most frequent and most doubtful first: names and words that no dictionary
 * holds, characters of several readings, initials said letter by letter, characters without a reading. What markup or a lexicon
 * fixes is none of them. The text is planned as for a job.
 * @throws LectorError as `Frontend.plan`
 */
export function* listCandidates(frontend: Frontend, text: string, options: PlanOptions): Steps<readonly Candidate[]> {
  const { segments } = yield* frontend.planInSteps(text, options);
  const found = new Map<string, Candidate>();
  const note = (candidate: Omit<Candidate, 'count'>): void => {
    const key = [candidate.language, candidate.kind, candidate.word, candidate.reading].join('\n');
    const before = found.get(key);
    if (before !== undefined) found.set(key, { ...before, count: before.count + 1 });
    else if (found.size < KEPT_MAX) found.set(key, { ...candidate, count: 1 });
  };
  for (const segment of segments) {
    yield;
    for (const lost of lostIn(segment, text)) note(lost);
    for (const span of segment.spans) {
      if (isPinRule(span.rule)) continue;
      const written = span.shown ?? span.source;
      for (const { start, end, kind, reading, alphabet } of frontend.doubts(span.language, written)) {
        const offset = span.start + countCodePoints(written.slice(0, start));
        note({ word: written.slice(start, end), language: span.language, kind, reading, alphabet, offset });
      }
    }
  }
  return [...found.values()]
    .sort((one, other) => other.count * WEIGHT[other.kind] - one.count * WEIGHT[one.kind] || one.offset - other.offset)
    .slice(0, CANDIDATES_MAX);
}

/** What no room has a reading for, word by word; in the language of the words around it. */
function lostIn({ spans, unread = [] }: Segment, text: string): readonly Omit<Candidate, 'count'>[] {
  const lost = unread.filter(({ reason }) => reason === 'no_reading');
  if (lost.length === 0) return [];
  // A plan tells of a hundred at most, so that this is done for as many segments at most.
  const points = Array.from(text);
  return lost.flatMap(({ start, end }) => {
    const language = (spans.find((span) => span.end > start) ?? spans.at(-1))?.language;
    if (language === undefined) return [];
    const written = points.slice(start, end).join('');
    return Array.from(written.matchAll(/[^\s\p{P}]+/gu), ({ 0: word, index }) => {
      const offset = start + countCodePoints(written.slice(0, index));
      return { word, language, kind: 'no_reading' as const, offset, reading: '', alphabet: 'ipa' as const };
    });
  });
}
