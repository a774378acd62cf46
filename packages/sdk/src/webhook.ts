import type { WebhookBody } from '@lector/contract';
import { signedBytes, WEBHOOK_TOLERANCE_SECONDS, webhookKey } from '@lector/contract/webhook-signature';

/** A received webhook: what it says, or why it must not be believed. */
export type WebhookVerdict =
  | {
      readonly verified: true;
      /** The same on every delivery of this event: a receiver remembers it and drops repeats. */
      readonly id: string;
      readonly event: WebhookBody;
    }
  | {
      readonly verified: false;
      readonly reason:
        | 'header_missing'
        /** A recording, or a clock that is wrong. */
        | 'outside_tolerance'
        /** Another secret, or another body than the one that was sent. */
        | 'wrong_signature'
        /** Signed, but not Lector's JSON. */
        | 'not_an_event';
    };

/** Headers as `fetch`, Node and Express have them. */
export type ReceivedHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Checks a webhook as Standard Webhooks 1.0 says: signature, and a time near enough.
 * @param rawBody the bytes as they came, or the same as text; parsed and written again it is another body
 * @param secret of the job, `whsec_…`
 * @param options.nowSeconds Unix time, the clock's when absent
 * @throws TypeError when the secret is none
 */
export async function verifyWebhook(
  headers: ReceivedHeaders,
  rawBody: string | Uint8Array,
  secret: string,
  options: { readonly toleranceSeconds?: number; readonly nowSeconds?: number } = {},
): Promise<WebhookVerdict> {
  const { toleranceSeconds = WEBHOOK_TOLERANCE_SECONDS, nowSeconds = Date.now() / 1000 } = options;
  const key = await importKey(secret);
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = headerOf(headers, 'webhook-signature');
  if (id === null || timestamp === null || signatures === null) return refused('header_missing');
  const sentSeconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  // Written so that NaN is refused.
  if (!(Math.abs(nowSeconds - sentSeconds) <= toleranceSeconds)) return refused('outside_tolerance');
  const body = typeof rawBody === 'string' ? new TextEncoder().encode(rawBody) : rawBody;
  const signed = signedBytes(id, timestamp, body);
  // More than one while the sender changes its secret; those of other versions are for other receivers.
  const candidates = signatures.split(' ').flatMap((signature) => bytesOf(signature) ?? []);
  const checks = await Promise.all(candidates.map((mac) => crypto.subtle.verify('HMAC', key, mac, signed)));
  if (!checks.includes(true)) return refused('wrong_signature');
  const event = eventIn(body);
  return event === null ? refused('not_an_event') : { verified: true, id, event };
}

function refused(reason: Extract<WebhookVerdict, { verified: false }>['reason']): WebhookVerdict {
  return { verified: false, reason };
}

async function importKey(secret: string): ReturnType<typeof crypto.subtle.importKey> {
  try {
    const hmac = { name: 'HMAC', hash: 'SHA-256' } as const;
    return await crypto.subtle.importKey('raw', webhookKey(secret), hmac, false, ['verify']);
  } catch (error) {
    throw new TypeError('the webhook secret must be whsec_ and base64', { cause: error });
  }
}

/** Names in any case; of a header that came twice, the first. */
function headerOf(headers: ReceivedHeaders, name: string): string | null {
  if (headers instanceof Headers) return headers.get(name);
  const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return (typeof value === 'string' ? value : value?.[0]) ?? null;
}

/** The bytes of `v1,BASE64`. */
function bytesOf(signature: string): Uint8Array<ArrayBuffer> | null {
  if (!signature.startsWith('v1,')) return null;
  try {
    return Uint8Array.from(atob(signature.slice(3)), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function eventIn(body: Uint8Array): WebhookBody | null {
  try {
    const event = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as WebhookBody | null;
    return typeof event?.type === 'string' && typeof event.data === 'object' ? event : null;
  } catch {
    return null;
  }
}
