import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LectorError, toLectorError } from '@lector/contract';
import { makeFolder } from './make-folder.js';

/**
 * A file appears complete or not at all: bytes go to a temporary file in the same folder (a rename across file systems
 * would be a copy), are checked, reach the disk, and only then take the name. Without the two fsyncs a power cut can
 * leave the name pointing at an empty file, which every later start would take for the real one.
 */

/** What the content must be; the file is refused with `pack_corrupt` otherwise. */
export interface ExpectedContent {
  readonly bytes?: number;
  readonly sha256?: string;
}

/** Suffix of files being written; one left by a killed process may be deleted by whoever holds the folder's lock. */
export const TEMPORARY_SUFFIX = '.tmp';

/** Flushes `path`, gives it the name `dest`, and flushes the folder's entry. */
export async function publishFile(path: string, dest: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(path, dest);
  const folder = await open(dirname(dest), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function fill(
  file: FileHandle,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  expected: ExpectedContent,
  dest: string,
) {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.byteLength;
    if (expected.bytes !== undefined && bytes > expected.bytes) {
      throw new LectorError('pack_corrupt', `more bytes than declared for ${dest} [declared=${expected.bytes}]`);
    }
    hash.update(piece);
    await file.writeFile(piece);
  }
  const sha256 = hash.digest('hex');
  if (expected.bytes !== undefined && bytes !== expected.bytes) {
    throw new LectorError('pack_corrupt', `wrong size of ${dest} [declared=${expected.bytes}, got=${bytes}]`);
  }
  if (expected.sha256 !== undefined && sha256 !== expected.sha256) {
    throw new LectorError('pack_corrupt', `wrong content of ${dest} [declared=${expected.sha256}, got=${sha256}]`);
  }
}

/**
 * Writes `source` to `dest`. `mode` is the file's permission bits (0o755 for a program).
 * @throws LectorError `pack_corrupt` when the content is not the expected; `config_invalid` when its folder cannot be
 *   made; `internal` when the disk refuses
 */
export async function writeAtomically(
  dest: string,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: { readonly expected?: ExpectedContent; readonly mode?: number } = {},
): Promise<void> {
  await makeFolder(dirname(dest));
  const temporary = `${dest}.${randomUUID()}${TEMPORARY_SUFFIX}`;
  try {
    const file = await open(temporary, 'wx', options.mode ?? 0o644);
    try {
      await fill(file, source, options.expected ?? {}, dest);
      if (options.mode !== undefined) await file.chmod(options.mode);
    } finally {
      await file.close();
    }
    await publishFile(temporary, dest);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw toLectorError(error);
  }
}
