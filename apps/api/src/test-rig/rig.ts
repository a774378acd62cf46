import { randomBytes } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { type JobResult, type Language, LectorError, Problem, unknownVoice } from '@lector/contract';
import type { EngineModel, EngineVoice } from '@lector/engines';
import { createLogger, NO_TRACING, type Tracing } from '@lector/process-kit';
import { createLexiconPins } from '@lector/dictionaries';
import { createClient } from '@lector/sdk';
import { waitFor } from '@lector/testing';
import type { Plan } from '@lector/text';
import { createApiMetrics } from '../api-metrics.js';
import { createApp } from '../app.js';
import type { ServedPack } from '../served-packs.js';
import type { ApiDeps, ApiSettings } from '../deps.js';
import { listen } from '../http-server.js';
import { backlogOf } from './backlog-of.js';
import { jobResult } from './job-result.js';
import { MemoryLexicons } from './memory-lexicons.js';
import { memoryObjects } from './memory-objects.js';
import { MemoryStore } from './memory-store.js';

/** The whole API over real HTTP, with its ports in memory: fast, and every outage at hand. */

/** Text that must turn up nowhere but in the job. */
export const CANARY = 'Zebra-7731';

function listed(id: string, name: string, gender: EngineVoice['gender'], speaks: readonly Language[]): EngineVoice {
  const languages = speaks.map((language) => ({ language, quality: 'native' }) as const);
  return { id, name, gender, kind: 'preset', trainedOn: speaks, languages };
}

const MODEL: EngineModel = {
  revision: '1',
  sampleRate: 24_000,
  defaultVoice: 'tone',
  voices: [
    listed('tone', 'Tone', 'female', ['zh', 'en', 'ja', 'ko']),
    listed('english', 'English only', 'male', ['en']),
    listed('korean', 'Korean only', 'male', ['ko']),
  ],
  voice: (asked) => {
    const voice = MODEL.voices.find(({ id }) => id === (asked === 'default' ? MODEL.defaultVoice : asked));
    if (voice === undefined) throw unknownVoice(asked, null);
    return voice;
  },
  speed: { min: 0.25, max: 4 },
  limit: { maxSize: 100, targetSize: 50, size: ({ ipa }) => ipa.length },
  encode: () => ({ family: 'tone' }),
  expectedSeconds: () => 1,
  timings: { precision: 'estimated', finest: 'sentence' },
  wordTimes: () => ({ precision: 'estimated', spans: [] }),
};

const PLAN: Plan = {
  version: 1,
  segments: [
    {
      index: 0,
      start: 0,
      end: 5,
      pauseMs: 0,
      spans: [
        {
          start: 0,
          end: 5,
          language: 'en',
          source: 'Hello',
          spoken: 'Hello',
          ipa: 'həlˈoʊ',
          words: [{ start: 0, end: 5, ipaStart: 0, ipaEnd: 6 }],
          rule: 'latin',
        },
      ],
    },
  ],
};

interface RigOptions {
  /** A made-up model with three voices when absent. */
  readonly model?: EngineModel;
  /** Packs beside the first, which is called `tone`. */
  readonly otherPacks?: readonly ServedPack[];
  readonly settings?: Partial<ApiSettings>;
  readonly presigned?: string;
  readonly probes?: Partial<ApiDeps['probes']>;
  readonly load?: Partial<ApiDeps['load']>;
  readonly tracing?: Tracing;
  readonly ffmpeg?: ApiDeps['ffmpeg'];
}

/** Closed when the test that starts it has finished: `afterEach` here would hold for the first file alone of those that share a process. */
export async function startRig(options: RigOptions = {}) {
  const store = new MemoryStore();
  const lexicons = new MemoryLexicons();
  const objects = new Map<string, Uint8Array>();
  const queued: string[] = [];
  const queuedAsNew: string[] = [];
  const removed: string[] = [];
  const log: string[] = [];
  const planned: (Parameters<ApiDeps['text']['plan']>[2] & { readonly pack: string })[] = [];
  const state = { queueDown: false };
  const closing = new AbortController();
  const drainOver = new AbortController();
  const metrics = createApiMetrics();
  const deps: ApiDeps = {
    store: store.port,
    notifier: store.notifier,
    transport: {
      enqueue: ({ id }, { isNew } = { isNew: false }) => {
        if (state.queueDown) return Promise.reject(new LectorError('queue_unavailable', 'could not reach it'));
        queued.push(id);
        if (isNew) queuedAsNew.push(id);
        return Promise.resolve();
      },
      remove: ({ id }) => Promise.resolve(void removed.push(id)),
    },
    objects: memoryObjects(objects, options.presigned ?? null),
    lexicons: lexicons.port,
    lexiconPins: createLexiconPins({ read: (key) => Promise.resolve(objects.get(key) ?? null) }),
    packs: [
      { name: 'tone', model: options.model ?? MODEL, languages: ['zh', 'en', 'ja'] },
      ...(options.otherPacks ?? []),
    ],
    text: {
      plan: ({ name: pack }, _text, asked) => Promise.resolve(void planned.push({ ...asked, pack })).then(() => PLAN),
      candidates: () => Promise.resolve([]),
    },
    probes: {
      queue: () => Promise.resolve(),
      storage: () => Promise.resolve(),
      workers: () => Promise.resolve(1),
      ...options.probes,
    },
    load: {
      backlog: () => Promise.resolve(backlogOf(0, 0)),
      charactersPerSecond: () => Promise.resolve(null),
      workers: () => Promise.resolve([]),
      slotsInUse: () => Promise.resolve(0),
      oldestWaitingMs: () => Promise.resolve(null),
      ...options.load,
    },
    settings: {
      version: '0.1.0',
      publicUrl: '',
      auth: { kind: 'none' },
      maxCharacters: 10_000,
      webhookAllowCidrs: [],
      idempotencyTtlMs: 1000,
      storeMs: 1000,
      ttsTimeoutMs: 5000,
      sse: { lookMs: 20, heartbeatMs: 60_000 },
      ...options.settings,
    },
    logger: createLogger({
      name: 'api',
      level: 'trace',
      destination: { write: (line) => void log.push(line) },
    }),
    metrics,
    tracing: options.tracing ?? NO_TRACING,
    nowMs: Date.now,
    monotonicMs: () => performance.now(),
    randomBytes,
    textKey: (id) => `jobs/${id}/text`,
    lexiconKey: (tenant, token) => `lexicons/${tenant}/${token}`,
    audioKey: (id, fence, extension) => `jobs/${id}/${fence}/audio.${extension}`,
    timingsKey: (id, fence) => `jobs/${id}/${fence}/timings.ndjson`,
    segmentKey: (tenant, contentKey) => `segments/${tenant}/${contentKey}`,
    ffmpeg: options.ffmpeg ?? (() => Promise.reject(new Error('no test of this lane starts an encoder'))),
    sampleKey: ({ pack, voice, language }) => `samples/${pack}/${voice}-${language}`,
    closing: closing.signal,
    drainOver: drainOver.signal,
  };
  const server = await listen(createApp(deps), { host: '127.0.0.1', port: 0, typeBase: '', newId: () => 'req_x' });
  onTestFinished(async () => {
    closing.abort();
    await server.close(100);
  });
  const client = createClient({ baseUrl: server.url, maxRetries: 0 });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    store,
    lexicons,
    objects,
    queued,
    queuedAsNew,
    planned,
    removed,
    log,
    state,
    closing,
    drainOver,
    deps,
    url: server.url,
    client,
    post,
  };
}

/** The problem document of an answer, checked for what every one of them must be. */
export async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.type).toBe(`/docs/errors#${problem.code}`);
  expect(problem.instance).toBe(response.headers.get('x-request-id'));
  return problem;
}

export const AUDIO = Uint8Array.from({ length: 100 }, (_, index) => index);

export function result(key: string, format: 'wav' | 'pcm' = 'wav'): JobResult {
  return jobResult({ key, format, bytes: AUDIO.length, sha256: 'ab'.repeat(32), duration_seconds: 1.5 });
}

export type Rig = Awaited<ReturnType<typeof startRig>>;

export async function finishedJob(rig: Rig, format: 'wav' | 'pcm' = 'wav'): Promise<string> {
  const { id } = await rig.client.jobs.create({ text: 'Hello', format });
  const key = rig.deps.audioKey(id, 1, format);
  rig.objects.set(key, AUDIO);
  rig.store.run(id);
  rig.store.end(id, 'completed', { result: result(key, format) });
  return id;
}

export const until = <T>(condition: () => T | false | undefined) =>
  waitFor(condition, { what: 'the state the test waits for' });
