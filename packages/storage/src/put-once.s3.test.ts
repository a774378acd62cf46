import { createHash } from 'node:crypto';
import { testS3, uniquePrefix } from '@lector/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createObjectStore } from './object-store.js';
import { createPutOnce, type PutObject } from './put-once.js';
import { s3Client, type ObjectStoreConfig } from './s3-client.js';

const config: ObjectStoreConfig = testS3();
const key = `${uniquePrefix('once')}/a_b-c.1/object`;
const object = { bucket: config.bucket, key, body: new Uint8Array(300_000).fill(7), contentType: 'audio/wav' };
const store = createObjectStore(config);

beforeAll(() => store.check());
afterAll(() => store.close());

async function tried(changes: Partial<ObjectStoreConfig>, put: Partial<PutObject> = {}, signal?: AbortSignal) {
  const made = { ...config, ...changes };
  const client = s3Client(made, made.endpoint);
  try {
    return await createPutOnce(client)({ ...object, ...put }, signal);
  } finally {
    client.destroy();
  }
}

describe('one PUT without the layers of the SDK', () => {
  it('is taken by the store as one of the SDK is', async () => {
    expect(await tried({})).toBe(true);
    expect(await store.get(key)).toEqual(object.body);
  });

  it('signs with the digest it is given', async () => {
    const sha256 = createHash('sha256').update(object.body).digest('hex');
    expect(await tried({}, { sha256 })).toBe(true);
    expect(await store.get(key)).toEqual(object.body);
  });

  it('leaves what did not succeed to the SDK', async () => {
    expect(await tried({ secretAccessKey: 'wrong' })).toBe(false);
    expect(await tried({ endpoint: 'http://127.0.0.1:9' })).toBe(false);
    expect(await tried({}, {}, AbortSignal.abort())).toBe(false);
  });

  it('does not touch a key that would have to be escaped', async () => {
    expect(await tried({}, { key: 'a b' })).toBe(false);
  });
});
