import { z } from 'zod';
import { JobStatus, JobSummary } from './job.js';

/** Query strings and headers of the calls about jobs. */

/** Longest a `GET /v1/jobs/:id` may be held open, seconds: below the 60 s after which most proxies give up. */
export const MAX_WAIT_SECONDS = 60;

export const JobQuery = z.strictObject({
  wait: z.coerce
    .number()
    .min(0)
    .max(MAX_WAIT_SECONDS)
    .default(0)
    .describe('Seconds to wait for a terminal state before answering.'),
  include: z.enum(['text']).optional().describe('`text` puts the submitted text into `request`.'),
});

export const JobListQuery = z.strictObject({
  status: JobStatus.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(256).optional().describe('`next_cursor` of the page before.'),
});

export const AudioQuery = z.strictObject({
  proxy: z.enum(['0', '1']).default('0').describe('`1` streams through the API where it would redirect.'),
});

export const EventsQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,20}(-\d{1,20})?$/, 'must be an event id')
    .optional()
    .describe('As the header Last-Event-ID, for clients that cannot set it; `0` replays from the beginning.'),
});

export const JobList = z
  .object({ jobs: z.array(JobSummary), next_cursor: z.string().nullable().describe('null on the last page.') })
  .meta({ id: 'JobList' });
export type JobList = z.infer<typeof JobList>;

/** Visible ASCII, so that a key means the same in every client, log and proxy. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
