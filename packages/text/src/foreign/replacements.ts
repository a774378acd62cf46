import { UNREAD } from '../languages/room.js';
import type { Stretch } from '../stretch.js';
import { createCyrillicWriter, type CyrillicWriter } from './cyrillic.js';
import { greekSigns, writeGreek } from './greek.js';

/** Rule of a word of another script that is read by its Latin letters; planning notes it. */
export const TRANSLITERATED = 'transliterated';

/** What a room is given in place of letters it does not know, and the rule that says so. */
export interface Replacement extends Stretch {
  readonly text: string;
  /** Absent: the letters are the room's own, in other forms (𝐇 as H). */
  readonly rule?: string;
}

/** Scripts whose words can be written in Latin letters, by their Unicode names. */
export const TRANSLITERATED_SCRIPTS: ReadonlySet<string> = new Set(['Greek', 'Cyrillic']);

const CYRILLIC = String.raw`(?:\p{Script=Cyrillic}\p{M}*)+(?:['’ʼ](?:\p{Script=Cyrillic}\p{M}*)+)*`;
const GREEK = String.raw`(?:\p{Script=Greek}\p{M}*)+`;
/** Latin and Greek letters in the styles of mathematics, and the forms of Greek letters in formulas. */
const STYLED = String.raw`[\u{1D400}-\u{1D7CB}ℂℍℕℙℚℝℤℬℰℱℋℒℛℓℎϐϑϕϖϰϱϵ]+`;
const READABLE = ['Latin', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Greek', 'Cyrillic', 'Common'];
const LETTER = String.raw`(?![${READABLE.map((script) => String.raw`\p{Script=${script}}`).join('')}])[\p{Lu}\p{Ll}\p{Lt}\p{Lo}]`;
/** With their vowel signs and joiners. */
const OTHER = String.raw`(?:${LETTER}[\p{M}\p{Lm}\u200C\u200D]*)+`;

const LATIN = /\p{Script=Latin}/u;

const FOREIGN = new RegExp(`(?<styled>${STYLED})|(?<greek>${GREEK})|(?<cyrillic>${CYRILLIC})|(?<other>${OTHER})`, 'gu');

/** Everything in a text that rooms do not read as it stands, in order. Linear. */
export function replacementsIn(text: string): readonly Replacement[] {
  const found: Replacement[] = [];
  const signs = new Set(greekSigns(text).map(({ start }) => start));
  let writeCyrillic: CyrillicWriter | undefined;
  for (const { 0: word, index: start, groups = {} } of text.matchAll(FOREIGN)) {
    const place = { start, end: start + word.length };
    if (groups.styled !== undefined) found.push({ ...place, text: word.normalize('NFKC') });
    else if (groups.other !== undefined) found.push({ ...place, text: ' ', rule: UNREAD });
    else if (groups.greek !== undefined && signs.has(start)) {
      // Each letter by its name.
      if (word.length > 1) found.push({ ...place, text: Array.from(word.normalize('NFKC')).join(' ') });
    } else {
      writeCyrillic ??= createCyrillicWriter(text);
      const inLatin = LATIN.test(text.charAt(start - 1)) || LATIN.test(text.charAt(place.end));
      const written = groups.greek === undefined ? writeCyrillic(word, inLatin) : writeGreek(word);
      if (written === undefined) found.push({ ...place, text: ' ', rule: UNREAD });
      // A sign that makes letters soft or parts them is silent by itself.
      else if (written !== '') found.push({ ...place, text: written, rule: TRANSLITERATED });
    }
  }
  return found;
}
