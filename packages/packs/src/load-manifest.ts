import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LectorError } from '@lector/contract';
import type { PackManifest } from './manifest.js';
import { parseManifest } from './parse-manifest.js';

/** The manifests of the repository, from `src` and from `dist` alike. */
export const MANIFESTS_DIR = fileURLToPath(new URL('../../../models/manifests/', import.meta.url));

/** Pack names double as file and folder names, so nothing else may reach the file system. */
const PACK_NAME = /^[a-z0-9-]{1,64}$/;
const EXTENSION = '.json';

async function names(manifestsDir: string): Promise<string[]> {
  const files = await readdir(manifestsDir).catch((error: unknown) => {
    throw new LectorError('config_invalid', `the folder of manifests cannot be read [dir=${manifestsDir}]`, {
      cause: error,
    });
  });
  return files
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length))
    .sort();
}

/**
 * The manifest of one pack, `MANIFESTS_DIR/NAME.json`.
 * @throws LectorError `unknown_pack`, naming the packs there are; `config_invalid` when the file is wrong
 */
export async function loadManifest(name: string, manifestsDir: string): Promise<PackManifest> {
  const known = await names(manifestsDir);
  if (!PACK_NAME.test(name) || !known.includes(name)) {
    const shown = PACK_NAME.test(name) ? name : JSON.stringify(name.slice(0, 64));
    throw new LectorError('unknown_pack', `there is no model pack ${shown}; there are: ${known.join(', ')}`);
  }
  const path = join(manifestsDir, `${name}${EXTENSION}`);
  const manifest = parseManifest(await readFile(path, 'utf8'), path);
  if (manifest.name !== name) {
    throw new LectorError('config_invalid', `the manifest names another pack [file=${path}, name=${manifest.name}]`);
  }
  return manifest;
}

/**
 * Every manifest of the folder, by name.
 * @throws LectorError `config_invalid`
 */
export async function listManifests(manifestsDir: string): Promise<PackManifest[]> {
  const manifests: PackManifest[] = [];
  for (const name of await names(manifestsDir)) manifests.push(await loadManifest(name, manifestsDir));
  return manifests;
}
