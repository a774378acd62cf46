import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';
import { pickFields } from './env-fields.js';
import { joinedServices, SHARED_NAMES } from './shared-env.js';

const read = (env: Readonly<Record<string, string>>) =>
  joinedServices(readConfig(pickFields(SHARED_NAMES), env), 'Start some.');

describe('joinedServices', () => {
  it('takes what the environment names', () => {
    const env = {
      LECTOR_REDIS_URL: 'redis://127.0.0.1:6379',
      LECTOR_S3_ENDPOINT: 'http://127.0.0.1:8333',
      LECTOR_S3_ACCESS_KEY_ID: 'id',
      LECTOR_S3_SECRET_ACCESS_KEY: 'key',
    };
    expect(read(env)).toEqual({
      redisUrl: 'redis://127.0.0.1:6379',
      s3: {
        endpoint: 'http://127.0.0.1:8333',
        region: 'us-east-1',
        bucket: 'lector',
        accessKeyId: 'id',
        secretAccessKey: 'key',
      },
    });
  });

  it('names everything that is missing at once, and what to do', () => {
    expect(() => read({})).toThrow(
      'not set: LECTOR_REDIS_URL, LECTOR_S3_ENDPOINT, LECTOR_S3_ACCESS_KEY_ID, LECTOR_S3_SECRET_ACCESS_KEY. Start some.',
    );
  });
});
