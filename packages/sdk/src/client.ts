import type { CandidatesResponse, ModelList, VoiceList } from '@lector/contract';
import type { LectorClient } from './client-types.js';
import { jobCalls } from './job-calls.js';
import { lexiconCalls } from './lexicon-calls.js';
import { jsonOf } from './read-answer.js';
import { abortableSleep } from './retry.js';
import { asItIs, type Call, send, type TransportDeps } from './transport.js';

export interface ClientOptions {
  /** Where the API is, e.g. `http://127.0.0.1:8080`. */
  readonly baseUrl: string;
  readonly apiKey?: string;
  /** The platform's own when absent. */
  readonly fetch?: typeof globalThis.fetch;
  /** Tries after the first, for calls that may be repeated; 3 when absent. */
  readonly maxRetries?: number;
  /** Most a call may take, its retries included, where it does not say itself; 60 s when absent. */
  readonly timeoutMs?: number;
}

const DEFAULT_RETRIES = 3;
const DEFAULT_TIMEOUT_MS = 60_000;
/** For calls that speak before they answer: the API itself gives up after 120 s. */
const SPEAKING_MS = 150_000;
/** Between two looks at readiness. */
const READY_POLL_MS = 250;

/** A client of one deployment. @throws TypeError for an address or a key that no request could be sent with */
export function createClient(options: ClientOptions): LectorClient {
  const deps = transportOf(options);
  const json = <T>(call: Call) => send<T>(deps, call, jsonOf);
  const ready: LectorClient['ready'] = (rest = {}) =>
    json({ method: 'GET', path: ['readyz'], repeatable: false, ...rest });
  const speaking = { timeoutMs: Math.max(deps.timeoutMs, SPEAKING_MS) };

  return {
    jobs: jobCalls(deps),
    voices: {
      list: async ({ language, gender, kind, pack, ...rest } = {}) => {
        const query = { language, gender, kind, pack };
        return (await json<VoiceList>({ method: 'GET', path: ['v1', 'voices'], query, repeatable: true, ...rest }))
          .voices;
      },
      sample: (id, { language, pack, ...rest } = {}) => {
        const path = ['v1', 'voices', id, 'sample'];
        const call = { path, query: { language, pack }, headers: { accept: '*/*' }, repeatable: true };
        return send(
          deps,
          { method: 'GET', ...call, ...speaking, ...rest },
          async (answer) => new Uint8Array(await answer.arrayBuffer()),
        );
      },
    },
    models: {
      list: async (rest = {}) =>
        (await json<ModelList>({ method: 'GET', path: ['v1', 'models'], repeatable: true, ...rest })).data,
    },
    lexicons: lexiconCalls(deps, speaking),
    candidates: async (body, rest = {}) => {
      const call = { path: ['v1', 'text', 'candidates'], body, repeatable: true };
      return (await json<CandidatesResponse>({ method: 'POST', ...call, ...rest })).candidates;
    },
    explain: (body, rest = {}) =>
      json({ method: 'POST', path: ['v1', 'text', 'explain'], body, repeatable: true, ...rest }),
    // These two are not repeated: the first try may be speaking already, and there is no key to find it by.
    tts: (body, rest = {}) => json({ method: 'POST', path: ['tts'], body, repeatable: false, ...speaking, ...rest }),
    speech: (body, rest = {}) => {
      const call = { path: ['v1', 'audio', 'speech'], body, headers: { accept: '*/*' }, repeatable: false };
      return send(deps, { method: 'POST', ...call, ...speaking, ...rest }, asItIs);
    },
    capacity: (rest = {}) => json({ method: 'GET', path: ['v1', 'capacity'], repeatable: true, ...rest }),
    health: (rest = {}) => json({ method: 'GET', path: ['healthz'], repeatable: false, ...rest }),
    ready,
    waitUntilReady: async ({ timeoutMs, signal }) => {
      const untilMs = deps.nowMs() + timeoutMs;
      const rest = signal === undefined ? {} : { signal };
      for (;;) {
        try {
          return await ready(rest);
        } catch (error) {
          signal?.throwIfAborted();
          if (deps.nowMs() >= untilMs) throw error;
          await deps.sleep(READY_POLL_MS, signal);
        }
      }
    },
  };
}

function transportOf({ baseUrl, apiKey, fetch, maxRetries, timeoutMs }: ClientOptions): TransportDeps {
  if (!isAddress(baseUrl)) throw new TypeError(`the address must be an http or https URL without a user: ${baseUrl}`);
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new TypeError('the API key must be visible ASCII characters');
  }
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    apiKey: apiKey ?? null,
    // Called as a plain function: browsers refuse a fetch bound to another object.
    fetch: fetch ?? ((...request) => globalThis.fetch(...request)),
    maxRetries: maxRetries ?? DEFAULT_RETRIES,
    timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    sleep: abortableSleep,
    random: Math.random,
    nowMs: Date.now,
  };
}

/** Paths are put behind it, so it has no query; a user in it would be refused by `fetch`. */
function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username + password + search + hash === '';
}
