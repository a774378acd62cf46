/**
 * Cantonese for a model that never heard it. Most of its sounds the model knows of other languages; its six tones, three of
 * them level, it does not: the four arrows are the contours of Mandarin. Two arrows on one vowel give a contour in between.
 *
 * Measured with the style zf_xiaoxiao on ten sentences: pitch of a syllable's first and last part, in semitones about the
 * median of its sentence, beside one arrow a tone (`→ ↗ → ↓ ↗ ↘`), which was first:
 *
 * | tone | arrows | first, last | one arrow | aimed at |
 * |---|---|---|---|---|
 * | 1 high level | `→→` | +2.4, +2.2 | +1.9, +2.1 | level, highest |
 * | 2 rising | `↗→` | -1.7, +0.7 | -2.8, -0.7 | from low to the top |
 * | 3 mid level | none | +0.3, -0.3 | +1.8, +1.6 | level, in the middle |
 * | 4 falling | `↓↓` | -3.3, -3.6 | -2.2, -3.1 | to the bottom |
 * | 5 low rising | `↗` | -0.8, +1.7 | -1.3, +0.5 | from low to the middle |
 * | 6 low level | `↓` | -3.3, -2.0 | +1.6, -0.2 | level, below 3 |
 *
 * Correlation of all with the contours of Cantonese: 0.55 against 0.32; on ten other sentences, in two halves, 0.67 and 0.47
 * against 0.27. Tone 2 rises too little and tone 5 too far. Characters that Whisper base, listening for Mandarin, hears wrong (a
 * sentence counts at most whole): 66 % against 72 % over the twenty; the difference is within the noise of so few.
 */
const TONES: readonly (readonly [arrows: string, ...contours: string[]])[] = [
  ['→→', '˥', '˥˥', '˥˧'],
  ['↗→', '˧˥', '˨˥'],
  ['', '˧', '˧˧'],
  ['↓↓', '˨˩', '˩˩'],
  ['↗', '˩˧', '˨˧'],
  ['↓', '˨', '˨˨'],
];

/** Chao tone letters of Cantonese -> arrows. */
export const YUE_TONES: Readonly<Record<string, string>> = Object.fromEntries(
  TONES.flatMap(([arrows, ...contours]) => contours.map((contour) => [contour, arrows])),
);
