import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { folderError } from './folder-error.js';

/**
 * Makes a folder and those above it; one that is there stays as it is. Step by step, because Node's own recursive `mkdir`
 * never ends where the system answers ENOENT to making a folder in one that exists (`/proc/x`): it goes up and down for ever.
 * @param mode permission bits of what is made, before the mask of the process
 * @throws LectorError `config_invalid` where it cannot be made; whatever else the disk says
 */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  try {
    const missing: string[] = [];
    for (let at = resolve(folder); !(await isFolder(at)); at = dirname(at)) missing.unshift(at);
    for (const one of missing) await makeOne(one, mode);
  } catch (error) {
    throw folderError(error, folder) ?? error;
  }
}

async function makeOne(folder: string, mode: number): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    // Somebody else was quicker.
    if (!(await isFolder(folder))) throw error;
  }
}

/** False too for what is no folder: making one there then says what is in the way. */
async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw error;
  });
  return found?.isDirectory() === true;
}
