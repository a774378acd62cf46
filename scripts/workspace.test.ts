import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { missingLinks } from './workspace.mjs';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lector-workspace-'));
  await manifest('', { devDependencies: { prettier: '1' } });
  await manifest('apps/cli', { dependencies: { '@lector/text': 'workspace:*' }, devDependencies: { dclint: '1' } });
  await manifest('packages/text', {});
  await manifest('bench', { dependencies: { '@lector/text': 'workspace:*' } });
  await mkdir(join(root, 'packages/left-over'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function manifest(folder: string, content: object): Promise<void> {
  await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, folder, 'package.json'), JSON.stringify(content));
}

async function link(path: string, target: string): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await symlink(join(root, target), join(root, path));
}

it('is complete when every package a manifest names is linked', async () => {
  await link('node_modules/prettier', 'packages/text');
  await link('apps/cli/node_modules/@lector/text', 'packages/text');
  await link('apps/cli/node_modules/dclint', 'packages/text');
  await link('bench/node_modules/@lector/text', 'packages/text');
  expect(missingLinks(root)).toEqual([]);
});

it('lacks what was deleted, and what is linked to nothing', async () => {
  await link('node_modules/prettier', 'packages/gone');
  await link('bench/node_modules/@lector/text', 'packages/text');
  expect(missingLinks(root)).toEqual([
    'node_modules/prettier',
    'apps/cli/node_modules/@lector/text',
    'apps/cli/node_modules/dclint',
  ]);
});
