import { mkdtemp, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LectorError } from '@lector/contract';

/** Followed by the number of the process it belongs to. */
const FOLDER = 'lector-audio-';

/** Held in memory until then: three minutes of speech at 24 kHz. Most jobs end before and never touch a disk. */
const MEMORY_BYTES = 8 * 1024 * 1024;

/**
 * Bytes that only grow: in memory while they are few, then appended to a local file, so memory stays flat however long a
 * text is. All of it throws LectorError `disk_full` when there is no room.
 */
export interface SpillFile {
  readonly bytes: number;
  /** @param bytes the file's from then on */
  append(bytes: Uint8Array): Promise<void>;
  /** All of it while it is in memory; null once it is on disk. */
  held(): readonly Uint8Array[] | null;
  /** On disk, in a folder of its own where other files may be put. Nothing is appended any more. */
  finish(): Promise<{ readonly path: string }>;
  /** Removes the folder; to be called however the job ended. */
  remove(): Promise<void>;
}

export interface SpillOptions {
  readonly openFile?: (path: string) => Promise<FileHandle>;
  readonly memoryBytes?: number;
}

interface OpenFile {
  readonly folder: string;
  readonly path: string;
  readonly file: FileHandle;
}

export function createSpillFile(name: string, options: SpillOptions = {}): SpillFile {
  const { openFile = (path) => open(path, 'w', 0o600), memoryBytes = MEMORY_BYTES } = options;
  let size = 0;
  let chunks: Uint8Array[] | null = [];
  let disk: OpenFile | null = null;

  async function onDisk(): Promise<OpenFile> {
    if (disk !== null) return disk;
    const folder = await inRoom(() => mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`)));
    const path = join(folder, name);
    const file = await inRoom(() => openFile(path)).catch(async (error: unknown) => {
      await rm(folder, { recursive: true, force: true });
      throw error;
    });
    disk = { folder, path, file };
    let at = 0;
    for (const chunk of chunks ?? []) {
      await inRoom(() => writeAt(file, chunk, at));
      at += chunk.length;
    }
    chunks = null;
    return disk;
  }

  return {
    get bytes() {
      return size;
    },
    async append(bytes) {
      if (chunks !== null && size + bytes.length <= memoryBytes) chunks.push(bytes);
      else {
        const { file } = await onDisk();
        await inRoom(() => writeAt(file, bytes, size));
      }
      size += bytes.length;
    },
    held: () => chunks,
    async finish() {
      const { path, file } = await onDisk();
      // Some file systems say only here that what they took has no room.
      await inRoom(() => file.close());
      return { path };
    },
    async remove() {
      chunks = null;
      if (disk === null) return;
      await disk.file.close().catch(() => {});
      await rm(disk.folder, { recursive: true, force: true });
    },
  };
}

/** A disk that is nearly full takes a part and says nothing; only the next write fails. */
async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** No space, no quota: it passes, as an outage does. */
const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

async function inRoom<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && FULL.includes(error.code))) throw error;
    throw new LectorError(
      'disk_full',
      `no room for audio in progress [folder=${tmpdir()}, error=${String(error.code)}]; free some, or set TMPDIR to a larger folder`,
      { cause: error },
    );
  }
}

/**
 * Removes what killed workers left behind. Called before the first job, so folders under this process's own number are
 * a predecessor's too: in a container every worker is process 1.
 */
export async function sweepSpillFiles(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(FOLDER) ? Number.parseInt(name.slice(FOLDER.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || (pid !== process.pid && isAlive(pid))) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
