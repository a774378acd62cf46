import { z } from 'zod';
import { EmojiField } from './emoji-reading.js';
import { ERRORS, type ErrorCode } from './errors.js';
import { LANGUAGES } from './languages.js';
import { LexiconNames } from './lexicons.js';
import { PackField } from './pack-field.js';
import { TimingLevel, TimingPrecision } from './timings.js';
import { ONE_TEXT, ONE_TEXT_RULES, SsmlField, TextField } from './submitted-text.js';
import { requestBody } from './request-body.js';
import { VOICE_MAX_CHARACTERS } from './voice-blend.js';

/**
 * What a job looks like from outside: the body of `POST /v1/jobs` and the object every call answers with.
 * Offsets count Unicode code points of the submitted text, half-open.
 */

export const JOB_STATUSES = ['queued', 'running', 'paused', 'completed', 'failed', 'cancelled'] as const;
export const JobStatus = z.enum(JOB_STATUSES);
export type JobStatus = z.infer<typeof JobStatus>;

export const Lane = z.enum(['interactive', 'bulk']);
export type Lane = z.infer<typeof Lane>;

/** `aac` is AAC in MP4; `m4b` the same as an audiobook, with chapters. */
export const AudioFormat = z.enum(['wav', 'mp3', 'opus', 'aac', 'flac', 'pcm', 'm4b']);
export type AudioFormat = z.infer<typeof AudioFormat>;

export const WebhookEvent = z.enum(['job.completed', 'job.failed', 'job.cancelled']);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** Padded base64 of 24 to 64 bytes: what Standard Webhooks asks for and every verifying library decodes. */
const WEBHOOK_SECRET =
  /^whsec_(?:(?:[A-Za-z0-9+/]{4}){8,20}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?|(?:[A-Za-z0-9+/]{4}){21}(?:[A-Za-z0-9+/]{2}==)?)$/;

export const WebhookRequest = requestBody({
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .describe('Where the signed event is sent.'),
  secret: z
    .string()
    .regex(WEBHOOK_SECRET, 'must be whsec_ and 24 to 64 bytes in base64')
    .optional()
    .describe(
      'Signing secret (Standard Webhooks). Made when absent, and then told in the 202 alone; the same key in `Idempotency-Key` tells it again.',
    ),
  events: z.array(WebhookEvent).min(1).max(3).optional().describe('All three when absent.'),
}).meta({ id: 'WebhookRequest' });
export type WebhookRequest = z.infer<typeof WebhookRequest>;

/** UTF-16 units. */
const METADATA_VALUE_MAX = 512;

/** Metadata comes back in answers and webhooks, where half a surrogate pair or a control character breaks strict readers. */
function isPlain(text: string): boolean {
  // Its length is refused beside this; reading millions of characters over would hold everybody up.
  return text.length > METADATA_VALUE_MAX || !/[\p{Cs}\p{Cc}]/u.test(text.replaceAll(/[\t\n\r]/g, ''));
}
const NOT_PLAIN = 'must be well-formed Unicode without control characters but tab and line ends';

export const Metadata = z
  .record(
    z.string().min(1).max(64).refine(isPlain, NOT_PLAIN),
    z.string().max(METADATA_VALUE_MAX).refine(isPlain, NOT_PLAIN),
  )
  .refine((pairs) => Object.keys(pairs).length <= 16, 'at most 16 pairs');

export const JobRequest = requestBody(
  {
    text: TextField,
    ssml: SsmlField,
    voice: z
      .string()
      .min(1)
      .max(VOICE_MAX_CHARACTERS)
      .default('default')
      .describe('A voice id of GET /v1/voices, or a blend `a(2)+b(1)`.'),
    language: z
      .enum(['auto', ...LANGUAGES])
      .default('auto')
      .describe('What ambiguous spans are read as; `auto` decides from the text.'),
    emoji: EmojiField,
    speed: z.number().min(0.25).max(4).default(1),
    format: AudioFormat.default('wav').describe('`wav` and `pcm` are 16 bit, mono.'),
    sample_rate: z
      .int()
      .min(8_000)
      .max(48_000)
      .optional()
      .describe('Hz; the nearest the format has to the voice model’s own (24,000) when absent.'),
    normalize_loudness: z
      .boolean()
      .optional()
      .describe('Brings the whole to -18 LUFS with peaks below -3 dBTP, as audiobook shops ask.'),
    timings: z
      .enum(['none', ...TimingLevel.options])
      .optional()
      .describe('What GET /v1/jobs/{id}/timings will tell the times of; `none` when absent.'),
    seed: z
      .int()
      .min(0)
      .max(4_294_967_295)
      .optional()
      .describe('For engines that sample; part of the audio’s identity.'),
    lexicons: LexiconNames,
    pack: PackField,
    priority: Lane.optional().describe('`bulk` when absent.'),
    webhook: WebhookRequest.optional(),
    metadata: Metadata.optional(),
  },
  ONE_TEXT_RULES,
).meta({ id: 'JobRequest', ...ONE_TEXT });
export type JobRequest = z.infer<typeof JobRequest>;

export const JobProgress = z
  .object({
    segments_done: z.int().min(0),
    segments_total: z.int().min(0).describe('0 until the text is planned.'),
    audio_seconds: z.number().min(0),
    percent: z.number().min(0).max(100),
    eta_seconds: z.number().min(0).nullable(),
  })
  .meta({ id: 'JobProgress' });
export type JobProgress = z.infer<typeof JobProgress>;

/** A stretch of the text read in one language. */
export const SpanView = z
  .object({
    start: z.int().min(0),
    end: z.int().min(0),
    language: z.enum(LANGUAGES),
    source: z.string(),
    spoken: z.string().describe('The words as they are spoken: numbers, dates and signs written out.'),
    ipa: z.string(),
    words: z
      .array(z.object({ start: z.int().min(0), end: z.int().min(0), ipa: z.string() }))
      .describe('What timings tell the times of: a number or an abbreviation is one word.'),
    rule: z.string().describe('Why this language and this reading.'),
  })
  .meta({ id: 'Span' });
export type SpanView = z.infer<typeof SpanView>;

export const JobResult = z
  .object({
    audio: z
      .object({
        url: z.string(),
        url_expires_at: z.string().nullable(),
        key: z.string(),
        format: AudioFormat,
        bytes: z.int(),
        sha256: z.string(),
        duration_seconds: z.number(),
        sample_rate: z.int(),
      })
      .nullable()
      .describe('null once the audio was deleted.'),
    timings: z
      .object({ url: z.string(), key: z.string(), precision: TimingPrecision, level: TimingLevel })
      .optional()
      .describe('Where the job was asked for them, until the audio is deleted.'),
    chapters: z
      .array(z.object({ title: z.string(), start: z.int(), start_seconds: z.number() }))
      .optional()
      .describe('By the headings of the text, where it has any; marked in the file itself in `m4b` and `mp3`.'),
    spans: z.array(SpanView.pick({ start: true, end: true, language: true })),
    needs_review: z
      .array(z.object({ segment: z.int(), start: z.int(), end: z.int(), reason: z.string() }))
      .describe(
        'What to listen to or look at: segments whose audio the output check doubts, and characters that are not spoken ' +
          'because no language has a reading for them (`no_reading`), words of other scripts that are read by their Latin letters ' +
          '(`transliterated`), and what markup asked for in vain (`pitch_unsupported`, ' +
          '`duration_unsupported`, `emphasis_unsupported`, `rate_limited`, `not_a_reading`).',
      ),
    segments_rendered: z
      .int()
      .min(0)
      .describe('Segments rendered for this job, over all its attempts; the others were stored already.'),
    rtf: z.number().nullable().describe('Seconds of inference per second of newly rendered audio.'),
    cached: z.boolean().describe('true when every segment was already stored.'),
  })
  .meta({ id: 'JobResult' });
export type JobResult = z.infer<typeof JobResult>;

export const JobError = z
  .object({
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
    title: z.string(),
    detail: z.string(),
    retryable: z.boolean(),
  })
  .meta({ id: 'JobError' });
export type JobError = z.infer<typeof JobError>;

export const Job = z
  .object({
    id: z.string(),
    kind: z.enum(['speech']),
    retry_of: z.string().optional(),
    status: JobStatus,
    lane: Lane,
    progress: JobProgress,
    created_at: z.string(),
    started_at: z.string().nullable(),
    finished_at: z.string().nullable(),
    attempts: z.int(),
    request: z
      .record(z.string(), z.unknown())
      .describe(
        'As submitted, without `text` unless ?include=text, without secrets; `lexicons` with the versions they had then, `voice` and `pack` as they were resolved.',
      ),
    result: JobResult.nullable(),
    error: JobError.nullable(),
    metadata: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof Job>;

/** A job in a listing: a hundred of them with all their spans would be tens of megabytes. */
export const JobSummary = Job.extend({
  result: JobResult.omit({ spans: true, needs_review: true })
    .nullable()
    .describe('Without `spans` and `needs_review`, which can be long; GET /v1/jobs/{id} has them.'),
}).meta({ id: 'JobSummary' });
export type JobSummary = z.infer<typeof JobSummary>;

export const JobAccepted = z
  .object({
    id: z.string(),
    status: JobStatus,
    lane: Lane,
    eta_seconds: z.number().nullable(),
    links: z.object({ self: z.string(), events: z.string(), audio: z.string() }),
    webhook_secret: z
      .string()
      .optional()
      .describe(
        'Only when Lector made the secret for this job; a retry signs with that of the job it repeats. No other call tells it, but the 202 repeated for the same `Idempotency-Key` does.',
      ),
  })
  .meta({ id: 'JobAccepted' });
export type JobAccepted = z.infer<typeof JobAccepted>;
