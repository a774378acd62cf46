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
  const found = new Map<string, Noted>();
  /** How often a character stands in the words of a language, however it is read there. */
  const characters = new Map<string, number>();
  const note = (noted: Noted): void => {
    const key = [keyOf(noted), noted.phrase?.word].join('\n');
    const before = found.get(key);
    if (before !== undefined) found.set(key, { ...before, count: before.count + 1 });
    else if (found.size < KEPT_MAX) found.set(key, noted);
  };
  for (const segment of segments) {
    yield;
    for (const lost of lostIn(segment, text)) note({ ...lost, count: 1 });
    for (const { language, rule, shown, source, start: at } of segment.spans) {
      if (isPinRule(rule)) continue;
      const written = shown ?? source;
      for (const { start, end, kind, reading, alphabet, phrase } of frontend.doubts(language, written)) {
        const place = (from: number, to: number): Pick<Candidate, 'word' | 'offset'> => ({
          word: written.slice(from, to),
          offset: at + countCodePoints(written.slice(0, from)),
        });
        const around = phrase && { ...place(phrase.start, phrase.end), reading: phrase.reading };
        note({ ...place(start, end), language, kind, reading, alphabet, count: 1, ...(around && { phrase: around }) });
      }
      for (const character of written) {
        const key = `${language} ${character}`;
        characters.set(key, (characters.get(key) ?? 0) + 1);
      }
    }
  }
  return proposals([...found.values()], characters)
    .sort((one, other) => other.count * WEIGHT[other.kind] - one.count * WEIGHT[one.kind] || one.offset - other.offset)
    .slice(0, CANDIDATES_MAX);
}

/** A candidate with the phrase that takes its place where its one character is read in several ways. */
interface Noted extends Candidate {
  readonly phrase?: Pick<Candidate, 'word' | 'offset' | 'reading'>;
}

function keyOf({ language, kind, word, reading }: Candidate): string {
  return [language, kind, word, reading].join('\n');
}

/**
 * What is proposed: put back as an entry it must change nothing that is heard. An entry for a character would hold for each of
 * its places, so that one that stands elsewhere too is proposed with the word beside it.
 */
function proposals(noted: readonly Noted[], characters: ReadonlyMap<string, number>): Candidate[] {
  const totals = new Map<string, number>();
  for (const one of noted) totals.set(keyOf(one), (totals.get(keyOf(one)) ?? 0) + one.count);
  const merged = new Map<string, Candidate>();
  for (const { phrase, ...one } of noted) {
    const elsewhere = (characters.get(`${one.language} ${one.word}`) ?? 0) > (totals.get(keyOf(one)) ?? 0);
    const proposed = phrase !== undefined && elsewhere ? { ...one, ...phrase } : one;
    const before = merged.get(keyOf(proposed));
    const counted = before === undefined ? proposed : { ...before, count: before.count + proposed.count };
    merged.set(keyOf(proposed), counted);
  }
  // Of a phrase that is read in two ways no entry could say both.
  const readings = new Map<string, Set<string>>();
  for (const { language, word, reading } of merged.values()) {
    const key = `${language} ${word}`;
    readings.set(key, (readings.get(key) ?? new Set()).add(reading));
  }
  return [...merged.values()].filter(({ language, word }) => {
    const several = (readings.get(`${language} ${word}`)?.size ?? 0) > 1;
    return !several || [...word].length === 1;
  });
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
