import { createHash, randomBytes } from 'node:crypto';
import { ownS3 } from '@lector/testing';
import type { OwnS3 } from '@lector/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createObjectStore } from './object-store.js';

const contentType = 'audio/wav';

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('an embedded store that is killed', () => {
  let s3: OwnS3;
  beforeAll(async () => {
    s3 = await ownS3();
  });
  afterAll(() => s3.stop());

  it('has every object it acknowledged when it is started again', async () => {
    const store = createObjectStore(s3.config());
    await store.check();
    const objects = Array.from({ length: 30 }, (_, index) => ({
      key: `kept/${index}`,
      body: randomBytes(index === 0 ? 6 * 1024 * 1024 : 50_000 + index),
    }));
    for (const { key, body } of objects) await store.put(key, body, { contentType });
    await s3.kill9();
    await expect(store.get('kept/1')).rejects.toMatchObject({ code: 'storage_unavailable' });
    await s3.restart();
    const again = createObjectStore(s3.config());
    for (const { key, body } of objects) {
      expect([key, sha256((await again.get(key)) ?? new Uint8Array(0))]).toEqual([key, sha256(body)]);
    }
    await again.put('new', Buffer.from('after the crash'), { contentType });
    expect(Buffer.from((await again.get('new')) ?? []).toString()).toBe('after the crash');
  });
});
