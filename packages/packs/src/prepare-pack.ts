import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LectorError } from '@lector/contract';
import { withFileLock } from '@lector/fetch';
import type { PackManifest, PreparedPack } from './manifest.js';
import { packDir, packLock, preparedDir } from './pack-paths.js';
import { preparationOf, preparedFiles, type Preparation } from './preparation.js';
import { preparedBefore, writePrepared } from './prepared-graph.js';
import { checkPack } from './verify-pack.js';

/**
 * From a complete pack to one that can be loaded. Where the family has a recipe, the published graph is rewritten once
 * and kept beside it. A family without a recipe runs its graph as published.
 */

export interface PrepareOptions {
  readonly modelDir: string;
  readonly onProgress?: ((step: 'verifying' | 'waiting' | 'rewriting' | 'ready') => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function requireComplete(manifest: PackManifest, options: PrepareOptions): Promise<void> {
  const states = await checkPack(manifest, options);
  const bad = states.filter(({ state }) => state !== 'ok');
  const [first] = bad;
  if (first === undefined) return;
  const code = first.state === 'corrupt' ? 'pack_corrupt' : 'pack_missing';
  throw new LectorError(
    code,
    `the pack ${manifest.name} is not complete: ${bad.length} of ${states.length} files [first=${first.path}, ` +
      `state=${first.state}]; run: npm run lector -- models ${manifest.built === undefined ? 'pull' : 'build'} ${manifest.name}`,
  );
}

interface ReadyGraph {
  readonly graphPath: string;
  readonly graphSha256: string;
}

async function rewriteOnce(
  manifest: PackManifest,
  preparation: Preparation,
  options: PrepareOptions,
): Promise<ReadyGraph> {
  const { recipe } = preparation;
  const files = preparedFiles(preparation, preparedDir(manifest, options.modelDir));
  const { graphPath } = files;
  // Looked at without the lock first: a model folder mounted read-only has no place for one.
  const before = await preparedBefore(files);
  if (before !== null) return { graphPath, graphSha256: before };
  const graphSha256 = await withFileLock(
    packLock(manifest, options.modelDir),
    async () => {
      const meanwhile = await preparedBefore(files);
      if (meanwhile !== null) return meanwhile;
      options.onProgress?.('rewriting');
      const published = await readFile(join(packDir(manifest, options.modelDir), manifest.graph));
      return writePrepared(files, recipe.rewrite(published), recipe.revision);
    },
    { onWait: () => options.onProgress?.('waiting'), signal: options.signal },
  );
  return { graphPath, graphSha256 };
}

async function readyGraph(
  manifest: PackManifest,
  options: PrepareOptions,
): Promise<Pick<PreparedPack, 'graphPath' | 'graphSha256'>> {
  const published = manifest.files.find(({ path }) => path === manifest.graph);
  if (published === undefined) return { graphPath: null, graphSha256: sha256(JSON.stringify(manifest)) };
  const preparation = preparationOf(manifest);
  if (preparation !== null) return rewriteOnce(manifest, preparation, options);
  // Just found to have this hash.
  return { graphPath: join(packDir(manifest, options.modelDir), published.path), graphSha256: published.sha256 };
}

/**
 * Verifies the pack (quickly when nothing changed) and, where its family has a recipe, rewrites its graph unless that was
 * done before. Rewriting blocks the thread for a few seconds.
 * @throws LectorError `pack_missing` or `pack_corrupt`, naming the command that heals it; `pack_unsuitable`; `cancelled`
 */
export async function preparePack(manifest: PackManifest, options: PrepareOptions): Promise<PreparedPack> {
  options.onProgress?.('verifying');
  await requireComplete(manifest, options);
  const graph = await readyGraph(manifest, options);
  options.onProgress?.('ready');
  return { manifest, dir: packDir(manifest, options.modelDir), ...graph };
}
