import type { SentenceTiming } from './sentence-timing.js';

/** A sentence whose words are those of the text at its spaces (or each character, where it has none), a second each. */
export function sentence(text: string, startSeconds = 0, secondsPerWord = 1, start = 0): SentenceTiming {
  const pattern = text.includes(' ') ? /[\p{L}\p{N}’&<>/]+/gu : /\p{L}/gu;
  const words = [...text.matchAll(pattern)].map(({ 0: word, index }, at) => {
    const from = start + Array.from(text.slice(0, index)).length;
    const startsAt = startSeconds + at * secondsPerWord;
    return { start: from, end: from + [...word].length, startSeconds: startsAt, endSeconds: startsAt + secondsPerWord };
  });
  return {
    start,
    end: start + [...text].length,
    startSeconds,
    endSeconds: words.at(-1)?.endSeconds ?? startSeconds,
    text,
    precision: 'exact',
    words,
  };
}

/** As they come from a store. */
export async function* all<T>(...values: readonly T[]): AsyncGenerator<T> {
  await Promise.resolve();
  yield* values;
}

export async function collected<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}
