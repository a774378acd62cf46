import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Stops } from './stops.js';

/** A program this suite runs, with what it writes line by line. */
export interface Child {
  readonly pid: number;
  /** Each line of its output as it comes, with milliseconds since it was started. */
  onLine(listener: (line: string, atMs: number) => void): void;
  /** The first line `pick` makes something of, also among those already written. @throws Error when it ends before */
  line<T>(pick: (line: string, atMs: number) => T | undefined): Promise<T>;
  write(line: string): void;
  /** Its exit code once it has ended. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

export interface ChildCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Only these cores; null: all. */
  readonly cpus: readonly number[] | null;
}

/** A drain takes up to 30 s for a worker in the middle of a segment; nothing here is worth waiting longer for. */
const KILL_AFTER_MS = 40_000;
const TAIL_LINES = 15;

/** In a group of its own: a Ctrl-C goes to this suite alone, which ends things in order. */
export function startChild({ name, command, args, env, cpus }: ChildCommand, stops: Stops): Child {
  const pinned = cpus !== null && canPin();
  const startedAt = performance.now();
  const child = spawn(pinned ? 'taskset' : command, pinned ? ['-c', cpus.join(','), command, ...args] : [...args], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const written: { readonly line: string; readonly atMs: number }[] = [];
  const tail: string[] = [];
  const listeners = new Set<(line: string, atMs: number) => void>();
  const keep = (line: string) => {
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    const atMs = performance.now() - startedAt;
    written.push({ line, atMs });
    keep(line);
    for (const listener of listeners) listener(line, atMs);
  });
  createInterface({ input: child.stderr }).on('line', keep);
  // It may end while something is still being written to it; that it ended is told below.
  child.stdin.on('error', () => {});
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      keep(error.message);
      resolve(null);
    });
    child.once('close', (code) => resolve(code));
  });
  const stop = stops.add(() => end(child));

  return {
    pid: child.pid ?? 0,
    onLine: (listener) => void listeners.add(listener),
    line<T>(pick: (line: string, atMs: number) => T | undefined): Promise<T> {
      for (const { line, atMs } of written) {
        const found = pick(line, atMs);
        if (found !== undefined) return Promise.resolve(found);
      }
      return new Promise((resolve, reject) => {
        const listener = (line: string, atMs: number) => {
          const found = pick(line, atMs);
          if (found === undefined) return;
          listeners.delete(listener);
          resolve(found);
        };
        listeners.add(listener);
        void ended.then(() => reject(new Error(`${name} ended early; it wrote last:\n${tail.join('\n')}`)));
      });
    },
    write: (line) => void child.stdin.write(`${line}\n`),
    ended,
    stop,
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'close');
  child.kill('SIGTERM');
  const { pid } = child;
  const killer = setTimeout(() => process.kill(-pid, 'SIGKILL'), KILL_AFTER_MS);
  await gone;
  clearTimeout(killer);
}

let pinning: boolean | null = null;

function canPin(): boolean {
  pinning ??= process.platform === 'linux' && spawnSync('taskset', ['-V'], { stdio: 'ignore' }).status === 0;
  return pinning;
}
