import { z } from 'zod';
import { LANGUAGES } from './languages.js';

/** Lexicons: how words are to be read, word by word. */

export const LEXICON_MAX_ENTRIES = 10_000;
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

export const Lexicon = z
  .strictObject({
    language: z.enum(LANGUAGES).optional().describe('Of the entries that name none.'),
    description: z.string().max(200).optional(),
    entries: z.array(LexiconEntry).min(1).max(LEXICON_MAX_ENTRIES),
  })
  .meta({ id: 'Lexicon' });
export type Lexicon = z.infer<typeof Lexicon>;
