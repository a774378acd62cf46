/**
 * The closed classes of English words: what stands before a noun, before a verb, around both. They are what tells a noun
 * from a verb written alike without parsing. Lower case, ASCII apostrophes.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

export const DETERMINERS = words(
  'the a an this that these those my your his her its our their whose no any some each every another either neither both ' +
    'many much more most few several all such what which one two three four five six seven eight nine ten hundred thousand ' +
    'million first second third next last other same own new old',
);
export const PREPOSITIONS = words(
  'of in on for with by from at about without into onto during after before between among through over under against within ' +
    'per via than like as across along around behind beyond despite inside near off outside since toward towards until upon versus',
);
export const MODALS = words(
  "will would can could should shall may might must cannot can't won't wouldn't couldn't shouldn't mustn't let's let please " +
    "i'll you'll we'll they'll he'll she'll it'll that'll who'll i'd you'd we'd they'd gonna helps help",
);
export const DO = words("do does did don't doesn't didn't");
export const BE = words(
  "is are was were be been being am isn't aren't wasn't weren't i'm you're we're they're he's she's it's that's who's what's " +
    'get gets got getting seems seemed feels felt looks looked became become becomes stay stays stayed',
);
export const HAVE = words(
  "have has had having i've you've we've they've who've haven't hasn't hadn't should've could've would've",
);
/** Subjects of a verb in its plain form. `you` and `it` are objects too, but seldom before a word of the tables. */
export const SUBJECTS = words('i you we they he she it who');
/** Subjects whose present has an s: a plain form behind them is a past (`he read`). */
export const SINGULAR_SUBJECTS = words('he she it');
/** How an object begins. */
export const OBJECTS = words(
  'the a an it this that these those my your his her its our their them us me him you all some any each every both',
);
/** They stand between a word and what decides about it. */
const ADVERBS = words(
  'not never always often usually also just still even only already ever now then soon again sometimes rarely seldom ' +
    'actually simply really probably certainly rather thus therefore long',
);
/** Behind them an adjective follows: `too close`, `very minute`. */
export const DEGREES = words('too so very how quite pretty fairly as extremely perfectly');
const IRREGULAR_PLURALS = words('people men women children police feet teeth mice sheep fish media data folks');
const NO_ADVERBS = words('family only early daily fly july supply apply reply rely ally belly italy assembly');

export const isMark = (word: string | undefined): boolean => word === undefined || /^[^\p{L}\p{N}]*$/u.test(word);
export const isAdverb = (word: string): boolean =>
  ADVERBS.has(word) || (word.length > 4 && word.endsWith('ly') && !NO_ADVERBS.has(word));
/** `Tom's`, `the dogs'`: a determiner like `his`. */
export const isPossessive = (word: string): boolean => /(?:[^s]'s|s')$/.test(word) && !BE.has(word);
export const isPlural = (word: string): boolean =>
  IRREGULAR_PLURALS.has(word) || (word.length > 3 && /[^sui']s$/.test(word) && !BE.has(word) && !HAVE.has(word));
