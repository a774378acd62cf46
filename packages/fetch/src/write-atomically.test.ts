import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAtomically } from './write-atomically.js';

const content = Buffer.from('new content');
const sha256 = createHash('sha256').update(content).digest('hex');

let dir: string;
let dest: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-write-'));
  dest = join(dir, 'folder/file');
  await mkdir(join(dir, 'folder'));
  await writeFile(dest, 'old content');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** The old file is still there, and nothing else. */
async function expectUntouched() {
  expect(await readFile(dest, 'utf8')).toBe('old content');
  expect(await readdir(join(dir, 'folder'))).toEqual(['file']);
}

test('the expected content replaces the old file', async () => {
  await writeAtomically(dest, [content.subarray(0, 3), content.subarray(3)], { expected: { bytes: 11, sha256 } });
  expect(await readFile(dest, 'utf8')).toBe('new content');
  expect(await readdir(join(dir, 'folder'))).toEqual(['file']);
});

test('folders on the way are made', async () => {
  await writeAtomically(join(dir, 'a/b/c'), [content]);
  expect(await readFile(join(dir, 'a/b/c'), 'utf8')).toBe('new content');
});

test('a program gets its permission bits', async () => {
  await writeAtomically(dest, [content], { mode: 0o755 });
  expect((await stat(dest)).mode & 0o777).toBe(0o755);
});

test.each([
  ['too few bytes', { bytes: 12 }],
  ['too many bytes', { bytes: 10 }],
  ['another hash', { sha256: sha256.replace(/./, (digit) => (digit === '0' ? '1' : '0')) }],
])('%s leave the old file', async (_title, expected) => {
  await expect(writeAtomically(dest, [content], { expected })).rejects.toMatchObject({ code: 'pack_corrupt' });
  await expectUntouched();
});

test('a source without end is stopped at the declared size', async () => {
  let given = 0;
  function* endless() {
    for (;;) {
      given += 1;
      yield content;
    }
  }
  await expect(writeAtomically(dest, endless(), { expected: { bytes: 25 } })).rejects.toMatchObject({
    code: 'pack_corrupt',
  });
  expect(given).toBe(3);
  await expectUntouched();
});

test('a source that fails leaves the old file', async () => {
  async function* failing() {
    yield await Promise.resolve(content);
    throw new Error('cut');
  }
  await expect(writeAtomically(dest, failing())).rejects.toMatchObject({ code: 'internal', message: 'cut' });
  await expectUntouched();
});
