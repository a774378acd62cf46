import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LectorError } from '@lector/contract';
import { sha256File, withFileLock, writeAtomically } from '@lector/fetch';
import { z } from 'zod';
import type { PackManifest, PreparedPack } from './manifest.js';
import { packDir, packLock, preparedDir } from './pack-paths.js';
import { preparationOf, type Preparation } from './preparation.js';
import { Stamp, stampHolds, stampOf } from './stamps.js';
import { checkPack } from './verify-pack.js';

/**
 * From a complete pack to one that can be loaded. Where the family has a recipe, the published graph is rewritten once
 * and kept beside it. A side file holds the hash of the result, because that hash is part of every content key and 300 MB
 * are not hashed at every start. The graph is published before its side file; a crash between the two costs one hashing.
 * A family without a recipe runs its graph as published.
 */

export interface PrepareOptions {
  readonly modelDir: string;
  readonly onProgress?: ((step: 'verifying' | 'waiting' | 'rewriting' | 'ready') => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const SideFile = z.strictObject({ recipe: z.string(), graph: Stamp });

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
      `state=${first.state}]; run: npm run lector -- models pull ${manifest.name}`,
  );
}

/** The hash of a graph prepared before; null when it is not there or was changed since. */
async function preparedBefore(graphPath: string, sidePath: string): Promise<string | null> {
  try {
    const side = SideFile.parse(JSON.parse(await readFile(sidePath, 'utf8')));
    if (await stampHolds(graphPath, side.graph, side.graph.sha256)) return side.graph.sha256;
    // Copied to another disk, the file is the same under another inode.
    return (await sha256File(graphPath)) === side.graph.sha256 ? side.graph.sha256 : null;
  } catch {
    return null;
  }
}

async function writePrepared(graphPath: string, sidePath: string, bytes: Uint8Array, recipe: string) {
  const hash = createHash('sha256').update(bytes).digest('hex');
  await writeAtomically(graphPath, [bytes], { expected: { sha256: hash } });
  const graph = await stampOf(graphPath, hash);
  if (graph === null) throw new LectorError('internal', `the prepared graph vanished [path=${graphPath}]`);
  await writeAtomically(sidePath, [Buffer.from(`${JSON.stringify({ recipe, graph }, null, 2)}\n`)]);
  return hash;
}

interface ReadyGraph {
  readonly graphPath: string;
  readonly graphSha256: string;
}

async function rewriteOnce(
  manifest: PackManifest,
  { recipe, graphName, sideName }: Preparation,
  options: PrepareOptions,
): Promise<ReadyGraph> {
  const graphPath = join(preparedDir(manifest, options.modelDir), graphName);
  const sidePath = join(preparedDir(manifest, options.modelDir), sideName);
  // Looked at without the lock first: a model folder mounted read-only has no place for one.
  const before = await preparedBefore(graphPath, sidePath);
  if (before !== null) return { graphPath, graphSha256: before };
  const graphSha256 = await withFileLock(
    packLock(manifest, options.modelDir),
    async () => {
      const meanwhile = await preparedBefore(graphPath, sidePath);
      if (meanwhile !== null) return meanwhile;
      options.onProgress?.('rewriting');
      const published = await readFile(join(packDir(manifest, options.modelDir), manifest.graph));
      return writePrepared(graphPath, sidePath, recipe.rewrite(published), recipe.revision);
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
