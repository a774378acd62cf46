import { capitalised } from './capitals.js';

/**
 * Cyrillic in Latin letters, about as English newspapers write it (BGN/PCGN without its diacritics): Достоевский Dostoyevsky,
 * читать chitat'. Ukrainian, Bulgarian, Serbian and Macedonian are told by the letters only they have.
 */

const letters = (list: string): ReadonlyMap<string, string> =>
  new Map(list.split(' ').map((pair) => [pair.charAt(0), pair.slice(1)] as const));

const COMMON = letters(
  "аa бb вv гg дd еe ёyo жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь' эe юyu яya " +
    // Ukrainian, Belarusian
    'іi їi єye ґg ўw ' +
    // Serbian, Macedonian
    'ђdj јy љly њny ћch џj ѓgy ќky ѕdz ' +
    // before 1918
    'ѣe ѳf ѵi ѫa ѧya ' +
    // Kazakh, Tatar, Mongolian and others
    'әa ғgh қk ңng өo ұu үu һh җj ӣi ӯu ҳh ҷj ӑa ӗe',
);
/** Where the text has letters of Ukrainian. */
const UKRAINIAN = letters('гh иy їyi');
/** Where ъ is a vowel. */
const BULGARIAN = letters('ъa щsht хh ьy');
const SERBIAN = letters('хh цts');

const OWN_LETTERS: readonly (readonly [RegExp, ReadonlyMap<string, string>])[] = [
  [/[іїєґ]/u, UKRAINIAN],
  [/ъ(?=[бвгджзйклмнпрстфхцчшщ])/u, BULGARIAN],
  [/[ђјљњћџѓќѕ]/u, SERBIAN],
];

const VOWEL = /[аеёиоуыэюяіїєъь]/u;
/** Words of one letter that English would read as its own. */
const SHORT_WORDS: ReadonlyMap<string, string> = new Map([
  ['и', 'ee'],
  ['і', 'ee'],
  ['у', 'oo'],
  ['а', 'ah'],
  ['о', 'oh'],
  ['э', 'eh'],
]);

/** Letters that look like Latin ones: in a word of Latin letters (tоwn) they are a slip or a trick. */
const LOOKS = letters('аa еe оo рp сc хx уy іi јj ѕs һh');

/**
 * How a Cyrillic word is written in Latin letters; undefined for one with a letter nobody here knows.
 * @param inLatin whether it touches Latin letters
 */
export type CyrillicWriter = (word: string, inLatin: boolean) => string | undefined;

/** @param text around the words, which tells their language */
export function createCyrillicWriter(text: string): CyrillicWriter {
  const lower = text.toLowerCase();
  const own = OWN_LETTERS.find(([pattern]) => pattern.test(lower))?.[1];
  return (word, inLatin) => {
    const small = word.toLowerCase().normalize('NFC');
    const alike = inLatin ? Array.from(small, (letter) => LOOKS.get(letter)) : [undefined];
    const written = alike.includes(undefined)
      ? ((inLatin ? undefined : SHORT_WORDS.get(small)) ?? writtenOut(small, own))
      : alike.join('');
    return written === undefined ? undefined : capitalised(written, word);
  };
}

function writtenOut(small: string, own: ReadonlyMap<string, string> | undefined): string | undefined {
  // Московский, Горький: names end as English has them.
  const stem = own === undefined ? small.replace(/(?<=.)[иы]й$/u, 'ы') : small;
  let written = '';
  let before = '';
  for (const letter of stem) {
    const latin = latinOf(letter, before, own);
    if (latin === undefined) return undefined;
    written += latin;
    before = letter;
  }
  // Only between the letters of a word, or at its end.
  return written.replace(/^'+/u, '');
}

function latinOf(letter: string, before: string, own: ReadonlyMap<string, string> | undefined): string | undefined {
  // Екатеринбург, Достоевский.
  if (letter === 'е' && own === undefined && (before === '' || VOWEL.test(before))) return 'ye';
  if (letter === 'ї' && before !== '') return 'i';
  const latin = own?.get(letter) ?? COMMON.get(letter);
  if (latin !== undefined) return latin;
  if (/['’ʼ]/u.test(letter)) return '';
  const [base = '', ...marks] = letter.normalize('NFD');
  // An accent over a letter says where the stress is.
  if (/^\p{M}$/u.test(letter)) return '';
  return marks.length > 0 ? COMMON.get(base) : undefined;
}
