/**
 * What a listener misses when it is not said: letters, numbers, signs of currency and of mathematics. Emoji, arrows,
 * stars and ASCII punctuation are decoration or layout, and modifier letters (ʰ, ゝ) only colour their neighbours. Of
 * the operators those are missing that are also written as dashes, bullets and bars (− ∕ ∖ ∗ ∘ ∙ ∣ ∼ ⋄ ⋅ ⋆).
 */
export const MEANINGFUL =
  /[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{N}]|(?!\$)\p{Sc}|[\u2200-\u2211\u2213\u2214\u221A-\u2222\u2224-\u223B\u223D-\u22C3\u22C7-\u22FF\u2A00-\u2AFF]/u;
