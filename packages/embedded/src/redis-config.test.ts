import { expect, it } from 'vitest';
import { redisConfig } from './redis-config.js';

const settings = { port: 6000, dir: '/data/redis', password: 'secret' };

it('keeps Redis on loopback, behind a password, append-only and without eviction', () => {
  const lines = redisConfig(settings).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'bind "127.0.0.1"',
      'port "6000"',
      'requirepass "secret"',
      'appendonly "yes"',
      'appendfsync "everysec"',
      'maxmemory-policy "noeviction"',
    ]),
  );
});

it('writes folders with quotes, spaces and other scripts so that Redis reads the same bytes', () => {
  expect(redisConfig({ ...settings, dir: '/a "b"\\声' })).toContain('dir "/a \\x22b\\x22\\x5c\\xe5\\xa3\\xb0"');
});

it('lets a test replace a setting instead of naming it twice', () => {
  const text = redisConfig({ ...settings, more: { 'maxmemory-policy': 'allkeys-lru' } });
  expect(text.match(/maxmemory-policy/g)).toHaveLength(1);
  expect(text).toContain('maxmemory-policy "allkeys-lru"');
});
