import type { WrittenWord } from '../align-words.js';

/** The sound of a part of a text, where its edges are those of words or seams of them; undefined where a word is not to be cut there. */
export function ipaBetween(
  { words, ipa }: { readonly words: readonly WrittenWord[]; readonly ipa: string },
  start: number,
  end: number,
): string | undefined {
  const from = edge(words, start, 'start');
  const to = edge(words, end, 'end');
  return from === undefined || to === undefined || from >= to ? undefined : ipa.slice(from, to);
}

function edge(words: readonly WrittenWord[], at: number, side: 'start' | 'end'): number | undefined {
  const word = words.find(({ start, end }) => start <= at && at <= end && (side === 'start' ? at < end : start < at));
  if (word === undefined) return undefined;
  if (word[side] === at) return side === 'start' ? word.ipaStart : word.ipaEnd;
  return word.seams?.find((seam) => seam.at === at)?.ipaAt;
}
