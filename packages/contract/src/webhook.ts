import { z } from 'zod';
import { AudioFormat, JobError, WebhookEvent } from './job.js';

/**
 * What a webhook says; how it is signed stands in `webhook-signature.ts`. Far below the 20 kB the standard allows, whatever
 * the job was; a receiver that wants more follows `links.self`.
 */
export const WebhookBody = z
  .object({
    type: WebhookEvent,
    timestamp: z.string().describe('When it happened, ISO 8601.'),
    data: z.object({
      id: z.string(),
      status: z.enum(['completed', 'failed', 'cancelled']),
      metadata: z.record(z.string(), z.string()),
      result: z
        .object({
          audio: z.object({
            key: z.string(),
            format: AudioFormat,
            bytes: z.int(),
            sha256: z.string(),
            duration_seconds: z.number(),
            sample_rate: z.int(),
          }),
        })
        .nullable(),
      error: JobError.nullable(),
      links: z.object({ self: z.string(), events: z.string(), audio: z.string() }),
    }),
  })
  .meta({ id: 'WebhookBody' });
export type WebhookBody = z.infer<typeof WebhookBody>;
