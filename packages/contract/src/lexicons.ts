import { z } from 'zod';
import { LANGUAGES } from './languages.js';

/** Lexicons: how words are to be read, kept under a name of their owner's and used by the jobs that name them. */

/** Names are part of addresses, and of the rule `explain` shows. */
export const LexiconId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be 1 to 64 of a-z, 0-9, _ and -, beginning with a letter or digit');

export const LEXICON_MAX_ENTRIES = 10_000;
/** Of the body that brings one. */
export const LEXICON_MAX_BYTES = 2 * 1024 * 1024;
/** That one key may have. */
export const LEXICONS_MAX = 1000;
/** That one text may be read with. */
export const LEXICONS_PER_TEXT = 8;
/** A lexicon's versions that can still be named: the one that holds and those before it. */
export const LEXICON_VERSIONS_KEPT = 10;

export const LEXICON_ALPHABETS = ['ipa', 'x-pinyin', 'x-jyutping', 'x-kana', 'x-hangul'] as const;
export type LexiconAlphabet = (typeof LEXICON_ALPHABETS)[number];

/** UTF-16 units of a word and of its reading. */
const WORD_MAX = 100;
const NOT_PLAIN = 'must be well-formed Unicode, without control characters and without space around it';

const Word = z
  .string()
  .min(1)
  .max(WORD_MAX)
  // Its length is refused beside this; a megabyte need not be read over for that.
  .refine((text) => text.length > WORD_MAX || (text.trim() === text && !/[\p{Cc}\p{Cs}]/u.test(text)), NOT_PLAIN);

export const LexiconEntry = z
  .strictObject({
    graphemes: z.array(Word).min(1).max(20).describe('The word as texts write it, in each of its spellings.'),
    alias: Word.optional().describe('Other words to say in its place; this or `phoneme`.'),
    phoneme: Word.optional().describe('How it sounds, in the notation that `alphabet` names; this or `alias`.'),
    alphabet: z.enum(LEXICON_ALPHABETS).optional(),
    language: z
      .enum(LANGUAGES)
      .optional()
      .describe('Holds only where the text is in this language; that of the lexicon when absent.'),
    case: z
      .enum(['any', 'exact'])
      .optional()
      .describe('`exact`: only as it is written here; `any`, which is meant when absent: also `NASA` for `nasa`.'),
  })
  .refine(({ alias, phoneme }) => (alias === undefined) !== (phoneme === undefined), {
    path: ['phoneme'],
    error: 'one of alias and phoneme is required, and not both',
  })
  .refine(({ phoneme, alphabet }) => (phoneme === undefined) === (alphabet === undefined), {
    path: ['alphabet'],
    error: 'is required beside phoneme, and means nothing without it',
  })
  .meta({ id: 'LexiconEntry' });
export type LexiconEntry = z.infer<typeof LexiconEntry>;

/** The list of entries, whatever is checked of each. */
export const entryList = <T extends z.ZodType>(entry: T) => z.array(entry).min(1).max(LEXICON_MAX_ENTRIES);

export const Lexicon = z
  .strictObject({
    language: z.enum(LANGUAGES).optional().describe('Of the entries that name none.'),
    description: z.string().max(200).optional(),
    entries: entryList(LexiconEntry),
  })
  .meta({ id: 'Lexicon' });
export type Lexicon = z.infer<typeof Lexicon>;

export const LexiconView = z
  .object({
    id: z.string(),
    version: z.int().min(1).describe('One more at each change; a body that says the same again is none.'),
    created_at: z.string(),
    updated_at: z.string().describe('When this version came to be.'),
    sha256: z.string().describe('Of what it says.'),
    entries_count: z.int(),
    language: z.enum(LANGUAGES).optional(),
    description: z.string().optional(),
  })
  .meta({ id: 'LexiconView' });
export type LexiconView = z.infer<typeof LexiconView>;

export const LexiconDocument = LexiconView.extend({ entries: z.array(LexiconEntry) }).meta({ id: 'LexiconDocument' });
export type LexiconDocument = z.infer<typeof LexiconDocument>;

export const LexiconList = z
  .object({
    lexicons: z.array(LexiconView),
    next_cursor: z.string().nullable().describe('null on the last page.'),
  })
  .meta({ id: 'LexiconList' });
export type LexiconList = z.infer<typeof LexiconList>;

export const LexiconQuery = z.strictObject({
  version: z.coerce
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe(`The version that holds when absent; the last ${LEXICON_VERSIONS_KEPT} are kept.`),
});

export const LexiconListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(256).optional().describe('`next_cursor` of the page before.'),
});

/** A field of every request that has a text read. */
export const LexiconNames = z
  .array(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]{0,63}(@[1-9]\d{0,14})?$/, 'must be the id of a lexicon, or id@version')
      .describe('`id`, for the version that holds now, or `id@version`.'),
  )
  .max(LEXICONS_PER_TEXT)
  .optional()
  .describe('Lexicons the text is read with. Where two have the same word, the first holds.');

/** What such a name means. Of a checked one. */
export function lexiconNamed(name: string): { readonly id: string; readonly version: number | null } {
  const [id = '', version] = name.split('@');
  return { id, version: version === undefined ? null : Number(version) };
}
