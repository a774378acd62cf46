import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LectorError } from '@lector/contract';
import { withFileLock } from './file-lock.js';
import { httpGet } from './http-request.js';
import { makeFolder } from './make-folder.js';
import type { OnFetchProgress } from './progress.js';
import { fileMatches } from './sha256-file.js';
import { publishFile } from './write-atomically.js';

/**
 * A download that may be cut at any byte and goes on where it stopped. Bytes are kept in `DEST.part`; the next call asks
 * for the rest with a Range. The part may be stale (the file behind the address changed), so a resumed download whose
 * hash is wrong is started once more from nothing before the source is called wrong.
 */

export interface HttpDownload {
  readonly url: string;
  readonly dest: string;
  /** The exact size; more is refused while it arrives. */
  readonly bytes: number;
  readonly sha256: string;
  readonly onProgress?: OnFetchProgress | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly connectTimeoutMs?: number | undefined;
  readonly stallTimeoutMs?: number | undefined;
}

export const CONNECT_TIMEOUT_MS = 5_000;
export const STALL_TIMEOUT_MS = 30_000;

async function hashOfPart(part: string): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(part)) hash.update(piece as Uint8Array);
  return hash;
}

/** Where the answer's body begins in the file; null when the server will not send this file as declared. */
function bodyOffset(status: number | undefined, contentRange: string | undefined, asked: number): number | null {
  if (status === 200) return 0;
  if (status !== 206) return null;
  const start = /^bytes (\d+)-/.exec(contentRange ?? '')?.[1];
  return start !== undefined && Number(start) === asked ? asked : null;
}

async function attempt(download: HttpDownload, part: string): Promise<'done' | 'wrong'> {
  const { bytes } = download;
  const had = (await stat(part).catch(() => null))?.size ?? 0;
  if (had > bytes) await rm(part, { force: true });
  const asked = had > bytes ? 0 : had;
  let hash = asked > 0 ? await hashOfPart(part) : createHash('sha256');
  if (asked < bytes) {
    const response = await httpGet({
      url: download.url,
      // Compressed on the way, the sizes would mean nothing.
      headers: { 'accept-encoding': 'identity', ...(asked > 0 && { range: `bytes=${asked}-` }) },
      connectTimeoutMs: download.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
      stallTimeoutMs: download.stallTimeoutMs ?? STALL_TIMEOUT_MS,
      signal: download.signal,
    });
    let at = bodyOffset(response.statusCode, response.headers['content-range'], asked);
    if (at === null) {
      response.destroy();
      if (response.statusCode === 416) return 'wrong';
      throw new Error(`answered ${response.statusCode}`);
    }
    const announced = response.headers['content-length'];
    // A page of a captive portal, say: nothing of it is worth reading.
    if (announced !== undefined && at + Number(announced) !== bytes) {
      response.destroy();
      return 'wrong';
    }
    if (at === 0) hash = createHash('sha256');
    download.onProgress?.({ receivedBytes: at, totalBytes: bytes });
    const file = await open(part, at === 0 ? 'w' : 'a');
    try {
      for await (const piece of response as AsyncIterable<Buffer>) {
        at += piece.length;
        if (at > bytes) return 'wrong';
        hash.update(piece);
        await file.writeFile(piece);
        download.onProgress?.({ receivedBytes: at, totalBytes: bytes });
      }
    } finally {
      await file.close();
      response.destroy();
    }
    if (at < bytes) throw new Error(`the answer ended early [bytes=${at}/${bytes}]`);
  }
  return hash.digest('hex') === download.sha256 ? 'done' : 'wrong';
}

async function downloadLocked(download: HttpDownload, host: string): Promise<void> {
  const part = `${download.dest}.part`;
  if (await fileMatches(download.dest, download)) return;
  const resumed = (await stat(part).catch(() => null)) !== null;
  try {
    let result = await attempt(download, part);
    if (result === 'wrong') await rm(part, { force: true });
    if (result === 'wrong' && resumed) {
      result = await attempt(download, part);
      if (result === 'wrong') await rm(part, { force: true });
    }
    if (result === 'done') return await publishFile(part, download.dest);
  } catch (error) {
    if (error instanceof LectorError) throw error;
    if (download.signal?.aborted === true) {
      throw new LectorError('cancelled', `the download was stopped [host=${host}]`, { cause: error });
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new LectorError('pack_source_unreachable', `${host}: ${why}`, { cause: error });
  }
  throw new LectorError('pack_corrupt', `${host} sent something else than declared [sha256=${download.sha256}]`);
}

/**
 * Downloads `url` to `dest`; does nothing when `dest` has the declared content.
 * @throws LectorError `pack_source_unreachable` (see `unreachableHost` for a host without connection; what arrived is
 *   kept for the next call), `pack_corrupt` (wrong size or sha256; nothing is kept), `cancelled`
 */
export async function fetchHttp(download: HttpDownload): Promise<void> {
  await makeFolder(dirname(download.dest));
  await withFileLock(`${download.dest}.lock`, () => downloadLocked(download, new URL(download.url).host), {
    signal: download.signal,
  });
}
