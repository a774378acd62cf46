import type { Job, JobList, Timings } from '@lector/contract';
import type { JobCalls } from './client-types.js';
import { LectorJobError, LectorTimeoutError } from './errors.js';
import { followJob } from './job-events.js';
import { jsonOf } from './read-answer.js';
import { asItIs, type Call, send, type TransportDeps } from './transport.js';

/** Below the time after which proxies close a quiet connection. */
const WAIT_SECONDS = 30;
/** The API's most: listing everything takes the fewest calls. */
const PAGE = 100;

/** The calls about jobs. */
export function jobCalls(deps: TransportDeps): JobCalls {
  const json = <T>(call: Omit<Call, 'repeatable'>) => send<T>(deps, { ...call, repeatable: true }, jsonOf);
  const key = (given: string | undefined) => ({ 'idempotency-key': given ?? newKey() });

  const calls: JobCalls = {
    create: (body, { idempotencyKey, ...rest } = {}) =>
      json({ method: 'POST', path: path(), body, headers: key(idempotencyKey), ...rest }),
    get: (id, { wait, include, ...rest } = {}) => {
      const timeoutMs = deps.timeoutMs + (wait ?? 0) * 1000;
      return json({ method: 'GET', path: path(id), query: { wait, include }, timeoutMs, ...rest });
    },
    untilEnded: (id, rest = {}) => untilEnded(deps, calls, id, rest),
    untilCompleted: async (id, rest = {}) => {
      const job = await calls.untilEnded(id, rest);
      if (job.status !== 'completed') throw new LectorJobError(job);
      return job;
    },
    list: ({ status, limit, cursor, ...rest } = {}) =>
      json<JobList>({ method: 'GET', path: path(), query: { status, limit, cursor }, ...rest }),
    all: async function* (options = {}) {
      let cursor: string | null = null;
      do {
        const page: JobList = await calls.list({ ...options, limit: PAGE, ...(cursor === null ? {} : { cursor }) });
        yield* page.jobs;
        cursor = page.next_cursor;
      } while (cursor !== null);
    },
    cancel: (id, rest = {}) => json({ method: 'DELETE', path: path(id), ...rest }),
    retry: (id, { idempotencyKey, ...rest } = {}) =>
      json({ method: 'POST', path: path(id, 'retry'), headers: key(idempotencyKey), ...rest }),
    events: (id, rest = {}) => followJob(deps, id, rest),
    audio: (id, rest = {}) =>
      send(deps, audioCall(id, rest), async (answer) => new Uint8Array(await answer.arrayBuffer())),
    audioResponse: (id, { range, ...rest } = {}) =>
      send(deps, audioCall(id, rest, range === undefined ? {} : { range }), asItIs),
    timings: (id, rest = {}) => json<Timings>({ method: 'GET', path: path(id, 'timings'), ...rest }),
    subtitles: (id, format, rest = {}) => {
      const call = { path: path(id, 'timings'), query: { format }, headers: { accept: '*/*' } };
      return send(deps, { method: 'GET', ...call, repeatable: true, ...rest }, (answer) => answer.text());
    },
  };
  return calls;
}

async function untilEnded(
  deps: TransportDeps,
  calls: JobCalls,
  id: string,
  { timeoutMs = Number.POSITIVE_INFINITY, ...rest }: Parameters<JobCalls['untilEnded']>[1] & object,
): Promise<Job> {
  const untilMs = deps.nowMs() + timeoutMs;
  for (;;) {
    const leftSeconds = Math.max(0, Math.floor((untilMs - deps.nowMs()) / 1000));
    const job = await calls.get(id, { wait: Math.min(WAIT_SECONDS, leftSeconds), ...rest });
    if (job.status === 'completed' || job.status === 'failed' || job.status === 'cancelled') return job;
    if (leftSeconds === 0) throw new LectorTimeoutError(`the job is still ${job.status} [job=${id}]`);
  }
}

function path(...rest: readonly string[]): readonly string[] {
  return ['v1', 'jobs', ...rest];
}

function audioCall(
  id: string,
  { proxy, ...rest }: Parameters<JobCalls['audio']>[1] & object,
  headers: Readonly<Record<string, string>> = {},
): Call {
  const query = { proxy: proxy === true ? 1 : undefined };
  return {
    method: 'GET',
    path: path(id, 'audio'),
    query,
    headers: { accept: '*/*', ...headers },
    repeatable: true,
    ...rest,
  };
}

/** 128 random bits; `randomUUID` would be missing on pages served without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
