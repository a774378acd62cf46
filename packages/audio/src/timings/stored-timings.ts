import type { SentenceTiming, WordTiming } from './sentence-timing.js';

/**
 * Timings as they lie in the object store: a line of JSON for each sentence, written while a job is assembled and turned
 * into what a client asks for while it is read, so that a book of a hundred thousand words is never held at once. Times
 * are whole milliseconds, which is finer than any model tells them.
 */
interface StoredLine {
  /** Start and end in the text, then in the audio. */
  readonly at: Times;
  readonly text: string;
  readonly exact: boolean;
  readonly words: readonly Times[];
  readonly marks?: readonly (readonly [name: string, offset: number, ms: number])[];
}

type Times = readonly [start: number, end: number, startMs: number, endMs: number];

/** One sentence with its line end. */
export function writeTimingLine(sentence: SentenceTiming): string {
  const line: StoredLine = {
    at: stored(sentence),
    text: sentence.text,
    exact: sentence.precision === 'exact',
    words: sentence.words.map(stored),
    ...(sentence.marks === undefined
      ? {}
      : {
          marks: sentence.marks.map(({ name, offset, seconds }) => [name, offset, Math.round(seconds * 1000)] as const),
        }),
  };
  return `${JSON.stringify(line)}\n`;
}

/** Sentences of a stored object, in whatever chunks its bytes arrive. */
export async function* readTimingLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<SentenceTiming> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield sentenceOf(line);
  }
}

function sentenceOf(line: string): SentenceTiming {
  const { at, text, exact, words, marks } = JSON.parse(line) as StoredLine;
  const named = marks?.map(([name, offset, ms]) => ({ name, offset, seconds: ms / 1000 }));
  const precision = exact ? 'exact' : 'estimated';
  return { ...timing(at), text, precision, words: words.map(timing), ...(named === undefined ? {} : { marks: named }) };
}

function stored({ start, end, startSeconds, endSeconds }: WordTiming): Times {
  return [start, end, Math.round(startSeconds * 1000), Math.round(endSeconds * 1000)];
}

function timing([start, end, startMs, endMs]: Times): WordTiming {
  return { start, end, startSeconds: startMs / 1000, endSeconds: endMs / 1000 };
}
