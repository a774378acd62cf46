import { z } from 'zod';
import { EmojiField } from './emoji-reading.js';
import { EXPLAIN_MAX_CHARACTERS } from './explain.js';
import { LANGUAGES } from './languages.js';
import { LEXICON_ALPHABETS, LexiconNames } from './lexicons.js';
import { requestBody } from './request-body.js';
import { ONE_TEXT, ONE_TEXT_RULES, SsmlField, TextField } from './submitted-text.js';

/** `POST /v1/text/candidates`: the words of a text that may need an entry in a lexicon. Planned as `explain` plans. */

export const CandidatesRequest = requestBody(
  {
    text: TextField.describe(`At most ${EXPLAIN_MAX_CHARACTERS} Unicode code points; this or \`ssml\`.`),
    ssml: SsmlField,
    language: z.enum(['auto', ...LANGUAGES]).default('auto'),
    emoji: EmojiField,
    lexicons: LexiconNames,
  },
  ONE_TEXT_RULES,
).meta({ id: 'CandidatesRequest', ...ONE_TEXT });
export type CandidatesRequest = z.infer<typeof CandidatesRequest>;

export const CANDIDATE_KINDS = ['name', 'unknown_word', 'polyphone', 'abbreviation', 'no_reading'] as const;

export const Candidate = z
  .object({
    word: z.string(),
    language: z.enum(LANGUAGES),
    kind: z.enum(CANDIDATE_KINDS).describe('Why it may need an entry.'),
    count: z.int().min(1).describe('How often the text has it.'),
    offset: z.int().min(0).describe('Where it first stands, in code points.'),
    reading: z.string().describe('How it is read now; empty where it is not.'),
    alphabet: z.enum(LEXICON_ALPHABETS).describe('The notation of `reading`: an entry can take both over.'),
  })
  .meta({ id: 'Candidate' });
export type Candidate = z.infer<typeof Candidate>;

export const CandidatesResponse = z
  .object({ candidates: z.array(Candidate).describe('The most doubtful and most frequent first.') })
  .meta({ id: 'CandidatesResponse' });
export type CandidatesResponse = z.infer<typeof CandidatesResponse>;
