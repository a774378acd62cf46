import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { LectorError } from '@lector/contract';

/** A program that is run to its end, in a group of its own so that what it starts ends with it. */
export interface ProgramRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string | undefined;
  readonly onLine?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type ProgramEnd =
  /** `tail`: its last lines on standard error. */
  | { readonly kind: 'ended'; readonly exitCode: number | null; readonly tail: string }
  /** The program is not there, or may not be run; `reason` is the system's word for it. */
  | { readonly kind: 'not-started'; readonly reason: string; readonly cause: Error };

const KILL_AFTER_MS = 5_000;
/** Enough for the last words of pip or of a Python traceback. */
const TAIL_LINES = 20;

/** @throws LectorError `cancelled` when `signal` fires; the program has ended then */
export async function runProgram({ command, args, env, cwd, onLine, signal }: ProgramRun): Promise<ProgramEnd> {
  // Asked again below: it may fire while the program runs.
  const isAborted = () => signal?.aborted === true;
  const cancelled = (what: string) =>
    new LectorError('cancelled', `${command} was ${what}`, { cause: signal?.reason as unknown });
  if (isAborted()) throw cancelled('not started');
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const tail: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => onLine?.(line));
  createInterface({ input: child.stderr }).on('line', (line) => {
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
  });
  let killer: NodeJS.Timeout | null = null;
  const stop = () => {
    signalGroup(child.pid, 'SIGTERM');
    killer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), KILL_AFTER_MS);
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    if (isAborted()) throw cancelled('stopped');
    return { kind: 'ended', exitCode, tail: tail.join('\n') };
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && String(error.syscall).startsWith('spawn')) {
      return { kind: 'not-started', reason: 'code' in error ? String(error.code) : '', cause: error };
    }
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    if (killer !== null) clearTimeout(killer);
  }
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself meanwhile.
  }
}
