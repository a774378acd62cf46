import type { Doubt, SpokenToken } from '../room.js';

const KINDS: ReadonlyMap<string, Doubt['kind']> = new Map([
  ['hanja', 'polyphone'],
  ['latin', 'unknown_word'],
  ['acronym', 'abbreviation'],
]);

/** Hanja are read by a table, Latin letters by name or by ear; Hangul is written as it is said. */
export function doubtsIn(tokens: readonly SpokenToken[]): readonly Doubt[] {
  const found: Doubt[] = [];
  for (const { start, end, spoken, rule } of tokens) {
    const kind = KINDS.get(rule);
    const reading = spoken.trim();
    if (kind === undefined || !/^[가-힣\s]+$/u.test(reading)) continue;
    const last = found.at(-1);
    // A word in hanja is a token for each character.
    if (kind === 'polyphone' && last?.kind === kind && last.end === start) {
      found[found.length - 1] = { ...last, end, reading: last.reading + reading };
    } else found.push({ start, end, kind, reading, alphabet: 'x-hangul' });
  }
  return found;
}
