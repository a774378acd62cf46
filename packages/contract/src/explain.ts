import { z } from 'zod';
import { SpanView } from './job.js';
import { LANGUAGES } from './languages.js';

/** `POST /v1/text/explain`: what synthesis would make of a text, without making it. */

/** Planning runs on the API's own thread, a few milliseconds at a time; this much takes half a second of it at most. */
export const EXPLAIN_MAX_CHARACTERS = 5000;

export const ExplainRequest = z
  .strictObject({
    text: z.string().describe(`At most ${EXPLAIN_MAX_CHARACTERS} Unicode code points.`),
    language: z.enum(['auto', ...LANGUAGES]).default('auto'),
  })
  .meta({ id: 'ExplainRequest' });
export type ExplainRequest = z.infer<typeof ExplainRequest>;

export const ExplainResponse = z
  .object({
    segments: z.array(
      z.object({
        index: z.int(),
        start: z.int(),
        end: z.int(),
        pause_ms: z.number().describe('Silence after the segment.'),
        spans: z.array(SpanView),
      }),
    ),
  })
  .meta({ id: 'ExplainResponse' });
export type ExplainResponse = z.infer<typeof ExplainResponse>;
