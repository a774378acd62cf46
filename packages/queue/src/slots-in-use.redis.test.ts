import { afterAll, beforeAll, expect, it } from 'vitest';
import { testRedisUrl, uniquePrefix, waitFor } from '@lector/testing';
import { connectRedis, type RedisClient } from './connection.js';
import { createConsumer } from './consumer.js';
import { createSlotsInUse } from './slots-in-use.js';
import { createTransport } from './transport.js';

let client: RedisClient;
beforeAll(() => {
  client = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => undefined);
});
afterAll(() => client.disconnect());

it('counts what workers of a pack are at, and nothing that waits or belongs to another', async () => {
  const prefix = uniquePrefix();
  const onError = () => undefined;
  const slotsInUse = createSlotsInUse({ client, prefix });
  const transport = createTransport({ client, prefix, onError });
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const consumer = createConsumer({
    connection: client,
    prefix,
    queue: 'one',
    concurrency: 2,
    handler: async () => {
      await held;
      return 'done';
    },
    settings: { lockMs: 30_000, stalledMs: 15_000 },
    onLockLost: () => undefined,
    onError,
    now: Date.now,
  });
  expect(await slotsInUse('one')).toBe(0);
  for (const [pack, id] of [
    ['one', 'a'],
    ['one', 'b'],
    ['one', 'c'],
    ['two', 'd'],
  ] as const) {
    await transport.enqueue({ id, pack, lane: 'bulk', work: { kind: 'job' } });
  }
  await waitFor(async () => (await slotsInUse('one')) === 2, { what: 'both slots to be busy' });
  expect(await slotsInUse('two')).toBe(0);
  finish();
  await waitFor(async () => (await slotsInUse('one')) === 0, { what: 'the jobs to be done' });
  await consumer.close({ deadlineMs: 5_000 });
  await transport.close();
});
