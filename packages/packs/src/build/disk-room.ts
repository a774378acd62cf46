import { stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { LectorError } from '@lector/contract';

/** Bytes that will be written below a folder. */
export interface RoomNeeded {
  readonly dir: string;
  readonly bytes: number;
}

/**
 * Whether the disks have room for all of it, before anything is begun that takes half an hour; folders on one disk are added up.
 * @throws LectorError `build_failed`
 */
export async function requireRoom(needs: readonly RoomNeeded[]): Promise<void> {
  const byDisk = new Map<number, { dir: string; bytes: number; freeBytes: number }>();
  for (const { dir, bytes } of needs) {
    const at = await nearest(dir);
    const { bsize, bavail } = await statfs(at.path);
    const known = byDisk.get(at.disk)?.bytes ?? 0;
    byDisk.set(at.disk, { dir, bytes: known + bytes, freeBytes: bsize * bavail });
  }
  for (const { dir, bytes, freeBytes } of byDisk.values()) {
    if (freeBytes >= bytes) continue;
    const megabytes = (value: number) => `${Math.ceil(value / 1e6)} MB`;
    throw new LectorError(
      'build_failed',
      `the disk of ${dir} has too little room for the build [needed=${megabytes(bytes)}, free=${megabytes(freeBytes)}]`,
    );
  }
}

/** The folder, or the first above it that is there. */
async function nearest(dir: string): Promise<{ readonly path: string; readonly disk: number }> {
  for (let path = resolve(dir); ; path = dirname(path)) {
    const found = await stat(path).catch(() => null);
    if (found !== null) return { path, disk: found.dev };
    if (path === dirname(path)) throw new LectorError('build_failed', `there is no folder above ${dir}`);
  }
}
