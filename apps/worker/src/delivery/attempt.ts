import { createHmac } from 'node:crypto';
import { LectorError, signWebhook } from '@lector/contract';
import { refusedWebhookUrl } from '@lector/jobs';
import { Agent, request } from 'undici';
import { retryAfterSeconds } from './retry-after.js';
import { guardedLookup, type TargetRules } from './target.js';

/** How one delivery attempt ended. What to do about it is the schedule's business. */
export type AttemptOutcome =
  | { readonly kind: 'delivered'; readonly status: number }
  /** Answered, but not with 2xx; redirects are never followed and count here. */
  | { readonly kind: 'rejected'; readonly status: number; readonly retryAfterSeconds: number | null }
  /** 410: the receiver wants no more. */
  | { readonly kind: 'gone'; readonly status: number }
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** The target is one webhooks may not be sent to; no connection was made. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface Delivery {
  readonly url: string;
  readonly secret: string;
  readonly eventId: string;
  /** Sent byte for byte. */
  readonly body: string;
}

/** The whole attempt, DNS to last byte. A receiver that drips keeps the slot no longer than this. */
const TOTAL_MS = 15_000;
const CONNECT_MS = 5_000;
/** The answer's body is not used; a little is read so that the receiver can close the connection in order. */
const MAX_ANSWER_BYTES = 16 * 1024;

/** Sends one signed event (Standard Webhooks 1.0). Never throws for what a receiver does. */
export async function attemptDelivery(
  delivery: Delivery,
  rules: TargetRules,
  deps: { readonly now: () => number; readonly totalMs?: number },
): Promise<AttemptOutcome> {
  const refused = refusedWebhookUrl(delivery.url, rules.allowCidrs);
  if (refused !== null) return { kind: 'refused', reason: `the address ${refused}` };
  const agent = new Agent({
    connect: { lookup: guardedLookup(rules), timeout: CONNECT_MS, autoSelectFamily: false },
    maxResponseSize: MAX_ANSWER_BYTES,
    headersTimeout: TOTAL_MS,
    bodyTimeout: TOTAL_MS,
    allowH2: false,
    pipelining: 0,
  });
  try {
    const { statusCode, headers, body } = await request(delivery.url, {
      dispatcher: agent,
      method: 'POST',
      signal: AbortSignal.timeout(deps.totalMs ?? TOTAL_MS),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Lector-Webhooks/1.0',
        ...signWebhook(
          {
            id: delivery.eventId,
            timestampSeconds: Math.floor(deps.now() / 1000),
            body: delivery.body,
            secret: delivery.secret,
          },
          (key, message) => createHmac('sha256', key).update(message).digest(),
        ),
      },
      body: delivery.body,
    });
    // The verdict is the status; what follows may be endless, and is cut off by the limits above.
    await body.dump({ limit: MAX_ANSWER_BYTES }).catch(() => {});
    return judge(statusCode, retryAfterSeconds(headers['retry-after'], deps.now()));
  } catch (error) {
    const root = rootCause(error);
    if (root instanceof LectorError && root.code === 'webhook_target_refused')
      return { kind: 'refused', reason: root.message };
    return { kind: 'unreachable', reason: describe(root) };
  } finally {
    await agent.destroy();
  }
}

function judge(status: number, retryAfter: number | null): AttemptOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  if (status === 410) return { kind: 'gone', status };
  return { kind: 'rejected', status, retryAfterSeconds: retryAfter };
}

function rootCause(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? rootCause(error.cause) : error;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
