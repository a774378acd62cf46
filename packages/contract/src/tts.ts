import { z } from 'zod';
import { EmojiField } from './emoji-reading.js';
import { JobResult, SpanView } from './job.js';
import { LANGUAGES } from './languages.js';
import { LexiconNames } from './lexicons.js';
import { PackField } from './pack-field.js';
import { requestBody } from './request-body.js';
import { VOICE_MAX_CHARACTERS } from './voice-blend.js';

/** `POST /tts`: text in, audio in the answer. For short texts and people at a terminal; long ones are jobs. */

export const TTS_MAX_CHARACTERS = 4096;

export const TtsRequest = requestBody({
  text: z.string().describe(`At most ${TTS_MAX_CHARACTERS} Unicode code points.`),
  speaker: z
    .string()
    .min(1)
    .max(VOICE_MAX_CHARACTERS)
    .default('default')
    .describe('A voice id of GET /v1/voices, or a blend `a(2)+b(1)`.'),
  language: z.enum(['auto', ...LANGUAGES]).default('auto'),
  emoji: EmojiField,
  speed: z.number().min(0.25).max(4).default(1),
  lexicons: LexiconNames,
  pack: PackField,
}).meta({ id: 'TtsRequest' });
export type TtsRequest = z.infer<typeof TtsRequest>;

export const TtsResponse = z
  .object({
    audio_base64: z.string(),
    format: z.literal('wav'),
    sample_rate: z.int(),
    duration: z.number().describe('Seconds.'),
    job_id: z.string(),
    voice: z.string(),
    spans: z.array(SpanView.pick({ start: true, end: true, language: true })),
    needs_review: JobResult.shape.needs_review,
    rtf: z.number().nullable(),
    cached: z.boolean(),
  })
  .meta({ id: 'TtsResponse' });
export type TtsResponse = z.infer<typeof TtsResponse>;
