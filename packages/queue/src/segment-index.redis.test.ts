import { testRedisUrl, uniquePrefix } from '@lector/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SegmentIndex } from '@lector/jobs';
import { connectRedis, type RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { addSegment } from './records.fixture.js';
import { createSegmentIndex } from './segment-index.js';

let client: RedisClient;
let index: SegmentIndex;
const prefix = uniquePrefix();

beforeAll(() => {
  client = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => {});
  index = createSegmentIndex({ client, prefix });
});
afterAll(() => client.disconnect());

describe('the segment index', () => {
  it('knows a segment after it was added, within its tenant', async () => {
    expect(await index.touch('a', 'k1', 1)).toBe(false);
    await addSegment({ client, prefix }, 'a', { key: 'k1', atMs: 1 });
    expect(await index.touch('a', 'k1', 2)).toBe(true);
    expect(await index.touch('b', 'k1', 2)).toBe(false);
  });

  it('remembers the last use and never an earlier one', async () => {
    await addSegment({ client, prefix }, 'a', { key: 'k2', atMs: 10 });
    await index.touch('a', 'k2', 30);
    await index.touch('a', 'k2', 20);
    expect(await client.zscore(redisKeys(prefix).segments('a'), 'k2')).toBe('30');
  });

  it('does not bring a removed segment back by looking for it', async () => {
    await addSegment({ client, prefix }, 'a', { key: 'k3', atMs: 1 });
    await index.remove('a', 'k3');
    expect(await index.touch('a', 'k3', 2)).toBe(false);
    expect(await index.touch('a', 'k3', 3)).toBe(false);
  });
});
