import { z } from 'zod';
import { AudioFormat, JobError, WebhookEvent } from './job.js';

/**
 * Webhooks as Standard Webhooks 1.0 defines them: the body is signed together with its id and the time of the attempt
 * with HMAC-SHA256 under a secret of this job. The id and the body stay the same on every attempt; only the timestamp
 * and the signature change, so a receiver drops repeats by id and refuses old recordings by time.
 */

/** Far below the 20 kB the standard allows, whatever the job was; a receiver that wants more follows `links.self`. */
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

/** HMAC-SHA256 as the platform gives it; passed in because this package uses no Node module. */
export type HmacSha256 = (key: Uint8Array, message: Uint8Array) => Uint8Array;

export interface WebhookHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

const SECRET_PREFIX = 'whsec_';

/** Receivers following the standard refuse timestamps further away than this. */
export const WEBHOOK_TOLERANCE_SECONDS = 300;

/** @param message.id without `.`, which separates the signed parts */
export function signWebhook(
  message: {
    readonly id: string;
    readonly timestampSeconds: number;
    readonly body: string;
    readonly secret: string;
  },
  hmacSha256: HmacSha256,
): WebhookHeaders {
  const timestamp = String(Math.floor(message.timestampSeconds));
  const signed = new TextEncoder().encode(`${message.id}.${timestamp}.${message.body}`);
  const signature = hmacSha256(webhookKey(message.secret), signed);
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${toBase64(signature)}`,
  };
}

/** What a receiver does: whether one of the signatures is right and the time near enough. */
export function verifyWebhook(
  received: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: string;
    readonly secret: string;
    readonly nowSeconds: number;
  },
  hmacSha256: HmacSha256,
): boolean {
  const id = received.headers['webhook-id'];
  const timestamp = Number(received.headers['webhook-timestamp']);
  const signatures = received.headers['webhook-signature']?.split(' ') ?? [];
  if (id === undefined || !Number.isInteger(timestamp)) return false;
  if (Math.abs(received.nowSeconds - timestamp) > WEBHOOK_TOLERANCE_SECONDS) return false;
  const right = signWebhook(
    { id, timestampSeconds: timestamp, body: received.body, secret: received.secret },
    hmacSha256,
  )['webhook-signature'];
  return signatures.some((signature) => equalInConstantTime(signature, right));
}

/** A new secret from 32 random bytes. */
export function webhookSecret(random: Uint8Array): string {
  return `${SECRET_PREFIX}${toBase64(random)}`;
}

function webhookKey(secret: string): Uint8Array {
  const base64 = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret;
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Takes as long for a wrong first letter as for a wrong last one. */
function equalInConstantTime(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index += 1) difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  return difference === 0;
}
