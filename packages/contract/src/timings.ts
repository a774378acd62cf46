import { z } from 'zod';

/** `GET /v1/jobs/{id}/timings`: when what is heard. Offsets are code points of the submitted text, half-open. */

export const TimingLevel = z.enum(['sentence', 'word']);
export type TimingLevel = z.infer<typeof TimingLevel>;

export const TimingPrecision = z
  .enum(['exact', 'estimated'])
  .describe('`exact`: from the lengths the model itself gave each sound; `estimated`: from the lengths of the words.');
export type TimingPrecision = z.infer<typeof TimingPrecision>;

export const TimingsQuery = z.strictObject({
  format: z
    .enum(['json', 'srt', 'vtt'])
    .default('json')
    .describe('`srt` and `vtt` are subtitles of two short lines; `vtt` of the level `word` has a time for each word.'),
});

const Timing = z.object({
  start: z.int().min(0),
  end: z.int().min(0),
  start_seconds: z.number().min(0),
  end_seconds: z.number().min(0),
  text: z
    .string()
    .describe('As submitted, but for markup, which is left out, and white space, which is single spaces here.'),
});

export const Timings = z
  .object({
    precision: TimingPrecision,
    level: TimingLevel,
    sentences: z.array(
      Timing.extend({
        precision: TimingPrecision,
        words: z
          .array(Timing)
          .optional()
          .describe('At the level `word`. A number or an abbreviation is one word, as it is written.'),
      }),
    ),
    marks: z
      .array(z.object({ name: z.string(), offset: z.int().min(0), seconds: z.number().min(0) }))
      .optional()
      .describe('`<mark name="…"/>` of SSML: when the word behind it begins.'),
  })
  .meta({ id: 'Timings' });
export type Timings = z.infer<typeof Timings>;
