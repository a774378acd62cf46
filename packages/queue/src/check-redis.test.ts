import { describe, expect, it } from 'vitest';
import { checkRedis } from './check-redis.js';
import type { RedisClient } from './connection.js';

function aServer(info: Record<string, string>, config: string[] | Error = new Error('ERR unknown command')) {
  const text = Object.entries({ redis_version: '7.2.5', maxmemory_policy: 'noeviction', maxmemory: '0', ...info })
    .filter(([, value]) => value !== '')
    .map(([field, value]) => `${field}:${value}`)
    .join('\r\n');
  return {
    info: () => Promise.resolve(`# Server\r\n${text}\r\n`),
    config: () => (config instanceof Error ? Promise.reject(config) : Promise.resolve(config)),
  } as unknown as Pick<RedisClient, 'info' | 'config'>;
}

describe('checkRedis', () => {
  it('reports what it found', async () => {
    expect(await checkRedis(aServer({ aof_enabled: '1', maxmemory: '1048576' }))).toEqual({
      flavour: 'redis',
      version: '7.2.5',
      maxMemoryBytes: 1_048_576,
      appendOnly: true,
    });
    expect(await checkRedis(aServer({ valkey_version: '9.0.1' }))).toMatchObject({
      flavour: 'valkey',
      version: '9.0.1',
      appendOnly: false,
    });
  });

  it.each(['allkeys-lru', 'volatile-ttl', 'allkeys-random'])(
    'refuses to lose jobs to %s, and says how to mend it',
    async (policy) => {
      await expect(checkRedis(aServer({ maxmemory_policy: policy }))).rejects.toMatchObject({
        code: 'redis_unsuitable',
        message: expect.stringContaining('CONFIG SET maxmemory-policy noeviction') as string,
      });
    },
  );

  it('asks CONFIG where INFO does not tell the policy', async () => {
    const silent = { maxmemory_policy: '' };
    await expect(checkRedis(aServer(silent, ['maxmemory-policy', 'allkeys-lru']))).rejects.toMatchObject({
      code: 'redis_unsuitable',
    });
    expect(await checkRedis(aServer(silent, ['maxmemory-policy', 'noeviction']))).toMatchObject({ version: '7.2.5' });
  });

  it('does not take silence for a good policy', async () => {
    await expect(checkRedis(aServer({ maxmemory_policy: '' }))).rejects.toMatchObject({ code: 'redis_unsuitable' });
  });

  it('takes any Valkey, whatever Redis version it says to be like', async () => {
    expect(await checkRedis(aServer({ valkey_version: '7.2.4', redis_version: '6.2.0' }))).toMatchObject({
      flavour: 'valkey',
      version: '7.2.4',
    });
  });

  it.each(['5.0.14', '6.2.14'])('refuses version %s', async (version) => {
    await expect(checkRedis(aServer({ redis_version: version }))).rejects.toThrow(`version=${version}`);
  });
});
