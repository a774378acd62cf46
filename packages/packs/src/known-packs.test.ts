import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findManifest, knownManifests } from './known-packs.js';
import type { PackManifest } from './manifest.js';
import { builtManifestPath } from './pack-paths.js';
import { sampleManifest } from './sample-pack.fixture.js';

let manifestsDir: string;
let modelDir: string;
beforeEach(async () => {
  manifestsDir = await mkdtemp(join(tmpdir(), 'lector-published-'));
  modelDir = await mkdtemp(join(tmpdir(), 'lector-built-'));
  await writeFile(join(manifestsDir, 'sample.json'), JSON.stringify(sampleManifest([])));
});
afterEach(async () => {
  for (const dir of [manifestsDir, modelDir]) await rm(dir, { recursive: true, force: true });
});

async function build(name: string, changes: Partial<PackManifest> = {}): Promise<void> {
  const path = builtManifestPath(name, modelDir);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify({ ...sampleManifest([]), name, ...changes }));
}

const where = () => ({ modelDir, manifestsDir });

describe('the packs a machine knows', () => {
  test('are the published ones and those built on it', async () => {
    await build('built');
    await mkdir(join(modelDir, 'pulled'));
    expect((await knownManifests(where())).map(({ name }) => name)).toEqual(['built', 'sample']);
    expect((await findManifest('built', where())).name).toBe('built');
    expect((await findManifest('sample', where())).title).toBe('A sample');
  });

  test('are the published ones alone where there is no model folder', async () => {
    const nowhere = { modelDir: join(modelDir, 'nowhere'), manifestsDir };
    expect((await knownManifests(nowhere)).map(({ name }) => name)).toEqual(['sample']);
  });

  test('keep their published manifest, whatever lies in the model folder', async () => {
    await build('sample', { title: 'Another' });
    expect((await findManifest('sample', where())).title).toBe('A sample');
    expect(await knownManifests(where())).toHaveLength(1);
  });

  test.each(['other', '../built', 'BUILT'])('have no %s, and the refusal names them', async (name) => {
    await build('built');
    await expect(findManifest(name, where())).rejects.toMatchObject({
      code: 'unknown_pack',
      message: expect.stringContaining('there are: built, sample') as string,
    });
  });

  test('are not taken from a manifest of another name', async () => {
    await build('built', { name: 'renamed' });
    await expect(findManifest('built', where())).rejects.toMatchObject({ code: 'config_invalid' });
  });
});
