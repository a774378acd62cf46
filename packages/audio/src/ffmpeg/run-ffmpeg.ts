import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { LectorError } from '@lector/contract';
import { cancelled } from './encoder-deps.js';
import type { Ffmpeg } from './find-ffmpeg.js';

/**
 * One run of ffmpeg: samples in, bytes out, nothing left behind. It reads from a pipe of ours, so it ends when this
 * process does, however that comes about. A run that takes nothing and gives nothing although it could is killed.
 */
export interface FfmpegRun {
  readonly args: readonly string[];
  /** Written to standard input with back pressure; closed at once when absent. */
  readonly input?: AsyncIterable<Uint8Array> | undefined;
  /** Whole lines of standard error as they come, of a run that tells things there. */
  readonly onLine?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds of standing still before it is killed; two minutes when absent. */
  readonly stallMs?: number | undefined;
}

/** Moving the index of a long book to its head is the longest silence there is: seconds on a slow disk. */
const STALL_MS = 120_000;
const MAX_STDERR_CHARS = 2_000;
const MAX_LINE_CHARS = 4_096;

/**
 * What ffmpeg writes to standard output. Leaving the loop early kills it; the generator ends only when the process is
 * gone.
 * @throws LectorError `encoder_unavailable` (cannot be started), `encoding_failed` (ended with an error or stood still),
 *   `disk_full`, `cancelled`; whatever reading `input` throws
 */
export async function* runFfmpeg(ffmpeg: Ffmpeg, run: FfmpegRun): AsyncGenerator<Uint8Array> {
  const { signal, stallMs = STALL_MS } = run;
  const isAborted = () => signal?.aborted === true;
  if (isAborted()) throw cancelled(signal);
  const child = start(ffmpeg, run.args);
  const kill = () => void child.kill('SIGKILL');
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  // Looked at below; until then a program that could not be started is nobody's unhandled rejection.
  ended.catch(() => {});
  const stderr = collectStderr(child.stderr, run.onLine);
  signal?.addEventListener('abort', kill, { once: true });
  const turns = { ours: null as number | null, theirs: null as number | null, stalled: false };
  const watch = setInterval(
    () => {
      const stands = (sinceMs: number | null) => sinceMs !== null && performance.now() - sinceMs > stallMs;
      // It may wait for samples, or for whoever reads; when it owes both and gives neither, it hangs.
      if (!stands(turns.theirs) || !stands(turns.ours)) return;
      turns.stalled = true;
      kill();
    },
    Math.min(1_000, stallMs / 2),
  );
  const fed = feed(child.stdin, run.input, { ended, kill }, (isTheirs) => {
    turns.theirs = isTheirs ? performance.now() : null;
  });
  let isDone = false;
  try {
    turns.ours = performance.now();
    for await (const chunk of child.stdout) {
      turns.ours = null;
      yield chunk as Uint8Array;
      turns.ours = performance.now();
    }
    isDone = true;
    const [exitCode] = await ended;
    if (isAborted()) throw cancelled(signal);
    if (turns.stalled) throw new LectorError('encoding_failed', `ffmpeg stood still [ms=${stallMs}]`);
    // An input that failed has killed it; one still waited for cannot have been taken to its end.
    const taken = await Promise.race([fed, Promise.resolve('waiting' as const)]);
    if (typeof taken === 'object') throw taken.error;
    if (exitCode !== 0 || taken !== 'all') throw ffmpegFailed(exitCode, child.signalCode, stderr());
  } catch (error) {
    throw startFailure(ffmpeg, error);
  } finally {
    clearInterval(watch);
    signal?.removeEventListener('abort', kill);
    if (!isDone) kill();
    child.stdout.destroy();
    await ended.catch(() => {});
  }
}

/** `runFfmpeg` for a run whose output goes to a file. @throws as `runFfmpeg` */
export async function finishFfmpeg(ffmpeg: Ffmpeg, run: FfmpegRun): Promise<void> {
  const output = runFfmpeg(ffmpeg, run);
  while ((await output.next()).done !== true);
}

function start(ffmpeg: Ffmpeg, args: readonly string[]) {
  try {
    return spawn(ffmpeg.path, args, { env: { ...ffmpeg.env }, stdio: ['pipe', 'pipe', 'pipe'] });
  } catch (error) {
    throw startFailure(ffmpeg, error);
  }
}

type Fed = 'all' | 'broken' | { readonly error: unknown };

/**
 * Writes all of `input` and closes. A pipe that breaks is no error here: the process has ended, and its exit says why. An
 * input that fails kills: its end would be taken for the end of the audio.
 */
async function feed(
  stdin: NodeJS.WritableStream,
  input: AsyncIterable<Uint8Array> | undefined,
  { ended, kill }: { readonly ended: Promise<unknown>; readonly kill: () => void },
  onTurn: (isTheirs: boolean) => void,
): Promise<Fed> {
  let isBroken = false;
  stdin.on('error', () => {
    isBroken = true;
  });
  const gone = ended.then(
    () => {},
    () => {},
  );
  try {
    for await (const chunk of input ?? []) {
      if (isBroken) return 'broken';
      onTurn(true);
      if (!stdin.write(chunk)) await Promise.race([drained(stdin), gone]);
      onTurn(false);
    }
    return isBroken ? 'broken' : 'all';
  } catch (error) {
    kill();
    return { error };
  } finally {
    stdin.end();
    // From here on it owes us its end.
    onTurn(true);
  }
}

function drained(stdin: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stdin.off('drain', done).off('error', done).off('close', done);
      resolve();
    };
    stdin.on('drain', done).on('error', done).on('close', done);
  });
}

/** Keeps the last words, and hands on whole lines. @returns how to read what was kept */
function collectStderr(stream: NodeJS.ReadableStream, onLine: FfmpegRun['onLine']): () => string {
  let tail = '';
  let line = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    if (onLine === undefined) {
      tail = (tail + text).slice(-MAX_STDERR_CHARS);
      return;
    }
    const [first = '', ...rest] = text.split('\n');
    line = (line + first).slice(0, MAX_LINE_CHARS);
    for (const next of rest) {
      onLine(line);
      line = next.slice(0, MAX_LINE_CHARS);
    }
  });
  return () => tail.trim();
}

function ffmpegFailed(exitCode: number | null, signal: NodeJS.Signals | null, stderr: string): LectorError {
  const facts = exitCode === null ? `signal=${signal}` : `exit=${exitCode}`;
  const code = /No space left on device|Disk quota exceeded/.test(stderr) ? 'disk_full' : 'encoding_failed';
  return new LectorError(code, `ffmpeg ended with an error [${facts}]${stderr === '' ? '' : `: ${stderr}`}`);
}

function startFailure(ffmpeg: Ffmpeg, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !String(error.syscall).startsWith('spawn')) return error;
  const reason = 'code' in error ? String(error.code) : 'unknown';
  return new LectorError('encoder_unavailable', `ffmpeg cannot be started [path=${ffmpeg.path}, reason=${reason}]`, {
    cause: error,
  });
}
