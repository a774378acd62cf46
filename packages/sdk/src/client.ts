import type {
  ExplainRequest,
  ExplainResponse,
  Health,
  Job,
  JobAccepted,
  JobList,
  JobRequest,
  JobStatus,
  Readiness,
  TtsRequest,
  TtsResponse,
  Voice,
  VoiceList,
} from '@lector/contract';
import { followJob, type FollowOptions, type JobStreamEvent } from './job-events.js';
import { abortableSleep, type Call, send, type TransportDeps } from './transport.js';

/** What is needed to say, the rest has defaults. */
export type JobInput = Pick<JobRequest, 'text'> & Partial<Omit<JobRequest, 'text'>>;
export type ExplainInput = Pick<ExplainRequest, 'text'> & Partial<ExplainRequest>;
export type TtsInput = Pick<TtsRequest, 'text'> & Partial<TtsRequest>;

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface ClientOptions {
  /** Where the API is, e.g. `http://127.0.0.1:8080`. */
  readonly baseUrl: string;
  readonly apiKey?: string;
  /** The platform's own when absent. */
  readonly fetch?: typeof globalThis.fetch;
  /** Tries after the first, for calls that may be repeated; 3 when absent. */
  readonly maxRetries?: number;
}

export interface LectorClient {
  readonly jobs: {
    /** Submits a job. Without a key one is made, so that trying again never makes a second job. */
    create(input: JobInput, options?: CallOptions & { readonly idempotencyKey?: string }): Promise<JobAccepted>;
    /** @param options.wait seconds (0 to 60) to wait for the end before answering */
    get(id: string, options?: CallOptions & { readonly wait?: number; readonly include?: 'text' }): Promise<Job>;
    /** Waits, however long it takes, until the job has ended. */
    untilEnded(id: string, options?: CallOptions): Promise<Job>;
    list(
      options?: CallOptions & { readonly status?: JobStatus; readonly limit?: number; readonly cursor?: string },
    ): Promise<JobList>;
    /** Cancels; of a finished job, deletes the audio. */
    cancel(id: string, options?: CallOptions): Promise<Job>;
    retry(id: string, options?: CallOptions & { readonly idempotencyKey?: string }): Promise<JobAccepted>;
    events(id: string, options?: FollowOptions): AsyncGenerator<JobStreamEvent, void, undefined>;
    /** The whole audio. `proxy` fetches it through the API where it would redirect to the object store. */
    audio(id: string, options?: CallOptions & { readonly proxy?: boolean }): Promise<Uint8Array>;
    /** The same as an answer whose body is still to be read, or a range of it (`bytes=0-99`). */
    audioResponse(
      id: string,
      options?: CallOptions & { readonly range?: string; readonly proxy?: boolean },
    ): Promise<Response>;
  };
  readonly voices: { list(options?: CallOptions): Promise<readonly Voice[]> };
  explain(input: ExplainInput, options?: CallOptions): Promise<ExplainResponse>;
  tts(input: TtsInput, options?: CallOptions): Promise<TtsResponse>;
  health(options?: CallOptions): Promise<Health>;
  /** @throws LectorApiError `not_ready` with what is missing in `errors` */
  ready(options?: CallOptions): Promise<Readiness>;
  /** Asks until everything a job needs is there. @throws what the last look said when the time is over */
  waitUntilReady(options: CallOptions & { readonly timeoutMs: number }): Promise<Readiness>;
}

const DEFAULT_RETRIES = 3;
/** Between two looks at readiness. */
const READY_POLL_MS = 250;
/** Below the time after which proxies close a quiet connection. */
const WAIT_SECONDS = 30;

/**
 * A client of one deployment. Methods throw `LectorApiError`, `LectorConnectionError`, or the
 * reason when their signal is aborted.
 */
export function createClient(options: ClientOptions): LectorClient {
  const deps: TransportDeps = {
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    apiKey: options.apiKey ?? null,
    // Called as a plain function: browsers refuse a fetch bound to another object.
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    maxRetries: options.maxRetries ?? DEFAULT_RETRIES,
    sleep: abortableSleep,
    random: Math.random,
  };
  const json = async <T>(call: Call): Promise<T> => (await (await send(deps, call)).json()) as T;
  const job = (id: string, rest = ''): string => `/v1/jobs/${encodeURIComponent(id)}${rest}`;
  const key = (given: string | undefined) => ({ 'idempotency-key': given ?? newKey() });

  const jobs: LectorClient['jobs'] = {
    create: (body, { idempotencyKey, ...rest } = {}) =>
      json({ method: 'POST', path: '/v1/jobs', body, headers: key(idempotencyKey), repeatable: true, ...rest }),
    get: (id, { wait, include, ...rest } = {}) =>
      json({ method: 'GET', path: job(id), query: { wait, include }, repeatable: true, ...rest }),
    untilEnded: async (id, rest = {}) => {
      for (;;) {
        const found = await jobs.get(id, { wait: WAIT_SECONDS, ...rest });
        if (found.status === 'completed' || found.status === 'failed' || found.status === 'cancelled') return found;
      }
    },
    list: ({ status, limit, cursor, ...rest } = {}) =>
      json({ method: 'GET', path: '/v1/jobs', query: { status, limit, cursor }, repeatable: true, ...rest }),
    cancel: (id, rest = {}) => json({ method: 'DELETE', path: job(id), repeatable: true, ...rest }),
    retry: (id, { idempotencyKey, ...rest } = {}) =>
      json({ method: 'POST', path: job(id, '/retry'), headers: key(idempotencyKey), repeatable: true, ...rest }),
    events: (id, rest = {}) => followJob(deps, id, rest),
    audioResponse: (id, { range, proxy, ...rest } = {}) =>
      send(deps, {
        method: 'GET',
        path: job(id, '/audio'),
        query: { proxy: proxy === true ? 1 : undefined },
        headers: { accept: '*/*', ...(range === undefined ? {} : { range }) },
        repeatable: true,
        ...rest,
      }),
    audio: async (id, rest = {}) => new Uint8Array(await (await jobs.audioResponse(id, rest)).arrayBuffer()),
  };

  const ready: LectorClient['ready'] = (rest = {}) =>
    json({ method: 'GET', path: '/readyz', repeatable: false, ...rest });

  return {
    jobs,
    voices: {
      list: async (rest = {}) =>
        (await json<VoiceList>({ method: 'GET', path: '/v1/voices', repeatable: true, ...rest })).voices,
    },
    explain: (body, rest = {}) => json({ method: 'POST', path: '/v1/text/explain', body, repeatable: true, ...rest }),
    // Not repeated: the first try may be speaking already, and this call has no key to find it by.
    tts: (body, rest = {}) => json({ method: 'POST', path: '/tts', body, repeatable: false, ...rest }),
    health: (rest = {}) => json({ method: 'GET', path: '/healthz', repeatable: false, ...rest }),
    ready,
    waitUntilReady: async ({ timeoutMs, signal }) => {
      const untilMs = performance.now() + timeoutMs;
      const rest = signal === undefined ? {} : { signal };
      for (;;) {
        try {
          return await ready(rest);
        } catch (error) {
          signal?.throwIfAborted();
          if (performance.now() >= untilMs) throw error;
          await deps.sleep(READY_POLL_MS, signal);
        }
      }
    },
  };
}

/** 128 random bits; `randomUUID` would be missing on pages served without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
