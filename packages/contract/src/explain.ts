import { z } from 'zod';
import { EmojiField } from './emoji-reading.js';
import { SpanView } from './job.js';
import { LANGUAGES } from './languages.js';
import { LexiconNames } from './lexicons.js';
import { PackField } from './pack-field.js';
import { requestBody } from './request-body.js';
import { ONE_TEXT, ONE_TEXT_RULES, SsmlField, TextField } from './submitted-text.js';

/** `POST /v1/text/explain`: what synthesis would make of a text, without making it. */

/** Planning runs on the API's own thread, a few milliseconds at a time; this much takes half a second of it at most. */
export const EXPLAIN_MAX_CHARACTERS = 5000;

export const ExplainRequest = requestBody(
  {
    text: TextField.describe(`At most ${EXPLAIN_MAX_CHARACTERS} Unicode code points; this or \`ssml\`.`),
    ssml: SsmlField,
    language: z.enum(['auto', ...LANGUAGES]).default('auto'),
    emoji: EmojiField,
    lexicons: LexiconNames,
    pack: PackField,
  },
  ONE_TEXT_RULES,
).meta({ id: 'ExplainRequest', ...ONE_TEXT });
export type ExplainRequest = z.infer<typeof ExplainRequest>;

export const ExplainResponse = z
  .object({
    segments: z.array(
      z.object({
        index: z.int(),
        start: z.int(),
        end: z.int(),
        lead_ms: z.number().optional().describe('Silence before it, where markup asks for some before the first.'),
        pause_ms: z.number().describe('Silence after the segment.'),
        voice: z.string().optional().describe('The voice markup names for it.'),
        rate: z.number().optional().describe('Factor of markup on the speed of the request; 1 when absent.'),
        gain: z.number().optional().describe('Factor of markup on its loudness, 0 is silent; 1 when absent.'),
        marks: z
          .array(z.object({ name: z.string(), offset: z.int().min(0) }))
          .optional()
          .describe('Named places; timings tell when they are heard.'),
        notes: z
          .array(z.object({ start: z.int().min(0), end: z.int().min(0), reason: z.string() }))
          .optional()
          .describe('What is not heard as it is written or asked for; a result lists it in `needs_review`.'),
        spans: z.array(SpanView),
      }),
    ),
  })
  .meta({ id: 'ExplainResponse' });
export type ExplainResponse = z.infer<typeof ExplainResponse>;
