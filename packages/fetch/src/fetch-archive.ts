import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LectorError, toLectorError } from '@lector/contract';
import { withFileLock } from './file-lock.js';
import { makeFolder } from './make-folder.js';
import type { OnFetchProgress } from './progress.js';
import { runDownload, type CommandOutcome } from './run-command.js';
import { fileMatches, sha256File } from './sha256-file.js';
import { publishFile } from './write-atomically.js';

/** What fetching a wheel and fetching an npm archive have in common: run the client, check, publish, remember. */

export interface ArchiveRequest {
  readonly package: string;
  readonly version: string;
  /** sha256 of the archive file. */
  readonly sha256: string;
  /** Where the archive is kept; one of the right hash found there is used again. */
  readonly cacheDir: string;
  readonly onProgress?: OnFetchProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ArchiveClient {
  /** `pip` or `npm`, for messages. */
  readonly name: string;
  readonly command: string;
  readonly args: (downloadDir: string) => readonly string[];
  readonly env: (workDir: string) => Readonly<Record<string, string>>;
  readonly extension: string;
  readonly stallTimeoutMs: number;
  /** What to do when `command` is not on the PATH or cannot be run. */
  readonly fix: string;
  /** The same, for an answer on stderr that means a part of the client is missing. */
  readonly brokenClient?: { readonly pattern: RegExp; readonly fix: string };
}

/** The part of the client's last words that says why; pip repeats itself over many lines. */
function reason(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const errors = lines.filter((line) => /^(?:ERROR:|npm error)/.test(line));
  return (errors.length > 0 ? errors : lines.filter((line) => line !== '')).slice(-3).join(' ');
}

function refuse(request: ArchiveRequest, client: ArchiveClient, outcome: CommandOutcome): void {
  const what = `${client.name} could not fetch ${request.package} ${request.version}`;
  if (outcome.kind === 'not-started') {
    const { reason, cause } = outcome;
    const why =
      reason === 'ENOENT'
        ? `${client.command} is not on the PATH`
        : `the ${client.command} on the PATH cannot be run [reason=${reason}]`;
    throw new LectorError('service_missing', `${what}: ${why}; ${client.fix}`, { cause });
  }
  if (outcome.kind === 'stalled') {
    throw new LectorError('pack_source_unreachable', `${what}: nothing arrived for ${client.stallTimeoutMs} ms`);
  }
  if (outcome.exitCode === 0) return;
  if (client.brokenClient?.pattern.test(outcome.stderr) === true) {
    throw new LectorError('service_missing', `${what}: ${client.brokenClient.fix}`);
  }
  throw new LectorError('pack_source_unreachable', `${what} [exit=${outcome.exitCode}]: ${reason(outcome.stderr)}`);
}

async function download(request: ArchiveRequest, client: ArchiveClient, dest: string): Promise<void> {
  // A fixed name: what a killed process left is swept by the next one, which holds the same lock.
  const workDir = `${dest}.work`;
  const downloadDir = join(workDir, 'out');
  try {
    await rm(workDir, { recursive: true, force: true });
    await makeFolder(downloadDir);
    request.onProgress?.({ receivedBytes: 0, totalBytes: null });
    const outcome = await runDownload({
      command: client.command,
      args: client.args(downloadDir),
      env: client.env(workDir),
      watchDir: workDir,
      stallTimeoutMs: client.stallTimeoutMs,
      onBytes: (receivedBytes) => request.onProgress?.({ receivedBytes, totalBytes: null }),
      signal: request.signal,
    });
    refuse(request, client, outcome);
    const [name] = (await readdir(downloadDir)).filter((file) => file.endsWith(client.extension));
    if (name === undefined) {
      throw new LectorError(
        'pack_source_unreachable',
        `${client.name} left no ${client.extension} of ${request.package}`,
      );
    }
    const path = join(downloadDir, name);
    const { size } = await stat(path);
    request.onProgress?.({ receivedBytes: size, totalBytes: size });
    const sha256 = await sha256File(path);
    if (sha256 !== request.sha256) {
      throw new LectorError(
        'pack_corrupt',
        `wrong content of ${request.package} ${request.version} [declared=${request.sha256}, got=${sha256}]`,
      );
    }
    await publishFile(path, dest);
  } finally {
    await rm(workDir, { recursive: true, force: true }).catch(() => {});
  }
}

/** Fetches through `client` unless `cacheDir` has it. Two processes asking for the same archive share one download. */
export async function fetchArchive(request: ArchiveRequest, client: ArchiveClient): Promise<string> {
  // The hash is part of the name: wheels of two platforms share package and version.
  const name = `${request.package.replaceAll(/[^A-Za-z0-9._-]/g, '_')}-${request.version}-${request.sha256.slice(0, 12)}`;
  const dest = join(request.cacheDir, `${name}${client.extension}`);
  try {
    await makeFolder(request.cacheDir);
    await withFileLock(
      `${dest}.lock`,
      async () => {
        if (!(await fileMatches(dest, { sha256: request.sha256 }))) await download(request, client, dest);
      },
      { signal: request.signal },
    );
    return dest;
  } catch (error) {
    throw toLectorError(error);
  }
}
