/**
 * How many tokens a text is about, and how long it takes to say: what planning and estimates need where the vocabulary
 * is not at hand. Tokens are within a factor of two of what the vocabulary makes of the texts in `fixtures/tokens.tsv`.
 */

/** Tokens of a letter: Han characters and syllables of hangul are two bytes of three or a token, others parts of words. */
const TOKENS: readonly (readonly [script: RegExp, tokens: number])[] = [
  [/\p{Script=Han}/u, 1.4],
  [/\p{Script=Hiragana}|\p{Script=Katakana}|ー/u, 1],
  [/\p{Script=Hangul}/u, 1.3],
  [/\p{L}/u, 0.35],
  [/\p{N}/u, 1],
  [/\s/u, 0],
];
const TOKENS_OF_A_MARK = 1;

/** Seconds of a letter, of speech as people read it out in each script; this model was not measured. */
const SECONDS: readonly (readonly [script: RegExp, seconds: number])[] = [
  [/\p{Script=Han}/u, 0.22],
  [/\p{Script=Hiragana}|\p{Script=Katakana}|ー/u, 0.14],
  [/\p{Script=Hangul}/u, 0.19],
  [/\p{L}/u, 0.07],
  [/\p{N}/u, 0.3],
  [/\s/u, 0],
];
const SECONDS_OF_A_MARK = 0.25;

export function estimatedTokens(text: string): number {
  return Math.ceil(sumOf(text, TOKENS, TOKENS_OF_A_MARK));
}

export function estimatedSeconds(text: string): number {
  return sumOf(text, SECONDS, SECONDS_OF_A_MARK);
}

function sumOf(text: string, table: readonly (readonly [RegExp, number])[], other: number): number {
  let sum = 0;
  for (const letter of text) sum += table.find(([script]) => script.test(letter))?.[1] ?? other;
  return sum;
}
