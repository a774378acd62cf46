import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  objectStoreSuite,
  s3FaultProxy,
  tcpProxy,
  testS3,
  uniqueBucketPrefix,
  uniquePrefix,
  waitFor,
} from '@lector/testing';
import type { S3FaultProxy } from '@lector/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createObjectStore } from './object-store.js';

const contentType = 'audio/wav';
const prefix = `${uniquePrefix('storage')}/`;
const quick = { connectMs: 500, idleMs: 700, requestMs: 900, checkMs: 1_500 };

async function read(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

objectStoreSuite(() => createObjectStore(testS3()));

describe('a bucket', () => {
  it('is made by the first check and found by the next', async () => {
    const bucket = uniqueBucketPrefix('made');
    const store = createObjectStore({ ...testS3(), bucket });
    await expect(store.get('absent')).rejects.toMatchObject({ code: 'storage_refused' });
    await store.check();
    await store.check();
    expect(await store.get('absent')).toBeNull();
  });

  it('is made once when two processes check at the same time', async () => {
    const bucket = uniqueBucketPrefix('raced');
    await Promise.all(Array.from({ length: 4 }, () => createObjectStore({ ...testS3(), bucket }).check()));
  });

  it('cannot be used with a wrong key, and trying again would not help', async () => {
    const store = createObjectStore({ ...testS3(), secretAccessKey: 'not the secret' });
    await expect(store.check()).rejects.toMatchObject({ code: 'storage_refused', retryable: false });
    await expect(store.put('x', Buffer.from('x'), { contentType })).rejects.toMatchObject({ code: 'storage_refused' });
    await expect(store.get('x')).rejects.toMatchObject({ code: 'storage_refused' });
  });
});

describe('ranges', () => {
  it('outside the object are refused as such', async () => {
    const store = createObjectStore(testS3());
    await store.check();
    await store.put(`${prefix}range`, Buffer.from('0123456789'), { contentType });
    await expect(store.stream(`${prefix}range`, { first: 10, last: 20 })).rejects.toMatchObject({
      code: 'range_not_satisfiable',
    });
    const tail = await store.stream(`${prefix}range`, { first: 8, last: 99 });
    expect((await read(tail?.body ?? (async function* () {})())).toString()).toBe('89');
  });
});

describe('a presigned link', () => {
  const body = Buffer.from('RIFF and so on');
  const key = `${prefix}linked`;

  it('is not given without a public endpoint', async () => {
    const store = createObjectStore(testS3());
    expect(await store.presign(key, { method: 'GET', expiresSeconds: 60, filename: 'a.wav', contentType })).toBeNull();
  });

  it('downloads the object, whole or in part, without any key, under its name and type', async () => {
    const store = createObjectStore({ ...testS3(), publicEndpoint: testS3().endpoint });
    await store.check();
    await store.put(key, body, { contentType });
    const url = await store.presign(key, {
      method: 'GET',
      expiresSeconds: 60,
      filename: '声.wav',
      contentType: 'audio/x-test',
    });
    const whole = await fetch(url ?? '');
    expect(whole.status).toBe(200);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(body);
    expect(whole.headers.get('content-disposition')).toContain(`filename*=UTF-8''%E5%A3%B0.wav`);
    expect(whole.headers.get('content-type')).toBe('audio/x-test');
    const part = await fetch(url ?? '', { headers: { range: 'bytes=5-7' } });
    expect([part.status, await part.text()]).toEqual([206, 'and']);
  });

  it('is for one method: facts are asked for by a link of their own', async () => {
    const store = createObjectStore({ ...testS3(), publicEndpoint: testS3().endpoint });
    await store.put(key, body, { contentType });
    const options = { expiresSeconds: 60, filename: 'a.wav', contentType: 'audio/x-test' };
    const link = async (method: 'GET' | 'HEAD') => (await store.presign(key, { ...options, method })) ?? '';
    const facts = await fetch(await link('HEAD'), { method: 'HEAD' });
    expect([facts.status, facts.headers.get('content-length')]).toEqual([200, String(body.length)]);
    expect((await fetch(await link('GET'), { method: 'HEAD' })).status).toBe(403);
    expect((await fetch(await link('HEAD'))).status).toBe(403);
  });

  it('names the public endpoint and not the one Lector uses', async () => {
    const store = createObjectStore({ ...testS3(), publicEndpoint: 'https://audio.example.com' });
    const url = await store.presign(key, { method: 'GET', expiresSeconds: 60, filename: 'a.wav', contentType });
    expect(new URL(url ?? '').host).toBe('audio.example.com');
  });

  it('is refused when a letter of it is changed, and without it nobody gets in', async () => {
    const { endpoint, bucket } = testS3();
    const store = createObjectStore({ ...testS3(), publicEndpoint: endpoint });
    await store.put(key, body, { contentType });
    const url = await store.presign(key, { method: 'GET', expiresSeconds: 60, filename: 'a.wav', contentType });
    const forged = (url ?? '').replace(
      /X-Amz-Signature=(.)/,
      (_, first: string) => `X-Amz-Signature=${first === '0' ? '1' : '0'}`,
    );
    expect((await fetch(forged)).status).toBe(403);
    expect((await fetch(`${endpoint}/${bucket}/${key}`)).status).toBe(403);
    expect((await fetch(`${endpoint}/${bucket}/${key}`, { method: 'PUT', body: 'mine' })).status).toBe(403);
  });
});

describe('a store in trouble', () => {
  let proxy: S3FaultProxy;
  beforeAll(async () => {
    await createObjectStore(testS3()).check();
  });
  beforeEach(async () => {
    proxy = await s3FaultProxy({ target: testS3().endpoint });
  });
  afterEach(() => proxy.close());
  const storeBehindProxy = () => createObjectStore({ ...testS3(), endpoint: proxy.endpoint, timeouts: quick });

  it('that refuses connections is unavailable, and works again without a restart', async () => {
    const store = storeBehindProxy();
    await proxy.set({ kind: 'refuse' });
    const refused = await store
      .put(`${prefix}refused`, Buffer.from('x'), { contentType })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'storage_unavailable', retryable: true });
    await expect(store.check()).rejects.toMatchObject({ code: 'storage_unavailable' });
    await proxy.set({ kind: 'pass' });
    await store.put(`${prefix}refused`, Buffer.from('y'), { contentType });
    expect(Buffer.from((await store.get(`${prefix}refused`)) ?? []).toString()).toBe('y');
  });

  it('that answers SlowDown is asked a bounded number of times', async () => {
    const store = storeBehindProxy();
    await proxy.set({ kind: 'answer', status: 503, code: 'SlowDown' });
    await expect(store.get(`${prefix}slow`)).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(proxy.requestCount).toBe(3);
  });

  it('that fails for a moment is not noticed', async () => {
    const store = storeBehindProxy();
    await proxy.set({ kind: 'answer', status: 500, code: 'InternalError' }, 2);
    await store.put(`${prefix}moment`, Buffer.from('x'), { contentType });
    expect(await store.get(`${prefix}moment`)).toHaveLength(1);
  });

  it('that denies access is asked once', async () => {
    const store = storeBehindProxy();
    await proxy.set({ kind: 'answer', status: 403, code: 'AccessDenied' });
    await expect(store.get(`${prefix}denied`)).rejects.toMatchObject({ code: 'storage_refused' });
    expect(proxy.requestCount).toBe(1);
  });

  it('that stored the object but lost the answer is sent it again, with one result', async () => {
    const store = storeBehindProxy();
    await proxy.set({ kind: 'lost' }, 1);
    await store.put(`${prefix}lost`, Buffer.from('once'), { contentType });
    expect(proxy.requestCount).toBe(2);
    expect(Buffer.from((await store.get(`${prefix}lost`)) ?? []).toString()).toBe('once');
  });

  it('that never answers is given up after the time set', async () => {
    const store = createObjectStore({ ...testS3(), endpoint: proxy.endpoint, timeouts: quick, maxAttempts: 1 });
    await proxy.set({ kind: 'stall' });
    const began = performance.now();
    await expect(store.get(`${prefix}never`)).rejects.toMatchObject({ code: 'storage_unavailable' });
    await expect(store.put(`${prefix}never`, Buffer.alloc(100), { contentType })).rejects.toMatchObject({
      code: 'storage_unavailable',
    });
    await expect(store.check()).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(performance.now() - began).toBeLessThan(8_000);
  });

  it('that breaks off in the middle of a body never passes for a shorter object', async () => {
    const store = storeBehindProxy();
    const body = randomBytes(300_000);
    await store.put(`${prefix}broken`, body, { contentType });
    await proxy.set({ kind: 'truncate', bytes: 100_000 });
    await expect(store.get(`${prefix}broken`)).rejects.toMatchObject({ code: 'storage_unavailable' });
    const streamed = await store.stream(`${prefix}broken`, null);
    await expect(read(streamed?.body ?? (async function* () {})())).rejects.toMatchObject({
      code: 'storage_unavailable',
    });
  });

  it('that breaks off once is read again', async () => {
    const store = storeBehindProxy();
    const body = randomBytes(300_000);
    await store.put(`${prefix}mended`, body, { contentType });
    await proxy.set({ kind: 'truncate', bytes: 100_000 }, 1);
    expect(Buffer.from((await store.get(`${prefix}mended`)) ?? []).equals(body)).toBe(true);
  });

  it('leaves nothing visible of a large file whose upload is aborted', async () => {
    const store = storeBehindProxy();
    const folder = await mkdtemp(join(tmpdir(), 'lector-abort-'));
    const path = join(folder, 'large');
    const bytes = 20 * 1024 * 1024;
    await writeFile(path, Buffer.alloc(bytes, 7));
    const controller = new AbortController();
    const storing = store.putFile(`${prefix}aborted`, path, { contentType, bytes, signal: controller.signal });
    const ended = expect(storing).rejects.toMatchObject({ code: 'cancelled' });
    await waitFor(() => proxy.requestCount >= 2, { what: 'the first part' });
    controller.abort();
    await ended;
    expect(await store.get(`${prefix}aborted`)).toBeNull();
    await rm(folder, { recursive: true });
  });
});

describe('a connection that goes silent', () => {
  it('in the middle of a body is noticed by the reader', async () => {
    const wire = await tcpProxy({ target: testS3().endpoint });
    const store = createObjectStore({ ...testS3(), endpoint: wire.url, timeouts: quick, maxAttempts: 1 });
    await store.check();
    const body = randomBytes(8 * 1024 * 1024);
    await store.put(`${prefix}silent`, body, { contentType });
    const streamed = await store.stream(`${prefix}silent`, null);
    const hash = createHash('sha256');
    const reading = (async () => {
      for await (const piece of streamed?.body ?? []) {
        hash.update(piece);
        wire.stall();
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'storage_unavailable' });
    await wire.restore();
    expect(Buffer.from((await store.get(`${prefix}silent`)) ?? []).equals(body)).toBe(true);
    await wire.close();
  });
});

afterAll(async () => {
  await createObjectStore(testS3()).deletePrefix(prefix);
});
