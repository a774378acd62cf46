import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { namelessFolders } from './folder-names.mjs';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lector-folders-'));
  for (const path of ['apps/api/src/routes', 'apps/api/node_modules/x/lib', 'packages/text/dist/utils'])
    await mkdir(join(root, path), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

it('passes over what is built or installed', () => {
  expect(namelessFolders(root)).toEqual([]);
});

it.each(['packages/text/src/utils', 'apps/api/src/routes/helpers', 'packages/common', 'apps/api/src/services'])(
  'finds %s',
  async (path) => {
    await mkdir(join(root, path), { recursive: true });
    expect(namelessFolders(root)).toEqual([path]);
  },
);
