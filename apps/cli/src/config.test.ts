import { describe, expect, it } from 'vitest';
import { apiAddress, demoEnv, directories, missingServices, programEnv, usualPack, workerEnv } from './config.js';

const embedded = {
  redisUrl: 'redis://:secret@127.0.0.1:1/0',
  s3: {
    endpoint: 'http://127.0.0.1:2',
    region: 'us-east-1',
    bucket: 'lector',
    accessKeyId: 'id',
    secretAccessKey: 'secret',
  },
};
const external = { redisUrl: null, s3: null };

describe('the address of the API', () => {
  it.each([
    [{}, 'http://127.0.0.1:8080'],
    [{ LECTOR_HOST: 'speech', LECTOR_PORT: '9000' }, 'http://speech:9000'],
    [{ LECTOR_HOST: '::1' }, 'http://[::1]:8080'],
    [{ LECTOR_HOST: '::1', LECTOR_PUBLIC_URL: 'https://speech.example.com' }, 'https://speech.example.com'],
  ])('of %j is %s', (env, address) => {
    expect(apiAddress(env)).toBe(address);
    expect(URL.canParse(apiAddress(env))).toBe(true);
  });
});

describe('the environment of the programs', () => {
  it('has absolute folders, meant from where the user called', () => {
    const env = { LECTOR_DATA_DIR: 'data', LECTOR_MODEL_DIR: '../models', INIT_CWD: '/srv/speech/here' };
    for (const services of [embedded, external]) {
      expect(programEnv(env, services)).toMatchObject({
        LECTOR_DATA_DIR: '/srv/speech/here/data',
        LECTOR_MODEL_DIR: '/srv/speech/models',
      });
    }
    expect(programEnv({ ...env, LECTOR_MODEL_DIR: '' }, external)['LECTOR_MODEL_DIR']).toBe(
      '/srv/speech/here/data/models',
    );
  });

  it('names the embedded services and keeps the bucket the user chose', () => {
    const env = programEnv({ LECTOR_S3_BUCKET: 'mine', LECTOR_REDIS_URL: '' }, embedded);
    expect(env).toMatchObject({
      LECTOR_REDIS_URL: embedded.redisUrl,
      LECTOR_S3_ENDPOINT: embedded.s3.endpoint,
      LECTOR_S3_BUCKET: 'mine',
    });
    expect(missingServices(env)).toEqual({ redis: false, s3: false });
    expect(programEnv({}, embedded)).not.toHaveProperty('LECTOR_S3_BUCKET');
  });

  it('tells workers where the API is, unless the user did', () => {
    expect(workerEnv({ LECTOR_PUBLIC_URL: '' }, 'http://127.0.0.1:1')['LECTOR_PUBLIC_URL']).toBe('http://127.0.0.1:1');
    const chosen = { LECTOR_PUBLIC_URL: 'https://speech.example.com' };
    expect(workerEnv(chosen, 'http://127.0.0.1:1')['LECTOR_PUBLIC_URL']).toBe('https://speech.example.com');
  });
});

describe('the environment of a demo', () => {
  it('takes nothing of the user’s deployment over, only how to use this machine', () => {
    const user = {
      PATH: '/bin',
      LECTOR_DATA_DIR: '/data',
      LECTOR_THREADS: '1',
      LECTOR_LOG_LEVEL: 'debug',
      LECTOR_REDIS_URL: 'redis://production',
      LECTOR_S3_ENDPOINT: 'https://production',
      LECTOR_S3_ACCESS_KEY_ID: 'id',
      LECTOR_S3_SECRET_ACCESS_KEY: 'secret',
      LECTOR_S3_BUCKET: 'production',
      LECTOR_API_KEYS: 'anna:0123456789abcdef',
      LECTOR_AUTH: 'keys',
      LECTOR_QUEUE_PREFIX: 'production',
      LECTOR_PUBLIC_URL: 'https://production',
      LECTOR_PACK: 'tone',
      LECTOR_HOST: '0.0.0.0',
    };
    const env = demoEnv(user, '/data/demo');
    expect(env).toEqual({
      PATH: '/bin',
      LECTOR_THREADS: '1',
      LECTOR_LOG_LEVEL: 'debug',
      LECTOR_DATA_DIR: '/data/demo',
      LECTOR_MODEL_DIR: '/data/models',
      LECTOR_HOST: '127.0.0.1',
      LECTOR_PORT: '0',
      LECTOR_WEBHOOK_ALLOW_CIDR: '127.0.0.0/8',
    });
    expect(missingServices(env)).toEqual({ redis: true, s3: true });
    expect(directories(env).modelDir).toBe('/data/models');
    expect(usualPack(env)).toBe('kokoro-82m');
  });
});
