import type { Job, JobProgress, WebhookBody } from '@lector/contract';
import { LectorApiError, LectorConnectionError } from './errors.js';
import { SseParser, type SseMessage } from './sse-parser.js';
import { type CallError, delayMs, isPassing } from './retry.js';
import { asItIs, type Call, send, type TransportDeps } from './transport.js';

/** What a job's stream says. `id` is null on events that are not part of the stored stream. */
export type JobStreamEvent =
  /** The whole job; first on every connection, so also after a reconnect. */
  | { readonly type: 'job.state'; readonly id: string | null; readonly data: Job }
  | { readonly type: 'job.progress'; readonly id: string | null; readonly data: Omit<JobProgress, 'eta_seconds'> }
  | { readonly type: 'job.segment'; readonly id: string | null; readonly data: SegmentEvent }
  | { readonly type: WebhookBody['type']; readonly id: string | null; readonly data: WebhookBody['data'] };

/** A finished segment; offsets are code points of the submitted text. */
export interface SegmentEvent {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly audio_seconds: number;
  readonly cached: boolean;
}

export interface FollowOptions {
  /** Continue after this event; `0` for everything from the beginning. Without it: from now on. */
  readonly after?: string;
  readonly signal?: AbortSignal;
}

const TERMINAL = ['job.completed', 'job.failed', 'job.cancelled'];
const KNOWN = ['job.state', 'job.progress', 'job.segment', ...TERMINAL];
const RECONNECT_MS = 2000;
/** Three of the server's heartbeats: a connection that is silent for longer has died without saying so. */
const SILENCE_MS = 45_000;

/**
 * Follows a job to its end. Connects again by itself, from the last event seen, when a connection breaks or dies; the
 * iterator ends after the terminal event.
 * @throws LectorApiError when the job cannot be followed; LectorConnectionError when it breaks several times in a row
 */
export async function* followJob(
  deps: TransportDeps,
  id: string,
  options: FollowOptions = {},
): AsyncGenerator<JobStreamEvent, void, undefined> {
  let lastId = options.after ?? null;
  let failures = 0;
  for (;;) {
    let reconnectMs = RECONNECT_MS;
    try {
      const connection = await connect(deps, id, lastId, options.signal);
      if (connection === null) return;
      for await (const message of connection.messages) {
        failures = 0;
        lastId = message.id;
        reconnectMs = connection.parser.retryMs ?? reconnectMs;
        if (!KNOWN.includes(message.event)) continue;
        yield { type: message.event, id: message.id, data: JSON.parse(message.data) } as JobStreamEvent;
        if (TERMINAL.includes(message.event)) return;
      }
    } catch (thrown) {
      options.signal?.throwIfAborted();
      if (!isCallError(thrown) || !isPassing(thrown) || failures >= deps.maxRetries) throw thrown;
      reconnectMs = delayMs(thrown, failures, deps.random);
    }
    failures += 1;
    if (failures > deps.maxRetries) {
      throw new LectorConnectionError('the event stream breaks off again and again');
    }
    await deps.sleep(reconnectMs, options.signal);
  }
}

/** null: there is nothing more to come. */
async function connect(deps: TransportDeps, id: string, lastId: string | null, signal: AbortSignal | undefined) {
  const call: Call = {
    method: 'GET',
    path: ['v1', 'jobs', id, 'events'],
    headers: { accept: 'text/event-stream', ...(lastId === null ? {} : { 'last-event-id': lastId }) },
    // Reconnecting is done above, where an event in between counts as success.
    repeatable: false,
    ...(signal === undefined ? {} : { signal }),
  };
  const response = await send(deps, call, asItIs);
  if (response.status === 204 || response.body === null) return null;
  const parser = new SseParser(lastId);
  return { parser, messages: read(response.body, parser) };
}

async function* read(body: ReadableStream<Uint8Array>, parser: SseParser): AsyncGenerator<SseMessage> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      // Reading then ends, as it does when the server hangs up.
      const silence = setTimeout(() => void reader.cancel().catch(() => undefined), SILENCE_MS);
      const { done, value } = await reader
        .read()
        .catch((cause: unknown) => {
          throw new LectorConnectionError('the event stream broke off', { cause });
        })
        .finally(() => clearTimeout(silence));
      if (done) return;
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    // Leaving early (break, throw) must hang up, or the server goes on sending to nobody.
    await reader.cancel().catch(() => undefined);
  }
}

function isCallError(thrown: unknown): thrown is CallError {
  return thrown instanceof LectorApiError || thrown instanceof LectorConnectionError;
}
