import { chmod, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './make-folder.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-make-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

test('a folder and those above it are made for this user, those that are there are left as they are', async () => {
  await chmod(dir, 0o755);
  await makeFolder(join(dir, 'a/b/c'), 0o700);
  await makeFolder(join(dir, 'a/b/c'));
  expect(await modeOf(join(dir, 'a/b/c'))).toBe(0o700);
  expect(await modeOf(join(dir, 'a'))).toBe(0o700);
  expect(await modeOf(dir)).toBe(0o755);
});

test('several that make the same folder at once all succeed', async () => {
  await Promise.all(Array.from({ length: 8 }, () => makeFolder(join(dir, 'x/y/z'))));
  expect((await stat(join(dir, 'x/y/z'))).isDirectory()).toBe(true);
});

test('a folder behind a link is one', async () => {
  await symlink(dir, `${dir}-link`);
  try {
    await makeFolder(join(`${dir}-link`, 'a'));
    expect((await stat(join(dir, 'a'))).isDirectory()).toBe(true);
  } finally {
    await rm(`${dir}-link`);
  }
});

test.each(['data', 'data/below/it'])('%s cannot be made where a file stands', async (place) => {
  await writeFile(join(dir, 'data'), 'a file');
  await expect(makeFolder(join(dir, place))).rejects.toMatchObject({
    code: 'config_invalid',
    message: expect.stringContaining(`the folder ${join(dir, place)} cannot be written`) as string,
  });
});

// Elsewhere there is no /proc, and nobody may make one.
test.each(['/proc/lector', '/proc/lector/below'])(
  'a system that takes no folder at %s says so at once',
  async (place) => {
    await expect(makeFolder(place)).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining(`the folder ${place} cannot be written`) as string,
    });
  },
);
