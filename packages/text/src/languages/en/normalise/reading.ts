/** What a recogniser makes of the text at one place. */
export interface Reading {
  /** End of the stretch it covers, UTF-16. */
  readonly end: number;
  readonly spoken: string;
  /** Name of the rule, as a plan shows it: `date`, `number:cardinal`. */
  readonly rule: string;
}

/** How far a recogniser looks for the neighbouring word; longer words say nothing about the reading. */
const maxNeighbourLetters = 24;

/** The word that ends just before `at`, spaces between allowed; empty where punctuation or nothing stands there. */
export function wordBefore(text: string, at: number): string {
  const found = /([\p{L}\p{M}]+)['’.]? ?$/u.exec(text.slice(Math.max(0, at - maxNeighbourLetters), at));
  return found?.[1] ?? '';
}

/** The word that starts just after `at`, one space between allowed. */
export function wordAfter(text: string, at: number): string {
  return /^ ?([\p{L}\p{M}]+)/u.exec(text.slice(at, at + maxNeighbourLetters))?.[1] ?? '';
}

export const isLetter = (character: string): boolean => /^[\p{L}\p{M}]$/u.test(character);
export const isDigit = (character: string): boolean => character >= '0' && character <= '9' && character.length === 1;
export const isSpace = (character: string): boolean => /^\s$/u.test(character);

/** Matches a sticky pattern at one place. */
export function stickyMatch(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** True where a dot at the end of an abbreviation also ends the sentence: nothing follows, or a new sentence does. */
export const endsSentence = (text: string, end: number): boolean =>
  /^["'”’)\]]*(?:$|\s+["'“‘([]?\p{Lu})/u.test(text.slice(end, end + 12));
