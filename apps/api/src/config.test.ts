import { describe, expect, it } from 'vitest';
import { apiConfig, checkConfig } from './config.js';

const SERVICES = {
  LECTOR_REDIS_URL: 'redis://127.0.0.1:6379',
  LECTOR_S3_ENDPOINT: 'http://127.0.0.1:8333',
  LECTOR_S3_ACCESS_KEY_ID: 'id',
  LECTOR_S3_SECRET_ACCESS_KEY: 'secret',
};

/** What is wrong with an environment. */
function refusalOf(env: Readonly<Record<string, string>>): { code?: unknown; message: string } {
  try {
    apiConfig(env);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('the configuration was taken');
}

describe('apiConfig', () => {
  it('reads what it needs, with open access on this machine only', () => {
    const config = apiConfig(SERVICES);
    expect(config).toMatchObject({
      redisUrl: 'redis://127.0.0.1:6379',
      s3: { endpoint: 'http://127.0.0.1:8333', accessKeyId: 'id', secretAccessKey: 'secret', publicEndpoint: null },
      auth: { kind: 'none' },
    });
    expect(() => checkConfig({ ...config, host: '0.0.0.0' })).toThrow(/loopback/);
  });

  it('names every service setting that is missing at once, as a configuration that is not valid', () => {
    const nothing = refusalOf({});
    expect(nothing.code).toBe('config_invalid');
    for (const name of Object.keys(SERVICES)) expect(nothing.message).toContain(name);

    const { LECTOR_REDIS_URL: _redis, ...withoutRedis } = SERVICES;
    const oneMissing = refusalOf(withoutRedis);
    expect(oneMissing.message).toContain('LECTOR_REDIS_URL');
    expect(oneMissing.message).not.toContain('LECTOR_S3');
  });
});
