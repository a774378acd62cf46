/**
 * When a sentence and its words are heard. Offsets are code points of the text as submitted, half-open; seconds are of the
 * finished audio. Times never run backwards, neither inside a sentence nor from one to the next.
 */
export interface SentenceTiming {
  readonly start: number;
  readonly end: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** The text from `start` to `end`, a code point for each of the submitted; what no room speaks is spaces. */
  readonly text: string;
  readonly precision: TimingPrecision;
  /** Empty where only sentences are timed. */
  readonly words: readonly WordTiming[];
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
    readonly words: readonly { readonly start: number; readonly end: number }[];
  }[];
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
  { spans }: SegmentToTime,
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
  return sentences;
}

/** Inside a sentence two spans differ in language: in one, they were sentences that planning joined. */
function parts(last: Span, next: Span): boolean {
  return last.language === next.language && SENTENCE_END.test(last.source);
}

function textOf(spans: readonly Span[]): string {
  let text = '';
  let end = spans[0]?.start ?? 0;
  for (const span of spans) {
    text += ' '.repeat(Math.max(0, span.start - end)) + span.source;
    end = span.end;
  }
  return text;
}
