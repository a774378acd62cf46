/**
 * The `Range` header of RFC 9110 for one range. Several ranges, other units and what does not parse are answered with
 * the whole audio, as the RFC allows: only a range that is understood and lies outside is an error.
 */
export type RangeAnswer =
  | { readonly kind: 'whole' }
  /** Inclusive ends. */
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'outside' };

export function parseRange(header: string | undefined, bytes: number): RangeAnswer {
  const match = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '');
  if (match === null) return { kind: 'whole' };
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return { kind: 'whole' };
  if (from === '') {
    // The last `to` bytes.
    const length = Number(to);
    if (length === 0 || bytes === 0) return { kind: 'outside' };
    return { kind: 'part', first: Math.max(bytes - length, 0), last: bytes - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return { kind: 'whole' };
  if (first >= bytes) return { kind: 'outside' };
  return { kind: 'part', first, last: Math.min(to === '' ? bytes - 1 : Number(to), bytes - 1) };
}

/**
 * Whether an `If-None-Match` names this entity tag: `*`, or a list compared weakly (RFC 9110, 13.1.2), because caches and
 * proxies that change the coding of an answer make its tag a weak one.
 * @param tag a strong one, in its quotes
 */
export function namesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  // Only whole tags, quotes included: what is between them may hold commas.
  return [...header.matchAll(/(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g)].some(([, opaque]) => opaque === tag);
}
