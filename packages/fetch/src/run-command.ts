import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LectorError } from '@lector/contract';

/**
 * Runs a package client (pip, npm) that downloads one archive into a folder. These clients report no machine-readable
 * progress in the versions in use, so the growth of the largest file is the progress (pip copies what it has downloaded, so
 * all files together pass the archive's size); a client that neither ends nor grows a file is stopped.
 */

export interface DownloadCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The folder the client writes to while it downloads. */
  readonly watchDir: string;
  /** Milliseconds without growth in `watchDir` after which the client is stopped. */
  readonly stallTimeoutMs: number;
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal | undefined;
}

export type CommandOutcome =
  | { readonly kind: 'ended'; readonly exitCode: number | null; readonly stderr: string }
  /** The program is not there, or may not be run; `reason` is the system's word for it. */
  | { readonly kind: 'not-started'; readonly reason: string; readonly cause: Error }
  | { readonly kind: 'stalled' };

const WATCH_MS = 500;
const KILL_AFTER_MS = 3_000;
/** What `spawn` says of a program that is absent, another user's, or for another machine. */
const NOT_STARTED = ['ENOENT', 'EACCES', 'EPERM', 'ENOTDIR', 'ENOEXEC', 'ELOOP'];
/** Enough for the last words of pip or npm. */
const MAX_STDERR_CHARS = 2_000;

async function largestFileBytes(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    // Files come and go while the client works.
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => null);
    bytes = Math.max(bytes, found?.size ?? 0);
  }
  return bytes;
}

/** Index addresses may carry a user name and password; they must not reach a log. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(/\/\/[^/@\s]+@/g, '//');
}

/** Reports growth of `command.watchDir`, and calls `onStall` once there was none for long. @returns how to stop */
function watchGrowth(command: DownloadCommand, onStall: () => void): () => void {
  let seenBytes = 0;
  let grewAtMs = performance.now();
  let looking = false;
  const look = async () => {
    const bytes = await largestFileBytes(command.watchDir);
    if (bytes > seenBytes) {
      seenBytes = bytes;
      grewAtMs = performance.now();
      command.onBytes(bytes);
    } else if (performance.now() - grewAtMs > command.stallTimeoutMs) onStall();
    looking = false;
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void look();
  }, WATCH_MS);
  return () => clearInterval(timer);
}

/**
 * @throws LectorError `cancelled` when `signal` fires
 */
export async function runDownload(command: DownloadCommand): Promise<CommandOutcome> {
  const { signal } = command;
  const isAborted = () => signal?.aborted === true;
  if (isAborted()) {
    throw new LectorError('cancelled', `${command.command} was not started`, { cause: signal?.reason });
  }
  const child = spawn(command.command, command.args, {
    env: { ...process.env, ...command.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-MAX_STDERR_CHARS);
  });
  const stopped = { stalled: false };
  const stop = () => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref();
  };
  const unwatch = watchGrowth(command, () => {
    stopped.stalled = true;
    stop();
  });
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    if (isAborted()) {
      throw new LectorError('cancelled', `${command.command} was stopped`, { cause: signal?.reason });
    }
    if (stopped.stalled) return { kind: 'stalled' };
    return { kind: 'ended', exitCode, stderr: withoutCredentials(stderr) };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : undefined;
    if (error instanceof Error && typeof reason === 'string' && NOT_STARTED.includes(reason)) {
      return { kind: 'not-started', reason, cause: error };
    }
    throw error;
  } finally {
    unwatch();
    signal?.removeEventListener('abort', stop);
  }
}
