import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { ownRedis, testRedisUrl, testS3, uniqueBucketPrefix } from '@lector/testing';
import { checkServices } from './check-services.js';

const never = new AbortController().signal;
const s3 = () => ({ ...testS3(), bucket: uniqueBucketPrefix('checked') });
const LIMIT_MS = 10_000;

/** How a check fails, and that it does so in time. */
async function refusal(services: Parameters<typeof checkServices>[0]): Promise<unknown> {
  const startedMs = performance.now();
  const error = await checkServices(services, never).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(performance.now() - startedMs).toBeLessThan(LIMIT_MS);
  return error;
}

it('lets services pass that work, and asks for none that is not named', async () => {
  expect(await refusal({ redisUrl: testRedisUrl(), s3: s3() })).toBeNull();
  expect(await refusal({ redisUrl: null, s3: null })).toBeNull();
});

it('names variable, host and port where nothing listens', async () => {
  // Port 1 belongs to a service nobody runs any more.
  expect(await refusal({ redisUrl: 'redis://:secret@127.0.0.1:1/0', s3: null })).toMatchObject({
    code: 'queue_unavailable',
    message: 'LECTOR_REDIS_URL names 127.0.0.1:1, which cannot be used: ECONNREFUSED',
  });
  expect(await refusal({ redisUrl: null, s3: { ...s3(), endpoint: 'http://127.0.0.1:1' } })).toMatchObject({
    code: 'storage_unavailable',
    message: 'LECTOR_S3_ENDPOINT names 127.0.0.1:1, which cannot be used: ECONNREFUSED',
  });
});

it('tells of both at once', async () => {
  const both = { redisUrl: 'redis://127.0.0.1:1', s3: { ...s3(), endpoint: 'http://127.0.0.1:1' } };
  expect(await refusal(both)).toMatchObject({
    code: 'queue_unavailable',
    message: expect.stringMatching(/LECTOR_REDIS_URL.*; LECTOR_S3_ENDPOINT/) as string,
  });
});

it('does not wait for a server that takes connections and stays silent', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket));
  await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const services = { redisUrl: `redis://${address}`, s3: { ...s3(), endpoint: `http://${address}` } };
  expect(await refusal(services)).toMatchObject({
    code: 'queue_unavailable',
    message: expect.stringContaining(address) as string,
  });
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => silent.close(resolve));
});

it('tells a wrong password and a Redis that may evict jobs from one that is away', async () => {
  const redis = await ownRedis({ 'maxmemory-policy': 'allkeys-lru' });
  try {
    expect(await refusal({ redisUrl: redis.url, s3: null })).toMatchObject({
      code: 'redis_unsuitable',
      message: expect.stringContaining('LECTOR_REDIS_URL names 127.0.0.1:') as string,
    });
    const wrong = new URL(redis.url);
    wrong.password = 'wrong';
    expect(await refusal({ redisUrl: wrong.href, s3: null })).toMatchObject({
      code: 'queue_unavailable',
      message: expect.stringMatching(/WRONGPASS/) as string,
    });
  } finally {
    await redis.stop();
  }
});

it('tells a wrong key from a store that is away', async () => {
  expect(await refusal({ redisUrl: null, s3: { ...s3(), secretAccessKey: 'not the secret' } })).toMatchObject({
    code: 'storage_refused',
    message: expect.stringContaining('LECTOR_S3_ENDPOINT names 127.0.0.1:') as string,
  });
});

it('ends at once when the start is given up', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const checking = checkServices({ redisUrl: 'redis://127.0.0.1:1', s3: null }, stop.signal);
  stop.abort(reason);
  await expect(checking).rejects.toBe(reason);
});
