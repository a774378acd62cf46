import { mkdir, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleFile, sampleManifest } from './sample-pack.fixture.js';
import { checkPack, verifyPack } from './verify-pack.js';

const first = Buffer.from('first content');
const second = Buffer.from('second content');
const manifest = sampleManifest([sampleFile('a.bin', first), sampleFile('voices/b.bin', second)]);

let modelDir: string;
const at = (path: string) => join(modelDir, manifest.name, path);

beforeEach(async () => {
  modelDir = await mkdtemp(join(tmpdir(), 'lector-verify-'));
  await mkdir(at('voices'), { recursive: true });
  await writeFile(at('a.bin'), first);
  await writeFile(at('voices/b.bin'), second);
});
afterEach(() => rm(modelDir, { recursive: true, force: true }));

const states = async (check: typeof verifyPack) => (await check(manifest, { modelDir })).map(({ state }) => state);

/** Changes one byte and sets the time back, which the size alone would not show. */
async function spoil(path: string, content: string, keepTime: boolean) {
  const before = await stat(at(path));
  await writeFile(at(path), content);
  if (keepTime) await utimes(at(path), before.atime, before.mtime);
}

test('a complete pack is ok in every file', async () => {
  expect(await states(verifyPack)).toEqual(['ok', 'ok']);
});

test('a file that is not there is missing, one of another size or content corrupt', async () => {
  await rm(at('voices/b.bin'));
  await spoil('a.bin', 'FIRST content', false);
  expect(await states(verifyPack)).toEqual(['corrupt', 'missing']);
  await writeFile(at('a.bin'), 'short');
  expect(await states(verifyPack)).toEqual(['corrupt', 'missing']);
});

test('a folder in a file’s place is corrupt', async () => {
  await rm(at('a.bin'));
  await mkdir(at('a.bin'));
  expect(await states(verifyPack)).toEqual(['corrupt', 'ok']);
});

test('the quick check sees a file changed after it was hashed', async () => {
  expect(await states(checkPack)).toEqual(['ok', 'ok']);
  await spoil('a.bin', 'FIRST content', false);
  expect(await states(checkPack)).toEqual(['corrupt', 'ok']);
});

test('the quick check does not hash again what was not touched; the full one does', async () => {
  expect(await states(checkPack)).toEqual(['ok', 'ok']);
  // Same size, time and inode: only hashing can tell, so the quick check passing proves it did not hash.
  const exact = new Date(1_700_000_000_000);
  await utimes(at('a.bin'), exact, exact);
  expect(await states(checkPack)).toEqual(['ok', 'ok']);
  await spoil('a.bin', 'FIRST content', true);
  expect(await states(checkPack)).toEqual(['ok', 'ok']);
  expect(await states(verifyPack)).toEqual(['corrupt', 'ok']);
  // And what the full check found is not forgotten.
  expect(await states(checkPack)).toEqual(['corrupt', 'ok']);
});

test('damaged stamps cost hashing, nothing else', async () => {
  await writeFile(at('.stamps.json'), '{"a.bin": 5}');
  expect(await states(checkPack)).toEqual(['ok', 'ok']);
});
