import { LectorApiError, LectorConnectionError, LectorTimeoutError } from './errors.js';
import { errorOf } from './read-answer.js';
import { delayMs, isPassing } from './retry.js';

/** What every method takes. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Most the call may take, its retries included; of a body that is read later, until it begins. */
  readonly timeoutMs?: number;
}

/** One call, and whether sending it twice is the same as sending it once. */
export interface Call extends CallOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL, part by part: an id is one of them, whatever it holds. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is where `contentType` names another. */
  readonly body?: unknown;
  readonly contentType?: string | undefined;
  readonly repeatable: boolean;
}

export interface TransportDeps {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly fetch: typeof globalThis.fetch;
  /** Tries after the first. */
  readonly maxRetries: number;
  /** For calls that bring none of their own. */
  readonly timeoutMs: number;
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Unix time. */
  readonly nowMs: () => number;
}

/**
 * Sends a call, again where that is safe and can help: no connection, or a refusal that passes.
 * @param read takes what is needed from the answer; when the connection breaks meanwhile, the call is sent again
 * @throws LectorApiError, LectorConnectionError; the abort reason when the caller's signal fires
 */
export async function send<T>(deps: TransportDeps, call: Call, read: (answer: Response) => Promise<T>): Promise<T> {
  const timeoutMs = call.timeoutMs ?? deps.timeoutMs;
  const untilMs = deps.nowMs() + timeoutMs;
  const request = requestOf(deps, call);
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort(new LectorTimeoutError(`no answer from ${deps.baseUrl} in ${timeoutMs / 1000} s`));
  }, timeoutMs);
  // The deadline ends with the call; the caller's signal stays with the body of the answer.
  const signal = call.signal === undefined ? deadline.signal : AbortSignal.any([call.signal, deadline.signal]);
  try {
    for (let retry = 0; ; retry += 1) {
      try {
        const response = await deps.fetch(request.url, { ...request.init, signal });
        if (!response.ok) throw await errorOf(response, deps.nowMs());
        return await read(response);
      } catch (thrown) {
        signal.throwIfAborted();
        const error =
          thrown instanceof LectorApiError
            ? thrown
            : new LectorConnectionError(`no answer from ${deps.baseUrl}`, { cause: thrown });
        if (!call.repeatable || retry >= deps.maxRetries || !isPassing(error)) throw error;
        const waitMs = delayMs(error, retry, deps.random);
        // What the server said last tells more than that the time is over.
        if (deps.nowMs() + waitMs >= untilMs) throw error;
        await deps.sleep(waitMs, signal);
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

/** For answers whose body the caller reads. */
export function asItIs(response: Response): Promise<Response> {
  return Promise.resolve(response);
}

/** Made before the first try: a header that cannot be sent is the caller's mistake, and no retry helps. */
function requestOf(deps: TransportDeps, call: Call): { readonly url: string; readonly init: RequestInit } {
  const headers = new Headers({ accept: 'application/json', ...call.headers });
  if (deps.apiKey !== null) headers.set('authorization', `Bearer ${deps.apiKey}`);
  if (call.body !== undefined) headers.set('content-type', call.contentType ?? 'application/json');
  const text = call.contentType === undefined ? JSON.stringify(call.body) : String(call.body);
  const body = call.body === undefined ? {} : { body: text };
  return { url: address(deps.baseUrl, call), init: { method: call.method, headers, ...body } };
}

function address(baseUrl: string, { path, query = {} }: Call): string {
  const fields = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const search = new URLSearchParams(fields).toString();
  return `${baseUrl}/${path.map(encodePart).join('/')}${search === '' ? '' : `?${search}`}`;
}

/** @throws TypeError for what would leave the path, or shorten it to that of another call */
function encodePart(part: string): string {
  if (part === '' || part === '.' || part === '..') throw new TypeError(`not an id: "${part}"`);
  // A path may hold it as it is, and calls of the API do: `lexicons:audition`.
  return encodeURIComponent(part).replaceAll('%3A', ':');
}
