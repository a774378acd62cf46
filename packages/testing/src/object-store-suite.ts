import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectStore } from '@lector/jobs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uniquePrefix } from './test-services.js';

/** More than any chunk of any layer, and not a multiple of one. */
const LARGE_BYTES = 8 * 1024 * 1024 + 4_321;

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function read(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What every implementation of the `ObjectStore` port must do. */
export function objectStoreSuite(makeStore: () => ObjectStore | Promise<ObjectStore>): void {
  describe('ObjectStore', () => {
    let store: ObjectStore;
    let folder: string;
    const prefix = `${uniquePrefix()}/`;
    const contentType = 'audio/wav';

    beforeAll(async () => {
      store = await makeStore();
      folder = await mkdtemp(join(tmpdir(), 'lector-store-suite-'));
      await store.check();
    });
    afterAll(async () => {
      await store.deletePrefix(prefix);
      await rm(folder, { recursive: true, force: true });
    });

    it('gives back the bytes it was given', async () => {
      const body = Buffer.from('some bytes \u0000 \u00ff 声音');
      await store.put(`${prefix}small`, body, { contentType });
      expect(Buffer.from((await store.get(`${prefix}small`)) ?? [])).toEqual(body);
    });

    it('stores an object without bytes', async () => {
      await store.put(`${prefix}empty`, new Uint8Array(0), { contentType });
      expect(await store.get(`${prefix}empty`)).toHaveLength(0);
    });

    it('replaces an object whole', async () => {
      await store.put(`${prefix}twice`, Buffer.from('the first, longer content'), { contentType });
      await store.put(`${prefix}twice`, Buffer.from('second'), { contentType });
      expect(Buffer.from((await store.get(`${prefix}twice`)) ?? []).toString()).toBe('second');
    });

    it('answers null for what is not there', async () => {
      expect(await store.get(`${prefix}absent`)).toBeNull();
      expect(await store.stream(`${prefix}absent`, null)).toBeNull();
    });

    it('keeps every byte of a body of many chunks', async () => {
      const body = randomBytes(LARGE_BYTES);
      await store.put(`${prefix}large`, body, { contentType });
      const back = await store.get(`${prefix}large`);
      expect(back?.byteLength).toBe(LARGE_BYTES);
      expect(sha256(back ?? new Uint8Array(0))).toBe(sha256(body));
    });

    it('keeps every byte of a file', async () => {
      const body = randomBytes(LARGE_BYTES);
      const path = join(folder, 'large');
      await writeFile(path, body);
      await store.putFile(`${prefix}file`, path, { contentType, bytes: body.byteLength });
      const streamed = await store.stream(`${prefix}file`, null);
      expect(streamed?.bytes).toBe(LARGE_BYTES);
      expect(sha256(await read(streamed?.body ?? (async function* () {})()))).toBe(sha256(body));
    });

    it('refuses a file whose length is not the one promised', async () => {
      const path = join(folder, 'short');
      await writeFile(path, Buffer.alloc(1_000, 1));
      await expect(store.putFile(`${prefix}short`, path, { contentType, bytes: 2_000 })).rejects.toThrow();
      expect(await store.get(`${prefix}short`)).toBeNull();
    });

    it.each([
      [0, 0],
      [0, 99],
      [4_194_300, 4_194_310],
      [LARGE_BYTES - 10, LARGE_BYTES - 1],
    ])('streams exactly the bytes %i to %i', async (first, last) => {
      const body = Buffer.alloc(LARGE_BYTES);
      for (let at = 0; at < body.length; at += 4) body.writeUInt32BE(at % 0xffff_fffb, Math.min(at, body.length - 4));
      const key = `${prefix}ranged`;
      if ((await store.get(key)) === null) await store.put(key, body, { contentType });
      const part = await store.stream(key, { first, last });
      expect(part?.bytes).toBe(last - first + 1);
      expect((await read(part?.body ?? (async function* () {})())).equals(body.subarray(first, last + 1))).toBe(true);
    });

    it('forgets a deleted object, and deleting again is no error', async () => {
      await store.put(`${prefix}gone`, Buffer.from('x'), { contentType });
      await store.delete(`${prefix}gone`);
      await store.delete(`${prefix}gone`);
      expect(await store.get(`${prefix}gone`)).toBeNull();
    });

    it('deletes everything under a prefix and nothing beside it', async () => {
      const keys = Array.from({ length: 12 }, (_, index) => `${prefix}tree/a/${index}`);
      for (const key of [...keys, `${prefix}tree/ab`]) await store.put(key, Buffer.from('x'), { contentType });
      await store.deletePrefix(`${prefix}tree/a/`);
      expect(await Promise.all(keys.map((key) => store.get(key)))).toEqual(keys.map(() => null));
      expect(await store.get(`${prefix}tree/ab`)).toHaveLength(1);
      await store.deletePrefix(`${prefix}tree/a/`);
    });

    it('stops when its signal is aborted', async () => {
      const signal = AbortSignal.abort();
      await expect(store.put(`${prefix}aborted`, Buffer.from('x'), { contentType, signal })).rejects.toThrow();
      await expect(store.get(`${prefix}small`, { signal })).rejects.toThrow();
      expect(await store.get(`${prefix}aborted`)).toBeNull();
    });
  });
}
