import { errorOf, LectorApiError, LectorConnectionError } from './errors.js';

/** One call: a path below the base URL, and whether sending it twice is the same as sending it once. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly repeatable: boolean;
  readonly signal?: AbortSignal;
}

export interface TransportDeps {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly fetch: typeof globalThis.fetch;
  /** Tries after the first. */
  readonly maxRetries: number;
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 8_000;
/** A server that asks for more is down for longer than a caller wants to be blocked without knowing. */
const MAX_RETRY_AFTER_SECONDS = 30;
const RETRIED_STATUSES = [429, 503];

/**
 * Sends a call, again where that is safe and can help: no connection, 429, 503.
 * @returns the answer, its body unread; statuses of 300 and above become errors
 * @throws LectorApiError, LectorConnectionError; the abort reason when the caller's signal fires
 */
export async function send(deps: TransportDeps, call: Call): Promise<Response> {
  for (let retry = 0; ; retry += 1) {
    const answer = await attempt(deps, call).catch((thrown: unknown) => {
      call.signal?.throwIfAborted();
      return new LectorConnectionError(`no answer from ${deps.baseUrl}`, { cause: thrown });
    });
    if (!(answer instanceof Error)) return answer;
    if (!call.repeatable || retry >= deps.maxRetries || !isPassing(answer)) throw answer;
    await deps.sleep(delayMs(answer, retry, deps.random), call.signal);
  }
}

export type CallError = LectorApiError | LectorConnectionError;

/** Whether the same call may succeed a little later. */
export function isPassing(error: CallError): boolean {
  return error instanceof LectorConnectionError || RETRIED_STATUSES.includes(error.status);
}

/** What the server asks for, else doubling steps with jitter, so that clients do not come back all together. */
export function delayMs(error: CallError, retry: number, random: () => number): number {
  const asked = error instanceof LectorApiError ? error.retryAfterSeconds : null;
  if (asked !== null) return Math.min(asked, MAX_RETRY_AFTER_SECONDS) * 1000;
  return Math.min(FIRST_DELAY_MS * 2 ** retry, MAX_DELAY_MS) * (0.5 + random() / 2);
}

async function attempt(deps: TransportDeps, call: Call): Promise<Response | LectorApiError> {
  const headers: Record<string, string> = { accept: 'application/json', ...call.headers };
  if (deps.apiKey !== null) headers['authorization'] = `Bearer ${deps.apiKey}`;
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  const response = await deps.fetch(address(deps.baseUrl, call), {
    method: call.method,
    headers,
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  });
  return response.ok ? response : errorOf(response);
}

function address(baseUrl: string, { path, query = {} }: Call): string {
  const fields = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const search = new URLSearchParams(fields).toString();
  return `${baseUrl}${path}${search === '' ? '' : `?${search}`}`;
}

/** Waits, or throws the abort reason. */
export function abortableSleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    if (signal?.aborted === true) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}
