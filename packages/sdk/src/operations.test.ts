import { OPERATIONS } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { createClient } from './client.js';
import type { LectorClient } from './client-types.js';

/** The method of the client for each operation of the API, with every parameter the operation has. */
const METHODS: Readonly<Record<string, (client: LectorClient) => Promise<unknown>>> = {
  createJob: ({ jobs }) => jobs.create({ text: 'a' }, { idempotencyKey: 'k' }),
  listJobs: ({ jobs }) => jobs.list({ status: 'queued', limit: 5, cursor: 'c' }),
  getJob: ({ jobs }) => jobs.get('ID', { wait: 1, include: 'text' }),
  cancelJob: ({ jobs }) => jobs.cancel('ID'),
  retryJob: ({ jobs }) => jobs.retry('ID', { idempotencyKey: 'k' }),
  followJob: ({ jobs }) => jobs.events('ID', { after: '1-0' }).next(),
  getAudio: ({ jobs }) => jobs.audioResponse('ID', { range: 'bytes=0-1', proxy: true }),
  getTimings: ({ jobs }) => jobs.subtitles('ID', 'srt'),
  listVoices: ({ voices }) => voices.list({ language: 'zh', gender: 'female', kind: 'preset', pack: 'p' }),
  sampleVoice: ({ voices }) => voices.sample('ID', { language: 'zh', pack: 'p' }),
  listModels: ({ models }) => models.list(),
  listLexicons: ({ lexicons }) => lexicons.list({ limit: 5, cursor: 'c' }),
  getLexicon: ({ lexicons }) => lexicons.get('ID', { version: 2 }),
  putLexicon: ({ lexicons }) => lexicons.put('ID', { entries: [] }, { ifMatch: '"1-a"', ifNoneMatch: '*' }),
  deleteLexicon: ({ lexicons }) => lexicons.delete('ID', { ifMatch: '"1-a"' }),
  auditionLexicon: ({ lexicons }) => lexicons.audition({ text: 'a', entries: [] }),
  listCandidates: (client) => client.candidates({ text: 'a' }),
  explainText: (client) => client.explain({ text: 'a' }),
  speak: (client) => client.tts({ text: 'a' }),
  createSpeech: (client) => client.speech({ model: 'm', input: 'a', voice: 'v' }),
  capacity: (client) => client.capacity(),
  health: (client) => client.health(),
  readiness: (client) => client.ready(),
};

/** Left out on purpose, and why. */
const ABSENT: Readonly<Record<string, string>> = {
  retrieveModel: 'one row of models.list()',
  listSpeechVoices: 'voices.list() says more',
  metrics: 'for Prometheus',
  openapi: 'a document',
  docs: 'a page',
  errorDocs: 'a page',
};

/** Parameters the client gives in another way. */
const OTHERWISE: Readonly<Record<string, string>> = { 'followJob after': 'Last-Event-ID' };

async function asked(method: (client: LectorClient) => Promise<unknown>) {
  const requests: { readonly url: URL; readonly init: RequestInit }[] = [];
  const fetch: typeof globalThis.fetch = (url, init = {}) => {
    requests.push({ url: new URL(url instanceof Request ? url.url : url), init });
    return Promise.resolve(new Response('{}'));
  };
  await method(createClient({ baseUrl: 'http://lector.test', fetch, maxRetries: 0 })).catch(() => undefined);
  const [first] = requests;
  if (first === undefined) throw new Error('nothing was asked');
  return first;
}

describe('the client', () => {
  it('has a method for every operation of the contract, or a reason to have none', () => {
    const operations = OPERATIONS.map(({ operationId }) => operationId);
    expect([...Object.keys(METHODS), ...Object.keys(ABSENT)].sort()).toEqual(operations.sort());
  });

  it.each(OPERATIONS.filter(({ operationId }) => operationId in METHODS))(
    'sends $operationId as the contract has it',
    async ({ operationId, method, path, body, parameters = [] }) => {
      const { url, init } = await asked(METHODS[operationId] ?? (() => Promise.reject(new Error('no method'))));
      expect(init.method).toBe(method.toUpperCase());
      expect(url.pathname).toBe(path.replace(/\{\w+\}/, 'ID'));
      expect(init.body !== undefined).toBe(body !== undefined);
      const headers = new Headers(init.headers);
      for (const { name, in: place, schema } of parameters.filter((parameter) => parameter.in !== 'path')) {
        const [where, key] =
          OTHERWISE[`${operationId} ${name}`] === undefined ? [place, name] : ['header', 'Last-Event-ID'];
        const value = where === 'query' ? url.searchParams.get(key) : headers.get(key);
        expect(value, `${name} in the ${where}`).not.toBeNull();
        expect(schema.safeParse(value).success, `${name}: ${String(value)}`).toBe(true);
      }
      const known = parameters.map(({ name }) => name);
      expect([...url.searchParams.keys()].filter((name) => !known.includes(name))).toEqual([]);
    },
  );
});
