import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { sha256File } from '@lector/fetch';
import type { PackFile, PackManifest } from './manifest.js';
import { packDir, preparedDir, stampsPath } from './pack-paths.js';
import { preparationOf, preparedFiles } from './preparation.js';
import { verifyPrepared } from './prepared-graph.js';
import { readStamps, stampHolds, stampOf, writeStamps, type Stamps } from './stamps.js';

export type FileState = 'ok' | 'missing' | 'corrupt';

export interface VerifiedFile {
  readonly path: string;
  readonly state: FileState;
}

async function hashedState(path: string, file: PackFile): Promise<FileState> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 'missing';
  if (!found.isFile() || found.size !== file.bytes) return 'corrupt';
  return (await sha256File(path)) === file.sha256 ? 'ok' : 'corrupt';
}

async function check(manifest: PackManifest, modelDir: string, trustStamps: boolean): Promise<VerifiedFile[]> {
  const at = stampsPath(manifest, modelDir);
  const old = await readStamps(at);
  const stamps: Stamps = {};
  const verified: VerifiedFile[] = [];
  let changed = false;
  for (const file of manifest.files) {
    const path = join(packDir(manifest, modelDir), file.path);
    const kept = old[file.path];
    if (trustStamps && kept !== undefined && (await stampHolds(path, kept, file.sha256))) {
      stamps[file.path] = kept;
      verified.push({ path: file.path, state: 'ok' });
      continue;
    }
    // Taken before hashing: a file changed meanwhile then fails the next look, instead of passing for good.
    const stamp = await stampOf(path, file.sha256);
    const state = await hashedState(path, file);
    if (state === 'ok' && stamp !== null) {
      stamps[file.path] = stamp;
      changed = true;
    }
    verified.push({ path: file.path, state });
  }
  if (changed) await writeStamps(at, stamps);
  return verified;
}

async function checkPrepared(manifest: PackManifest, modelDir: string): Promise<VerifiedFile[]> {
  const preparation = preparationOf(manifest);
  if (preparation === null) return [];
  const files = preparedFiles(preparation, preparedDir(manifest, modelDir));
  const state = await verifyPrepared(files);
  return state === null ? [] : [{ path: relative(packDir(manifest, modelDir), files.graphPath), state }];
}

/** Every file of the pack, and where its graph was rewritten what came of it, hashed in full. */
export async function verifyPack(
  manifest: PackManifest,
  { modelDir }: { readonly modelDir: string },
): Promise<VerifiedFile[]> {
  return [...(await check(manifest, modelDir, false)), ...(await checkPrepared(manifest, modelDir))];
}

/** The published files, for start-up: one untouched since it was last hashed is not hashed again. */
export function checkPack(manifest: PackManifest, options: { readonly modelDir: string }): Promise<VerifiedFile[]> {
  return check(manifest, options.modelDir, true);
}
