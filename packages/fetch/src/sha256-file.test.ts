import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileMatches, sha256File } from './sha256-file.js';

// FIPS 180-2, appendix B.1.
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-hash-'));
  await writeFile(join(dir, 'abc'), 'abc');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test('the hash is that of the content', async () => {
  expect(await sha256File(join(dir, 'abc'))).toBe(ABC);
});

test('a file matches by size and hash, and a missing one or a folder does not', async () => {
  expect(await fileMatches(join(dir, 'abc'), { bytes: 3, sha256: ABC })).toBe(true);
  expect(await fileMatches(join(dir, 'abc'), { sha256: ABC })).toBe(true);
  expect(await fileMatches(join(dir, 'abc'), { bytes: 4, sha256: ABC })).toBe(false);
  expect(await fileMatches(join(dir, 'abc'), { bytes: 3, sha256: ABC.replace('b', 'c') })).toBe(false);
  expect(await fileMatches(join(dir, 'abd'), { sha256: ABC })).toBe(false);
  await mkdir(join(dir, 'folder'));
  expect(await fileMatches(join(dir, 'folder'), { sha256: ABC })).toBe(false);
});
