import { expect } from 'vitest';
import type { JobStore } from '@lector/jobs';
import { createLogger } from '@lector/process-kit';
import { connectRedis, createJobStore, createTransport, type RedisClient } from '@lector/queue';
import { createClient, type LectorClient } from '@lector/sdk';
import { createObjectStore, type S3ObjectStore } from '@lector/storage';
import { testRedisUrl, testS3, uniquePrefix } from '@lector/testing';
import type { ApiConfig } from '../config.js';
import { type RunningApi, startApiWith } from '../start-api.js';
import { apiConfig } from './api-config.js';
import { contractFetch, type ContractFetch } from './contract-fetch.js';
import { playedWorker, type PlayedWorker } from './played-worker.js';

/** The API as it runs, on real Redis and real S3, with two tenants who call it and what a worker would have of it. */
export interface ApiOnServices {
  readonly url: string;
  readonly prefix: string;
  readonly redis: RedisClient;
  readonly store: JobStore;
  readonly transport: ReturnType<typeof createTransport>;
  readonly objects: S3ObjectStore;
  readonly worker: PlayedWorker;
  /** What every client goes through. */
  readonly contract: ContractFetch;
  readonly alice: LectorClient;
  readonly bob: LectorClient;
  clientOf(apiKey: string, baseUrl?: string): LectorClient;
  /** Another API, on the same queue unless `changes` names one; who starts it closes it. */
  startAnother(changes: Partial<ApiConfig>): Promise<RunningApi>;
  /** @throws where an answer of this API or of another was not as the contract describes it */
  close(): Promise<void>;
}

export const KEYS = [
  { name: 'alice', key: 'alice-key-of-the-test' },
  { name: 'bob', key: 'bob-key-of-the-test-' },
] as const;

export async function startOnServices(): Promise<ApiOnServices> {
  const prefix = uniquePrefix('api');
  const publicUrl = 'https://tts.example';
  const redis = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => undefined);
  const store = createJobStore({ client: redis, prefix, publicUrl, retentionMs: 3_600_000 });
  const transport = createTransport({ client: redis, prefix, onError: () => undefined });
  const objects = createObjectStore(testS3());
  await objects.check();
  const logger = createLogger({ name: 'api', level: 'silent' });
  const settings: Partial<ApiConfig> = {
    publicUrl,
    queuePrefix: prefix,
    auth: { kind: 'keys', keys: KEYS },
    webhookAllowCidrs: ['127.0.0.0/8'],
  };
  const startAnother = (changes: Partial<ApiConfig>) =>
    startApiWith({ config: apiConfig({ ...settings, ...changes }), logger });
  const api = await startAnother({});
  const contract = contractFetch();
  const clientOf = (apiKey: string, baseUrl = api.url) =>
    createClient({ baseUrl, apiKey, maxRetries: 0, fetch: contract.fetch });
  return {
    url: api.url,
    prefix,
    redis,
    store,
    transport,
    objects,
    worker: playedWorker(store, objects),
    contract,
    alice: clientOf(KEYS[0].key),
    bob: clientOf(KEYS[1].key),
    clientOf,
    startAnother,
    close: async () => {
      await api.close();
      await transport.close();
      redis.disconnect();
      objects.close();
      expect(contract.breaches).toEqual([]);
    },
  };
}
