/**
 * The script of one character, as far as finding a language needs it. `neutral` characters (spaces, punctuation, signs,
 * emoji) never decide a language; they go with their neighbours.
 */
export type Script = 'han' | 'hiragana' | 'katakana' | 'hangul' | 'latin' | 'digit' | 'neutral' | 'other';

/** Inclusive code point ranges of the frequent scripts, in order. The rest is looked up by Unicode property. */
const RANGES: readonly (readonly [first: number, last: number, script: Script])[] = [
  [0x00, 0x2f, 'neutral'],
  [0x30, 0x39, 'digit'],
  [0x3a, 0x40, 'neutral'],
  [0x41, 0x5a, 'latin'],
  [0x5b, 0x60, 'neutral'],
  [0x61, 0x7a, 'latin'],
  [0x7b, 0xa9, 'neutral'],
  [0xaa, 0xaa, 'latin'],
  [0xab, 0xb9, 'neutral'],
  [0xba, 0xba, 'latin'],
  [0xbb, 0xbb, 'neutral'],
  [0xbc, 0xbe, 'digit'],
  [0xbf, 0xbf, 'neutral'],
  [0xc0, 0xd6, 'latin'],
  [0xd7, 0xd7, 'neutral'],
  [0xd8, 0xf6, 'latin'],
  [0xf7, 0xf7, 'neutral'],
  [0xf8, 0x24f, 'latin'],
  [0x1100, 0x11ff, 'hangul'],
  [0x2e80, 0x2fdf, 'han'],
  [0x3005, 0x3007, 'han'],
  [0x3021, 0x3029, 'han'],
  [0x3041, 0x3096, 'hiragana'],
  // Voicing marks of decomposed kana: part of the kana before them, in either script.
  [0x3099, 0x309a, 'katakana'],
  [0x309d, 0x309f, 'hiragana'],
  [0x30a1, 0x30fa, 'katakana'],
  [0x30fc, 0x30ff, 'katakana'],
  [0x3131, 0x318e, 'hangul'],
  [0x31f0, 0x31ff, 'katakana'],
  [0x3400, 0x4dbf, 'han'],
  [0x4e00, 0x9fff, 'han'],
  [0xa960, 0xa97f, 'hangul'],
  [0xac00, 0xd7ff, 'hangul'],
  [0xf900, 0xfaff, 'han'],
  [0xff10, 0xff19, 'digit'],
  [0xff21, 0xff3a, 'latin'],
  [0xff41, 0xff5a, 'latin'],
  [0xff66, 0xff6f, 'katakana'],
  [0xff70, 0xff70, 'katakana'],
  [0xff71, 0xff9f, 'katakana'],
  [0xffa0, 0xffdc, 'hangul'],
  [0x20000, 0x3347f, 'han'],
];

export function scriptOf(codePoint: number): Script {
  let low = 0;
  let high = RANGES.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = RANGES[middle];
    if (range === undefined) break;
    if (codePoint < range[0]) high = middle - 1;
    else if (codePoint > range[1]) low = middle + 1;
    else return range[2];
  }
  return rareScript(String.fromCodePoint(codePoint));
}

const GREEK = /\p{Script=Greek}/u;

function rareScript(written: string): Script {
  // Letters in the styles of mathematics (𝐇, ℝ) are those they look like.
  const character = written.normalize('NFKC');
  if (/\p{Script=Latin}/u.test(character)) return 'latin';
  // So are Greek ones (𝛼), which are signs of formulas.
  if (/\p{N}/u.test(character) || (GREEK.test(character) && !GREEK.test(written))) return 'digit';
  // A letter by its category that is a sign: ℹ.
  if (/\p{Emoji}/u.test(character)) return 'neutral';
  // Letters no room reads: named to whoever asked, never skipped in silence. Marks and modifier letters (ˈ ʰ) colour their neighbours.
  if (/[\p{Lu}\p{Ll}\p{Lt}\p{Lo}]/u.test(character)) return 'other';
  return 'neutral';
}

const NAMED = [
  'Cyrillic',
  'Greek',
  'Bopomofo',
  'Arabic',
  'Hebrew',
  'Thai',
  'Devanagari',
  'Armenian',
  'Georgian',
  'Tamil',
  'Bengali',
].map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const);

/** The Unicode script name of a letter that no language of Lector is written in. */
export function scriptName(character: string): string {
  const plain = character.normalize('NFKC');
  return NAMED.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'unknown';
}
