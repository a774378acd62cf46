import { readFile, stat } from 'node:fs/promises';
import { writeAtomically } from '@lector/fetch';
import { z } from 'zod';

/**
 * Hashing a pack takes a second or more, and a worker process must not pay it at every start. Once a file was hashed,
 * its size, time and inode are noted; while all three stay the same the hash is taken as read. Whoever changes a file
 * and sets its time back deceives this; `verifyPack` always hashes.
 */

export const Stamp = z.strictObject({
  sha256: z.string(),
  size: z.number(),
  mtimeMs: z.number(),
  inode: z.number(),
});
export type Stamp = z.infer<typeof Stamp>;

const Stamps = z.record(z.string(), Stamp);
export type Stamps = z.infer<typeof Stamps>;

/** A stamp of the file as it is now; null when there is none. */
export async function stampOf(path: string, sha256: string): Promise<Stamp | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  return { sha256, size: found.size, mtimeMs: found.mtimeMs, inode: found.ino };
}

/** Whether the file is still the one that was stamped with this hash. */
export async function stampHolds(path: string, stamp: Stamp | undefined, sha256: string): Promise<boolean> {
  if (stamp?.sha256 !== sha256) return false;
  const now = await stampOf(path, sha256);
  return now !== null && now.size === stamp.size && now.mtimeMs === stamp.mtimeMs && now.inode === stamp.inode;
}

/** The stamps kept at `path`; none when the file is missing or damaged, which only costs hashing again. */
export async function readStamps(path: string): Promise<Stamps> {
  try {
    return Stamps.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return {};
  }
}

/** Keeps stamps; a folder that may not be written (a model folder mounted read-only) is hashed at every start instead. */
export async function writeStamps(path: string, stamps: Stamps): Promise<void> {
  await writeAtomically(path, [Buffer.from(`${JSON.stringify(stamps, null, 2)}\n`)]).catch(() => {});
}
