import { readdir, stat } from 'node:fs/promises';
import { isPackName, loadManifest, manifestAt, manifestNames, MANIFESTS_DIR, unknownPack } from './load-manifest.js';
import type { PackManifest } from './manifest.js';
import { builtManifestPath } from './pack-paths.js';

/**
 * The packs a machine knows: those published with Lector, and those built on it, whose manifest lies in their folder below
 * the model folder. A machine that holds no model (one that runs the API alone) knows a built pack by that one file.
 */
export interface KnownIn {
  readonly modelDir: string;
  /** Manifests of the published ones; Lector's own when absent. */
  readonly manifestsDir?: string;
}

/**
 * The manifest of one of them.
 * @throws LectorError `unknown_pack`, naming those there are; `config_invalid` when its file is wrong
 */
export async function findManifest(
  name: string,
  { modelDir, manifestsDir = MANIFESTS_DIR }: KnownIn,
): Promise<PackManifest> {
  const published = await manifestNames(manifestsDir);
  if (published.includes(name)) return await loadManifest(name, manifestsDir);
  const built = await builtNames(modelDir);
  if (!built.includes(name)) throw unknownPack(name, [...published, ...built].sort());
  return await manifestAt(builtManifestPath(name, modelDir), name);
}

/**
 * All of them, by name. A published pack goes before a built one of its name.
 * @throws LectorError `config_invalid`
 */
export async function knownManifests(where: KnownIn): Promise<PackManifest[]> {
  const names = new Set([
    ...(await manifestNames(where.manifestsDir ?? MANIFESTS_DIR)),
    ...(await builtNames(where.modelDir)),
  ]);
  return await Promise.all([...names].sort().map((name) => findManifest(name, where)));
}

async function builtNames(modelDir: string): Promise<string[]> {
  // No model folder yet: nothing was built.
  const folders = (await readdir(modelDir).catch(() => [])).filter(isPackName);
  const found = await Promise.all(
    folders.map(async (name) => {
      const manifest = await stat(builtManifestPath(name, modelDir)).catch(() => null);
      return manifest?.isFile() === true;
    }),
  );
  return folders.filter((_, index) => found[index]);
}
