import type { SpokenToken } from '../../room.js';

/**
 * What the shape of a stretch decides before numerals and signs are looked for: an address, a number plate, Markdown.
 * `pattern` is global and bounded, so that a text of nothing but its first characters still is read in linear time.
 */
export interface Finder {
  readonly pattern: RegExp;
  /** The tokens of a match; empty where it is none after all. Indices are those of the source. */
  readonly read: (match: RegExpExecArray, source: string) => readonly SpokenToken[];
}

/** A finder whose match is one token. */
export function whole(pattern: RegExp, rule: string, say: (match: RegExpExecArray, source: string) => string): Finder {
  return { pattern, read: (match, source) => [token(match.index, match[0], say(match, source), rule)] };
}

export function token(start: number, written: string, spoken: string, rule: string): SpokenToken {
  return { start, end: start + written.length, spoken, rule };
}

/** All that the finders claim, in order and without overlap: the earlier start wins, then those claimed before, then the earlier finder. */
export function claimsOf(
  source: string,
  finders: readonly Finder[],
  before: readonly SpokenToken[] = [],
): readonly SpokenToken[] {
  const found: { readonly claim: SpokenToken; readonly rank: number }[] = before.map((claim) => ({ claim, rank: -1 }));
  for (const [rank, { pattern, read }] of finders.entries()) {
    for (const match of source.matchAll(pattern)) for (const claim of read(match, source)) found.push({ claim, rank });
  }
  found.sort((a, b) => a.claim.start - b.claim.start || a.rank - b.rank);
  const claims: SpokenToken[] = [];
  let at = 0;
  for (const { claim } of found) {
    if (claim.start < at) continue;
    claims.push(claim);
    at = claim.end;
  }
  return claims;
}
