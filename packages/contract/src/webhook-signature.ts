/**
 * Webhooks as Standard Webhooks 1.0 defines them: the body is signed together with its id and the time of the attempt
 * with HMAC-SHA256 under a secret of this job. The id and the body stay the same on every attempt; only the timestamp
 * and the signature change, so a receiver drops repeats by id and refuses old recordings by time. The SDK verifies them.
 * This file stands alone (no schemas), so that a browser or a receiver that needs it loads nothing else.
 */

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
  const signed = signedBytes(message.id, timestamp, new TextEncoder().encode(message.body));
  const signature = hmacSha256(webhookKey(message.secret), signed);
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${toBase64(signature)}`,
  };
}

/** A new secret from 32 random bytes. */
export function webhookSecret(random: Uint8Array): string {
  return `${SECRET_PREFIX}${toBase64(random)}`;
}

/** What the signature is over. @param timestamp as the header has it */
export function signedBytes(id: string, timestamp: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** The key a secret stands for, with or without `whsec_`. @throws DOMException when it is not base64 */
export function webhookKey(secret: string): Uint8Array<ArrayBuffer> {
  const base64 = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret;
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
