import { LectorError } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';
import type { Environment } from './config.js';
import { ENV_FIELDS, pickFields } from './env-fields.js';

const read = (env: Environment) => readConfig(ENV_FIELDS, env);

function problemsOf(env: Environment): string {
  try {
    read(env);
  } catch (error) {
    expect(error).toBeInstanceOf(LectorError);
    expect(error).toMatchObject({ code: 'config_invalid' });
    return error instanceof Error ? error.message : '';
  }
  return '';
}

describe('readConfig', () => {
  it('has a value for everything when nothing is set', () => {
    expect(read({})).toMatchObject({
      LECTOR_HOST: '127.0.0.1',
      LECTOR_PORT: 8080,
      LECTOR_MAX_CHARS: 900_000,
      LECTOR_RETENTION_HOURS: 168,
      LECTOR_PACK: ['kokoro-82m'],
      LECTOR_WORKERS: 'auto',
      LECTOR_THREADS: 'auto',
      LECTOR_WEBHOOK_ALLOW_CIDR: [],
      LECTOR_API_KEYS: [],
      LECTOR_REDIS_URL: undefined,
      LECTOR_S3_ENDPOINT: undefined,
      LECTOR_LOG_LEVEL: 'info',
    });
  });

  it('reads lists, numbers and URLs', () => {
    const values = read({
      LECTOR_THREADS: '4',
      LECTOR_API_KEYS: 'anna:0123456789abcdef, bert:fedcba9876543210:x',
      LECTOR_WEBHOOK_ALLOW_CIDR: '10.0.0.0/8, fd00::/8,192.168.1.7',
      LECTOR_PUBLIC_URL: 'https://speech.example.com/',
      LECTOR_PACK: 'kokoro-82m, cosyvoice-300m-sft',
    });
    expect(values.LECTOR_PACK).toEqual(['kokoro-82m', 'cosyvoice-300m-sft']);
    expect(values.LECTOR_THREADS).toBe(4);
    expect(values.LECTOR_API_KEYS).toEqual([
      { name: 'anna', key: '0123456789abcdef' },
      { name: 'bert', key: 'fedcba9876543210:x' },
    ]);
    expect(values.LECTOR_WEBHOOK_ALLOW_CIDR).toEqual(['10.0.0.0/8', 'fd00::/8', '192.168.1.7/32']);
    expect(values.LECTOR_PUBLIC_URL).toBe('https://speech.example.com');
  });

  it('takes packs by their names, each once', () => {
    expect(problemsOf({ LECTOR_PACK: 'one,Two,one' })).toMatch(/"Two" is not the name of a pack, one is there twice/);
    expect(problemsOf({ LECTOR_PACK: ',' })).toContain('it names no pack');
  });

  it('takes the empty string for "not set", as compose files write it', () => {
    expect(read({ LECTOR_PORT: '', LECTOR_REDIS_URL: ' ' })).toMatchObject({
      LECTOR_PORT: 8080,
      LECTOR_REDIS_URL: undefined,
    });
  });

  it('reports everything that is wrong at once, each with what is allowed', () => {
    const problems = problemsOf({ LECTOR_PORT: 'eighty', LECTOR_WORKERS: '0', LECTOR_LOG_LEVEL: 'loud' });
    expect(problems).toContain('3 problems');
    expect(problems).toContain(
      'LECTOR_PORT: "eighty" is not valid; allowed: a whole number from 0 to 65535 (0: any free port) (default 8080)',
    );
    expect(problems).toContain('LECTOR_WORKERS: "0" is not valid; allowed: `auto` or a whole number from 1 to 256');
    expect(problems).toContain('LECTOR_LOG_LEVEL: "loud"');
  });

  it.each([
    ['LECTOR_PORT', '65536'],
    ['LECTOR_PORT', '-1'],
    ['LECTOR_PORT', '80.5'],
    ['LECTOR_PORT', '0x50'],
    ['LECTOR_HOST', 'a host'],
    ['LECTOR_PUBLIC_URL', 'speech.example.com'],
    ['LECTOR_PUBLIC_URL', 'ftp://speech.example.com'],
    ['LECTOR_REDIS_URL', 'http://127.0.0.1:6379'],
    ['LECTOR_QUEUE_PREFIX', 'a:b'],
    ['LECTOR_S3_BUCKET', 'Upper'],
    ['LECTOR_PACK', '../pack'],
    ['LECTOR_THREADS', 'many'],
    ['LECTOR_MAX_CHARS', '0'],
    ['LECTOR_MAX_CHARS', '10000001'],
    ['LECTOR_RETENTION_HOURS', '1e3'],
    ['LECTOR_WEBHOOK_ALLOW_CIDR', '10.0.0.0/33'],
    ['LECTOR_WEBHOOK_ALLOW_CIDR', 'internal.example.com'],
    ['LECTOR_API_KEYS', 'anna'],
    ['LECTOR_API_KEYS', 'anna:short'],
    ['LECTOR_API_KEYS', 'anna:0123456789abcdef,anna:fedcba9876543210'],
    ['LECTOR_API_KEYS', 'anna:0123456789abcdef,bert:0123456789abcdef'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toContain(`${name}: `);
  });

  it('says which entry of a list is wrong', () => {
    expect(problemsOf({ LECTOR_WEBHOOK_ALLOW_CIDR: '10.0.0.0/8,nonsense' })).toContain(
      'nonsense is not an address block',
    );
    expect(problemsOf({ LECTOR_API_KEYS: 'anna:0123456789abcdef,bert' })).toContain('entry 2 is not name:key');
  });

  it('never repeats a secret', () => {
    const problems = problemsOf({
      LECTOR_API_KEYS: 'anna:hush-hush',
      LECTOR_REDIS_URL: 'https://:hush-hush@redis.example.com',
    });
    expect(problems).toContain('2 problems');
    expect(problems).not.toContain('hush');
  });

  it('refuses names nobody knows and says which was meant', () => {
    const problems = problemsOf({ LECTOR_PROT: '80', LECTOR_QUUX_WIBBLE_FROBNICATE: '1', OTHER: 'left alone' });
    expect(problems).toContain('LECTOR_PROT: there is no such variable; did you mean LECTOR_PORT?');
    expect(problems).toContain('LECTOR_QUUX_WIBBLE_FROBNICATE: there is no such variable; allowed: the names in');
    expect(problems).not.toContain('OTHER');
  });

  it('knows the names of other programs and of the tests, and does not read them', () => {
    const fields = pickFields(['LECTOR_LOG_LEVEL']);
    const env = { LECTOR_PORT: 'not for me', LECTOR_TEST_REDIS_URL: 'redis://x', LECTOR_LOG_LEVEL: 'warn' };
    expect(readConfig(fields, env)).toEqual({ LECTOR_LOG_LEVEL: 'warn' });
  });
});

describe('combinations of variables', () => {
  const keys = 'anna:0123456789abcdef';

  it('allow open access on a loopback address only', () => {
    for (const host of ['127.0.0.1', 'localhost', '::1', '127.8.0.1'])
      expect(problemsOf({ LECTOR_AUTH: 'none', LECTOR_HOST: host })).toBe('');
    for (const host of ['0.0.0.0', '::', '192.168.0.2', 'speech.example.com', '127.example.com'])
      expect(problemsOf({ LECTOR_AUTH: 'none', LECTOR_HOST: host })).toContain('LECTOR_AUTH: ');
  });

  it('want keys wherever keys are asked for', () => {
    expect(problemsOf({ LECTOR_AUTH: 'keys' })).toContain('LECTOR_API_KEYS: ');
    expect(problemsOf({ LECTOR_HOST: '0.0.0.0' })).toContain('LECTOR_API_KEYS: ');
    expect(problemsOf({ LECTOR_HOST: '0.0.0.0', LECTOR_API_KEYS: keys })).toBe('');
  });

  it('want the address of a store together with its keys', () => {
    const whole = {
      LECTOR_S3_ENDPOINT: 'http://s3.example.com',
      LECTOR_S3_ACCESS_KEY_ID: 'a',
      LECTOR_S3_SECRET_ACCESS_KEY: 'b',
    };
    expect(problemsOf(whole)).toBe('');
    for (const missing of Object.keys(whole)) {
      const part = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== missing));
      expect(problemsOf(part)).toContain('belong together');
    }
  });
});
