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

export function isPackName(name: string): boolean {
  return PACK_NAME.test(name);
}

const EXTENSION = '.json';

/** Names of the manifests in a folder, sorted. @throws LectorError `config_invalid` where it cannot be read */
export async function manifestNames(manifestsDir: string): Promise<string[]> {
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
  const known = await manifestNames(manifestsDir);
  if (!known.includes(name)) throw unknownPack(name, known);
  return await manifestAt(join(manifestsDir, `${name}${EXTENSION}`), name);
}

/** A pack that none of the manifests describes. */
export function unknownPack(name: string, known: readonly string[]): LectorError {
  const shown = isPackName(name) ? name : JSON.stringify(name.slice(0, 64));
  return new LectorError('unknown_pack', `there is no model pack ${shown}; there are: ${known.join(', ')}`);
}

/** @throws LectorError `config_invalid` for a file that is no manifest of this pack */
export async function manifestAt(path: string, name: string): Promise<PackManifest> {
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
  for (const name of await manifestNames(manifestsDir)) manifests.push(await loadManifest(name, manifestsDir));
  return manifests;
}
