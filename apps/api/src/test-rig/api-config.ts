import { machineDirs, testRedisUrl, testS3, uniquePrefix } from '@lector/testing';
import type { ApiConfig } from '../config.js';

/** An API on the servers of the test run, with a queue of its own and the tone pack, open to everybody. */
export function apiConfig(changes: Partial<ApiConfig> = {}): ApiConfig {
  return {
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    auth: { kind: 'none' },
    redisUrl: testRedisUrl(),
    queuePrefix: uniquePrefix('api'),
    s3: { ...testS3(), publicEndpoint: null },
    packs: ['tone'],
    modelDir: machineDirs().modelDir,
    maxCharacters: 100_000,
    retentionHours: 1,
    webhookAllowCidrs: [],
    // None of these tests asks for a format that ffmpeg makes.
    encoder: { cacheDir: machineDirs().cacheDir, env: {} },
    logLevel: 'silent',
    ...changes,
  };
}
