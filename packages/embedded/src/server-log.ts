import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '@lector/fetch';

/** Weeks of an ordinary server, and hours of one that complains about every request. */
export const LOG_MAX_BYTES = 5_000_000;

/**
 * Opens the log of a server for appending. A log that has outgrown `LOG_MAX_BYTES` begins anew, and its end of that size is
 * kept beside it as `.1`, in place of the one before. Only where no server writes to it.
 */
export async function openServerLog(path: string): Promise<FileHandle> {
  await makeFolder(dirname(path));
  const log = await open(path, 'a+', 0o600);
  try {
    const { size } = await log.stat();
    if (size > LOG_MAX_BYTES) {
      await keepEnd(log, size, `${path}.1`);
      await log.truncate(0);
    }
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

async function keepEnd(log: FileHandle, size: number, path: string): Promise<void> {
  const end = Buffer.alloc(LOG_MAX_BYTES);
  const { bytesRead } = await log.read(end, 0, end.byteLength, size - LOG_MAX_BYTES);
  // The first line is cut most times.
  const from = end.indexOf('\n') + 1;
  const temporary = `${path}.tmp`;
  await rm(temporary, { force: true });
  const kept = await open(temporary, 'wx', 0o600);
  try {
    await kept.writeFile(end.subarray(from, bytesRead));
  } finally {
    await kept.close();
  }
  await rename(temporary, path);
}
