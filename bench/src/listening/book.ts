import type { Segment } from '@lector/text';
import { errorRate, type Count, type Judgement, type RunHead } from './result.js';
import type { ExpectedSpan, SentenceLanguage } from './sentences.js';

/**
 * Lines of real books read back: what is judged, what is kept of it, and which are the worst. A result names the lines by their
 * place and holds the words of the worst alone: a book is its author's. Pure.
 */

/** Content of `models/eval/results/book.json`. */
export interface BookResult extends RunHead {
  readonly books: readonly {
    /** Of its file, without the ending. */
    readonly name: string;
    readonly codePoints: number;
    readonly segments: number;
  }[];
  readonly lines: readonly LineJudged[];
  readonly worst: readonly WorstLine[];
}

/** One segment of a book's plan as it was heard. */
export interface LineJudged extends Count {
  /** `NAME-INDEX`, the index of the segment in the plan. */
  readonly id: string;
  readonly book: string;
  readonly voice: string;
  /** Code points of the book. */
  readonly start: number;
  readonly end: number;
  readonly seconds: number;
  /** By language of what is said. */
  readonly parts: readonly (Count & { readonly language: string })[];
  readonly failed?: string;
}

export interface WorstLine {
  readonly id: string;
  readonly voice: string;
  readonly rate: number;
  readonly text: string;
  readonly spoken: string;
  readonly ipa: string;
  readonly heard: string;
}

/** A segment to be spoken and heard. */
export interface BookLine {
  readonly id: string;
  readonly book: string;
  readonly segment: Segment;
  readonly text: string;
  readonly language: SentenceLanguage;
  /** Where it is in several languages. */
  readonly spans?: readonly ExpectedSpan[];
}

/** @param characters the code points of the whole book */
export function bookLine(book: string, characters: readonly string[], segment: Segment): BookLine {
  const spans: ExpectedSpan[] = [];
  // Neighbours of one language are heard as one: sentences that planning joined.
  for (const { language, source } of segment.spans) {
    const last = spans.at(-1);
    if (last?.language === language) spans[spans.length - 1] = { language, expected: last.expected + source };
    else spans.push({ language, expected: source });
  }
  const [first] = spans;
  const several = spans.length > 1;
  return {
    id: `${book}-${segment.index}`,
    book,
    segment,
    text: characters.slice(segment.start, segment.end).join(''),
    language: several ? 'mixed' : (first?.language ?? 'en'),
    ...(several ? { spans } : {}),
  };
}

/** What is kept of a line. */
export function judgedLine(
  { id, book, segment: { start, end }, language }: BookLine,
  voice: string,
  { errors, units, seconds, spans }: Judgement,
  failed: string | undefined,
): LineJudged {
  const parts = spans?.map((span) => ({ language: span.language, errors: span.errors, units: span.units })) ?? [
    { language, errors, units },
  ];
  return { id, book, voice, start, end, seconds, errors, units, parts, ...(failed === undefined ? {} : { failed }) };
}

/** A recogniser gets a lone word wrong whoever says it: shorter lines are not among the worst. */
const WORST_UNITS = 5;

/** The lines with the largest share of errors, with all that explains them. */
export function worstLines(
  judged: readonly { readonly line: BookLine; readonly kept: LineJudged; readonly judgement: Judgement }[],
  count: number,
): readonly WorstLine[] {
  return judged
    .filter(({ kept }) => kept.units >= WORST_UNITS)
    .map((one) => ({ ...one, rate: errorRate([one.kept]) }))
    .sort((a, b) => b.rate - a.rate || b.kept.errors - a.kept.errors || (a.line.id < b.line.id ? -1 : 1))
    .slice(0, count)
    .map(({ line: { id, text, segment }, kept, judgement, rate }) => ({
      id,
      voice: kept.voice,
      rate,
      text,
      spoken: segment.spans.map(({ spoken }) => spoken).join(' '),
      ipa: segment.spans.map(({ ipa }) => ipa).join(' '),
      heard:
        kept.failed ?? judgement.hypothesis ?? (judgement.spans ?? []).map(({ hypothesis }) => hypothesis).join(' | '),
    }));
}
