/**
 * When a sentence and its words are heard. Offsets are code points of the text as submitted, half-open; seconds are of the
 * finished audio. Times never run backwards, neither inside a sentence nor from one to the next.
 */
export interface SentenceTiming {
  readonly start: number;
  readonly end: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
  /**
   * The text from `start` to `end`, a code point for each of the submitted; what no room speaks is spaces, markup is U+2060,
   * which `visible` takes out.
   */
  readonly text: string;
  readonly precision: TimingPrecision;
  /** Empty where only sentences are timed. */
  readonly words: readonly WordTiming[];
  /** Named places in it, or beside it; absent where there are none. */
  readonly marks?: readonly MarkTiming[];
}

/** A named place of the text and when it is come to. */
export interface MarkTiming {
  readonly name: string;
  readonly offset: number;
  readonly seconds: number;
}

export interface WordTiming {
  readonly start: number;
  readonly end: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export type TimingPrecision = 'exact' | 'estimated';
export type TimingLevel = 'sentence' | 'word';

/** A segment of the plan, as far as it is needed here. */
export interface SegmentToTime {
  readonly spans: readonly {
    readonly start: number;
    readonly end: number;
    readonly language: string;
    readonly source: string;
    /** Without its markup, where it has some; see `Span` in `@lector/text`. */
    readonly shown?: string;
    readonly words: readonly { readonly start: number; readonly end: number }[];
  }[];
  readonly marks?: readonly { readonly name: string; readonly offset: number }[];
}

/** When its words are heard: seconds from the beginning of the segment's audio, for each word of each span. */
export interface SegmentTimes {
  readonly precision: TimingPrecision;
  readonly spans: readonly (readonly { readonly startSeconds: number; readonly endSeconds: number }[])[];
}

export interface SegmentPlace {
  /** Where the segment's audio begins in the whole, before any stretching. */
  readonly startSeconds: number;
  /** How much faster the whole is played than it was rendered; 1: as rendered. */
  readonly tempo: number;
  readonly level: TimingLevel;
}

type Span = SegmentToTime['spans'][number];

/** Ends a sentence when a span stops with it and the next begins in the same language. */
const SENTENCE_END = /[。｡！？!?．.…‥][)\]}»”’」』》〉】〕）］｝"'*_]*\s*$/u;

/**
 * The sentences of a segment. It is one, or a clause of a long one; but very short ones (`Yes. No.`) are spoken together
 * and are told apart here.
 */
export function sentenceTimings(
  { spans, marks = [] }: SegmentToTime,
  { precision, spans: times }: SegmentTimes,
  { startSeconds, tempo, level }: SegmentPlace,
): readonly SentenceTiming[] {
  const seconds = (inSegment: number) => (startSeconds + inSegment) / tempo;
  const timed = spans.map((span, index) => ({
    span,
    words: span.words.map(({ start, end }, at): WordTiming => {
      const time = times[index]?.[at] ?? { startSeconds: 0, endSeconds: 0 };
      return { start, end, startSeconds: seconds(time.startSeconds), endSeconds: seconds(time.endSeconds) };
    }),
  }));
  const sentences: SentenceTiming[] = [];
  let from = 0;
  for (let at = 1; at <= timed.length; at += 1) {
    const [last, next] = [timed[at - 1], timed[at]];
    if (last !== undefined && next !== undefined && !parts(last.span, next.span)) continue;
    const group = timed.slice(from, at);
    from = at;
    const words = group.flatMap((one) => one.words);
    const [first, final] = [words[0], words.at(-1)];
    if (first === undefined || final === undefined) continue;
    sentences.push({
      start: group[0]?.span.start ?? 0,
      end: group.at(-1)?.span.end ?? 0,
      startSeconds: first.startSeconds,
      endSeconds: final.endSeconds,
      text: textOf(group.map(({ span }) => span)),
      precision,
      words: level === 'word' ? words : [],
    });
  }
  return withMarks(
    sentences,
    marks,
    timed.flatMap(({ words }) => words),
  );
}

/** A mark is come to with the first word at or behind it, else at the end of what is heard. */
function withMarks(
  sentences: readonly SentenceTiming[],
  marks: NonNullable<SegmentToTime['marks']>,
  words: readonly WordTiming[],
): readonly SentenceTiming[] {
  if (marks.length === 0) return sentences;
  const timed = marks.map(({ name, offset }): MarkTiming => {
    const word = words.find(({ start }) => start >= offset);
    return { name, offset, seconds: word?.startSeconds ?? words.at(-1)?.endSeconds ?? 0 };
  });
  return sentences.map((sentence, index) => {
    const next = sentences[index + 1];
    const own = timed.filter(
      ({ offset }) => (index === 0 || offset >= sentence.start) && (next === undefined || offset < next.start),
    );
    return own.length === 0 ? sentence : { ...sentence, marks: own };
  });
}

/** A text as a reader should see it. */
export function visible(text: string): string {
  return text.replaceAll('\u2060', '');
}

/** Inside a sentence two spans differ in language: in one, they were sentences that planning joined. */
function parts(last: Span, next: Span): boolean {
  return last.language === next.language && SENTENCE_END.test(visible(last.shown ?? last.source));
}

function textOf(spans: readonly Span[]): string {
  let text = '';
  let end = spans[0]?.start ?? 0;
  for (const span of spans) {
    text += ' '.repeat(Math.max(0, span.start - end)) + (span.shown ?? span.source);
    end = span.end;
  }
  return text;
}
