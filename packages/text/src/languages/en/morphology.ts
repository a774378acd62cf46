import { isVowel, parsePhones, type Phone } from './arpabet.js';

/**
 * Unknown words from known ones: endings, prefixes and compounds. It is tried before spelling rules because a known stem
 * is nearly always right, while spelling rules are right about most letters but seldom about a whole long word.
 */

export type PhoneLookup = (word: string) => readonly Phone[] | undefined;

interface Suffix {
  readonly ending: string;
  /** What stands in the stem where the ending was cut off, tried in order (`making` -> mak + e). */
  readonly restore: readonly string[];
  readonly phones: string;
}

/** Longer endings first. `2` in `restore` means: undo a doubled consonant (running -> run). */
const SUFFIXES: readonly Suffix[] = [
  { ending: 'ability', restore: ['', 'e'], phones: 'AH0 B IH1 L AH0 T IY0' },
  { ending: 'ization', restore: ['', 'e'], phones: 'AH0 Z EY1 SH AH0 N' },
  { ending: 'fulness', restore: [''], phones: 'F AH0 L N AH0 S' },
  { ending: 'lessly', restore: [''], phones: 'L AH0 S L IY0' },
  { ending: 'fully', restore: [''], phones: 'F AH0 L IY0' },
  { ending: 'ically', restore: ['ic'], phones: 'L IY0' },
  { ending: 'iness', restore: ['y'], phones: 'N AH0 S' },
  { ending: 'ness', restore: [''], phones: 'N AH0 S' },
  { ending: 'less', restore: [''], phones: 'L AH0 S' },
  { ending: 'ment', restore: [''], phones: 'M AH0 N T' },
  { ending: 'ship', restore: [''], phones: 'SH IH2 P' },
  { ending: 'hood', restore: [''], phones: 'HH UH2 D' },
  { ending: 'like', restore: [''], phones: 'L AY2 K' },
  { ending: 'wise', restore: [''], phones: 'W AY2 Z' },
  { ending: 'ward', restore: [''], phones: 'W ER0 D' },
  { ending: 'able', restore: ['', 'e', '2'], phones: 'AH0 B AH0 L' },
  { ending: 'ible', restore: ['', 'e'], phones: 'AH0 B AH0 L' },
  { ending: 'izing', restore: ['', 'e', 'y'], phones: 'AY2 Z IH0 NG' },
  { ending: 'ized', restore: ['', 'e', 'y'], phones: 'AY2 Z D' },
  { ending: 'izer', restore: ['', 'e', 'y'], phones: 'AY2 Z ER0' },
  { ending: 'ize', restore: ['', 'e', 'y'], phones: 'AY2 Z' },
  { ending: 'ism', restore: ['', 'e', 'y'], phones: 'IH2 Z AH0 M' },
  { ending: 'ist', restore: ['', 'e', 'y'], phones: 'IH0 S T' },
  // The stem ends in the i already (happy, happier).
  { ending: 'iest', restore: ['y'], phones: 'AH0 S T' },
  { ending: 'ier', restore: ['y'], phones: 'ER0' },
  { ending: 'ily', restore: ['y'], phones: 'AH0 L IY0' },
  { ending: 'ing', restore: ['', 'e', '2'], phones: 'IH0 NG' },
  { ending: 'est', restore: ['', 'e', '2'], phones: 'AH0 S T' },
  { ending: 'ish', restore: ['', 'e', '2'], phones: 'IH0 SH' },
  { ending: 'ful', restore: [''], phones: 'F AH0 L' },
  { ending: 'bly', restore: ['ble'], phones: 'IY0' },
  { ending: 'ly', restore: ['', 'le'], phones: 'L IY0' },
  { ending: 'er', restore: ['', 'e', '2'], phones: 'ER0' },
  { ending: 'or', restore: ['', 'e'], phones: 'ER0' },
  { ending: "n't", restore: [''], phones: 'AH0 N T' },
  { ending: "'ve", restore: [''], phones: 'AH0 V' },
  { ending: "'ll", restore: [''], phones: 'AH0 L' },
  { ending: "'re", restore: [''], phones: 'ER0' },
  { ending: "'d", restore: [''], phones: 'D' },
  { ending: "'m", restore: [''], phones: 'AH0 M' },
  { ending: 'y', restore: ['', 'e', '2'], phones: 'IY0' },
];

/** Prefix and its sound; the stem keeps its stress, so prefixes carry a secondary one. */
const PREFIXES: readonly (readonly [string, string])[] = (
  'counter K AW2 N T ER0;hyper HH AY2 P ER0;inter IH2 N T ER0;micro M AY2 K R OW0;multi M AH2 L T IY0;super S UW2 P ER0;' +
  'ultra AH2 L T R AH0;under AH2 N D ER0;cyber S AY2 B ER0;pseudo S UW2 D OW0;trans T R AE0 N Z;photo F OW2 T OW0;' +
  'nano N AE2 N OW0;mega M EH2 G AH0;meta M EH2 T AH0;over OW2 V ER0;anti AE2 N T IY0;auto AO2 T OW0;semi S EH2 M IY0;' +
  'fore F AO2 R;post P OW2 S T;poly P AA2 L IY0;tele T EH2 L AH0;non N AA2 N;pre P R IY2;mis M IH0 S;dis D IH0 S;sub S AH2 B;' +
  'out AW2 T;bio B AY2 OW0;neo N IY2 OW0;geo JH IY2 OW0;eco IY2 K OW0;un AH2 N;re R IY2;de D IY2;co K OW2;in IH0 N;im IH0 M;up AH2 P'
)
  .split(';')
  .map((entry) => {
    const space = entry.indexOf(' ');
    return [entry.slice(0, space), entry.slice(space + 1)] as const;
  });

/** Stems shorter than this make false matches (`b` + `ing`). */
const minStemLetters = 3;
/** `inset` may be in + set, but `into` is not in + to. */
const minPrefixedLetters = 6;
/** The halves of a compound: three letters are enough only beside a longer word. */
const minCompoundLetters = 7;
/** A name falls into words by chance: Linden is no lin + den. */
const minNameHalf = 5;
/** Endings stack (`power-less-ness-es`), but not without end. */
const maxDepth = 3;

const VOICELESS = new Set(['P', 'T', 'K', 'F', 'TH']);
const SIBILANT = new Set(['S', 'Z', 'SH', 'ZH', 'CH', 'JH']);
const phone = (symbol: string, stress?: number): Phone => ({ symbol, stress });

export function pluralPhones(stem: readonly Phone[]): readonly Phone[] {
  const last = stem[stem.length - 1]?.symbol ?? '';
  if (SIBILANT.has(last)) return [...stem, phone('IH', 0), phone('Z')];
  return [...stem, phone(VOICELESS.has(last) ? 'S' : 'Z')];
}

function pastPhones(stem: readonly Phone[]): readonly Phone[] {
  const last = stem[stem.length - 1]?.symbol ?? '';
  if (last === 'T' || last === 'D') return [...stem, phone('IH', 0), phone('D')];
  return [...stem, phone(VOICELESS.has(last) || last === 'S' || last === 'SH' || last === 'CH' ? 'T' : 'D')];
}

const undouble = (stem: string): string | undefined =>
  stem.length > 3 && stem.endsWith(stem.slice(-1).repeat(2)) ? stem.slice(0, -1) : undefined;

function firstKnown(stems: readonly (string | undefined)[], find: PhoneLookup): readonly Phone[] | undefined {
  for (const stem of stems) {
    const found = stem === undefined || stem.length < minStemLetters ? undefined : find(stem);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inflected(word: string, find: PhoneLookup): readonly Phone[] | undefined {
  if (/(?:'s|s')$/.test(word)) {
    const stem = firstKnown([word.slice(0, word.endsWith("'s") ? -2 : -1)], find);
    if (stem !== undefined) return word.endsWith("s'") ? stem : pluralPhones(stem);
  }
  if (word.endsWith('s') && !word.endsWith('ss')) {
    const stems = [
      word.endsWith('ies') ? `${word.slice(0, -3)}y` : undefined,
      word.slice(0, -1),
      word.endsWith('es') ? word.slice(0, -2) : undefined,
    ];
    const stem = firstKnown(stems, find);
    if (stem !== undefined) return pluralPhones(stem);
  }
  if (word.endsWith('ed')) {
    const cut = word.slice(0, -2);
    const stem = firstKnown(
      [cut.endsWith('i') ? `${cut.slice(0, -1)}y` : undefined, word.slice(0, -1), cut, undouble(cut)],
      find,
    );
    if (stem !== undefined) return pastPhones(stem);
  }
  return undefined;
}

/** An ending that carries the primary stress takes it from the stem. */
const demoted = (stem: readonly Phone[]): readonly Phone[] =>
  stem.map((part) => (part.stress === 1 ? { ...part, stress: 2 } : part));

/** What a stem loses before an ending: the i of happy in happily, the weak vowel of humble in humbly. */
function closed(stem: readonly Phone[], ending: string): readonly Phone[] {
  if (ending === 'ily' && stem.at(-1)?.symbol === 'IY') return stem.slice(0, -1);
  const weak = ending === 'bly' && stem.at(-2)?.symbol === 'AH' && stem.at(-2)?.stress === 0;
  return weak ? [...stem.slice(0, -2), ...stem.slice(-1)] : stem;
}

function suffixed(word: string, find: PhoneLookup): readonly Phone[] | undefined {
  for (const { ending, restore, phones } of SUFFIXES) {
    if (!word.endsWith(ending)) continue;
    const cut = word.slice(0, -ending.length);
    const stem = firstKnown(
      restore.map((letters) => (letters === '2' ? undouble(cut) : cut + letters)),
      find,
    );
    if (stem === undefined) continue;
    const tail = parsePhones(phones);
    return joined(tail.some((part) => part.stress === 1) ? demoted(stem) : closed(stem, ending), tail);
  }
  return undefined;
}

function prefixed(word: string, find: PhoneLookup): readonly Phone[] | undefined {
  for (const [prefix, phones] of PREFIXES) {
    if (!word.startsWith(prefix)) continue;
    const rest = word.slice(prefix.length);
    const stem = prefix.length + rest.length < minPrefixedLetters ? undefined : firstKnown([rest], find);
    if (stem !== undefined) return joined(parsePhones(phones), stem);
  }
  return undefined;
}

/** A consonant on both sides of the seam is said once (`total` + `ly`). */
function joined(first: readonly Phone[], second: readonly Phone[]): readonly Phone[] {
  const seam = first[first.length - 1];
  const doubled = seam !== undefined && !isVowel(seam) && seam.symbol === second[0]?.symbol;
  return [...(doubled ? first.slice(0, -1) : first), ...second];
}

/** A seam inside `sh`, `th`, `ch`, `ph` is no seam. */
const splitsDigraph = (word: string, cut: number): boolean => /^[stcp]h$/.test(word.slice(cut - 1, cut + 1));

/** Two known words written together; the most even split wins, because a short half is usually chance. */
function compound(word: string, known: PhoneLookup, minHalf = minStemLetters): readonly Phone[] | undefined {
  if (word.length < minCompoundLetters) return undefined;
  const middle = word.length / 2;
  for (let reach = 0; reach <= middle - minHalf; reach += 1) {
    for (const cut of new Set([Math.ceil(middle + reach), Math.floor(middle - reach)])) {
      const first = splitsDigraph(word, cut) ? undefined : known(word.slice(0, cut));
      const second = first === undefined ? undefined : known(word.slice(cut));
      if (first !== undefined && second !== undefined && first.some(isVowel) && second.some(isVowel))
        return joined(first, demoted(second));
    }
  }
  return undefined;
}

/**
 * Phones of a word put together from known parts, or undefined.
 * @param word lower case with ASCII apostrophes
 * @param known the dictionary
 */
export function composedPhones(word: string, known: PhoneLookup, depth = 0): readonly Phone[] | undefined {
  const find: PhoneLookup = (stem) =>
    known(stem) ?? (depth < maxDepth ? composedPhones(stem, known, depth + 1) : undefined);
  return inflected(word, find) ?? suffixed(word, find) ?? prefixed(word, find) ?? compound(word, known);
}

/**
 * The same for a name, of which only the ending -s and compounds of long words are what they look like: of the names of the dictionary
 * composed of shorter parts, spelling alone reads more of them right.
 */
export const composedName = (word: string, known: PhoneLookup): readonly Phone[] | undefined =>
  inflected(word, known) ?? compound(word, known, minNameHalf);
