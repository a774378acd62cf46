import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCosyvoice } from './load.js';
import { openMicroPack, type MicroPack } from './micro-pack.fixture.js';

let micro: MicroPack;
beforeAll(() => {
  micro = openMicroPack();
});
afterAll(() => micro.remove());

describe('loading', () => {
  const threads = { intraOp: 1, cpus: null };

  test('names a file that is missing', async () => {
    const nowhere = { ...micro.pack, dir: '/nonexistent' };
    await expect(loadCosyvoice(nowhere, threads)).rejects.toMatchObject({
      code: 'pack_missing',
      message: expect.stringContaining('file=cosyvoice.json'),
    });
  });

  test('refuses a manifest that promises another sample rate', async () => {
    const other = { ...micro.pack, manifest: { ...micro.pack.manifest, sampleRate: 24_000 } };
    await expect(loadCosyvoice(other, threads)).rejects.toMatchObject({ code: 'pack_unsuitable' });
  });
});
