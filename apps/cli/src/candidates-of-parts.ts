import type { Candidate } from '@lector/contract';

/** Long texts are asked about in parts, and what the parts have is put together. */

export interface TextPart {
  readonly text: string;
  /** Code points before it. */
  readonly offset: number;
}

/** Cuts a text behind line ends into parts of at most so many code points; a longer line is cut where it must be. */
export function textParts(text: string, maxCharacters: number): readonly TextPart[] {
  const parts: TextPart[] = [];
  let characters: string[] = [];
  let offset = 0;
  const close = () => {
    if (characters.length > 0) parts.push({ text: characters.join(''), offset });
    offset += characters.length;
    characters = [];
  };
  for (const line of text.split(/(?<=\n)/u)) {
    const written = [...line];
    if (characters.length + written.length > maxCharacters) close();
    for (let at = 0; at < written.length; at += maxCharacters) {
      if (at > 0) close();
      characters = characters.concat(written.slice(at, at + maxCharacters));
    }
  }
  close();
  return parts.filter((part) => part.text.trim() !== '');
}

/** The same words of several parts as one, the most frequent first; `offset` is that in the whole. */
export function mergeCandidates(
  found: readonly { readonly part: TextPart; readonly candidates: readonly Candidate[] }[],
): readonly Candidate[] {
  const merged = new Map<string, Candidate>();
  for (const { part, candidates } of found) {
    for (const candidate of candidates) {
      const key = JSON.stringify([candidate.word, candidate.language, candidate.kind, candidate.reading]);
      const before = merged.get(key);
      merged.set(
        key,
        before === undefined
          ? { ...candidate, offset: part.offset + candidate.offset }
          : { ...before, count: before.count + candidate.count },
      );
    }
  }
  // Within one part the API has put them in order already; a sort keeps that among equals.
  return found.length < 2 ? [...merged.values()] : [...merged.values()].sort((a, b) => b.count - a.count);
}
