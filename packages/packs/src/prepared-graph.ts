import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { LectorError } from '@lector/contract';
import { sha256File, writeAtomically } from '@lector/fetch';
import { z } from 'zod';
import { Stamp, stampHolds, stampOf } from './stamps.js';

/**
 * A rewritten graph on the disk. A side file holds its hash, because that hash is part of every content key and 300 MB are
 * not hashed at every start. The graph is published before its side file; a crash between the two costs one hashing.
 */
export interface PreparedFiles {
  readonly graphPath: string;
  readonly sidePath: string;
}

const SideFile = z.strictObject({ recipe: z.string(), graph: Stamp });
type SideFile = z.infer<typeof SideFile>;

/** The hash of a graph prepared before; null when it is not there or was changed since. */
export async function preparedBefore({ graphPath, sidePath }: PreparedFiles): Promise<string | null> {
  try {
    const { graph } = await readSide(sidePath);
    if (await stampHolds(graphPath, graph, graph.sha256)) return graph.sha256;
    // Copied to another disk, the file is the same under another inode.
    return (await sha256File(graphPath)) === graph.sha256 ? graph.sha256 : null;
  } catch {
    return null;
  }
}

/** @returns the hash of the graph */
export async function writePrepared(files: PreparedFiles, bytes: Uint8Array, recipe: string): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  await writeAtomically(files.graphPath, [bytes], { expected: { sha256: hash } });
  const graph = await stampOf(files.graphPath, hash);
  if (graph === null) throw new LectorError('internal', `the prepared graph vanished [path=${files.graphPath}]`);
  await writeSide(files.sidePath, { recipe, graph });
  return hash;
}

/**
 * Hashes a prepared graph in full. One found damaged is not trusted by its stamp any more, so that it is made again.
 * @returns null where there is none: it is made before it is used
 */
export async function verifyPrepared(files: PreparedFiles): Promise<'ok' | 'corrupt' | null> {
  const side = await readSide(files.sidePath).catch(() => null);
  const now = side === null ? null : await stampOf(files.graphPath, side.graph.sha256);
  if (side === null || now === null) return null;
  if ((await sha256File(files.graphPath)) === side.graph.sha256) return 'ok';
  // A model folder mounted read-only is mended by nobody here.
  await writeSide(files.sidePath, { ...side, graph: { ...side.graph, mtimeMs: 0, inode: 0 } }).catch(() => undefined);
  return 'corrupt';
}

async function readSide(path: string): Promise<SideFile> {
  return SideFile.parse(JSON.parse(await readFile(path, 'utf8')));
}

async function writeSide(path: string, side: SideFile): Promise<void> {
  await writeAtomically(path, [Buffer.from(`${JSON.stringify(side, null, 2)}\n`)]);
}
