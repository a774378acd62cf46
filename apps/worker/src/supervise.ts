import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import type { WorkerLayout } from './layout.js';

/**
 * Keeps N worker processes alive, each on cores of its own. A worker that ends by itself is replaced: soon when it had come
 * up, whatever a job did to it then; after a growing pause when it never does, so that a broken pack does not become a fork
 * storm. A worker
 * that sends no heartbeat is frozen, however alive it looks, and is killed: what it holds goes to others. On shutdown every
 * worker is told to drain and given its time; the deadline is the workers' own.
 */
export interface Supervisor {
  /** SIGTERM to all, wait for them; resolves when none is left. */
  stop(): Promise<void>;
  /** Process ids of the workers alive now. */
  pids(): readonly number[];
}

export interface SuperviseOptions {
  /** Compiled worker program. */
  readonly program: string;
  readonly layouts: readonly WorkerLayout[];
  readonly env: NodeJS.ProcessEnv;
  /** After SIGTERM a worker gets this long before SIGKILL; longer than its own drain deadline. */
  readonly killAfterMs: number;
  /** Where the workers' log lines go: this process's own stdout and stderr, or an open file. */
  readonly output: 'inherit' | number;
  /** Silence after which a worker counts as frozen. */
  readonly silentMs?: number;
  readonly onEvent: (event: SupervisorEvent) => void;
}

export type SupervisorEvent =
  /** There is no `taskset` here: the kernel places the threads, at some cost in speed. */
  | { readonly kind: 'unpinned' }
  /** Its model is loaded and it takes jobs. */
  | { readonly kind: 'ready'; readonly worker: number; readonly pid: number }
  | { readonly kind: 'frozen'; readonly worker: number; readonly pid: number }
  | { readonly kind: 'started'; readonly worker: number; readonly pid: number }
  | {
      readonly kind: 'ended';
      readonly worker: number;
      readonly code: number | null;
      readonly signal: string | null;
      readonly restartMs: number;
    };

/** Many times a worker's heartbeat, and longer than any honest pause of its main thread. */
const SILENT_MS = 60_000;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 30_000;

export function supervise(options: SuperviseOptions): Supervisor {
  const pin = canPin();
  if (!pin) options.onEvent({ kind: 'unpinned' });
  const silentMs = options.silentMs ?? SILENT_MS;
  const slots = options.layouts.map((layout, worker) => ({
    layout,
    worker,
    child: null as ChildProcess | null,
    restart: null as NodeJS.Timeout | null,
    failedStarts: 0,
  }));
  let stopping = false;

  const start = (slot: (typeof slots)[number]) => {
    let ready = false;
    slot.restart = null;
    const child = launch(options, slot.layout, slot.worker, pin);
    slot.child = child;
    child.once('spawn', () => options.onEvent({ kind: 'started', worker: slot.worker, pid: child.pid ?? 0 }));
    const ended = (code: number | null, signal: string | null) => {
      if (slot.child !== child) return;
      slot.child = null;
      if (stopping) return;
      slot.failedStarts = ready ? 0 : slot.failedStarts + 1;
      const restartMs = Math.min(FIRST_PAUSE_MS * 2 ** slot.failedStarts, MAX_PAUSE_MS);
      options.onEvent({ kind: 'ended', worker: slot.worker, code, signal, restartMs });
      slot.restart = setTimeout(() => start(slot), restartMs);
    };
    const frozen = setTimeout(() => {
      options.onEvent({ kind: 'frozen', worker: slot.worker, pid: child.pid ?? 0 });
      child.kill('SIGKILL');
    }, silentMs);
    child.on('message', (message) => {
      frozen.refresh();
      if (message !== 'ready') return;
      ready = true;
      options.onEvent({ kind: 'ready', worker: slot.worker, pid: child.pid ?? 0 });
    });
    child.once('exit', () => clearTimeout(frozen));
    child.once('exit', ended);
    child.once('error', () => ended(null, 'spawn failed'));
  };
  for (const slot of slots) start(slot);

  return {
    pids: () => slots.flatMap(({ child }) => (child?.pid === undefined ? [] : [child.pid])),
    async stop() {
      stopping = true;
      await Promise.all(
        slots.map(async (slot) => {
          if (slot.restart !== null) clearTimeout(slot.restart);
          const { child } = slot;
          if (child === null || child.exitCode !== null || child.signalCode !== null) return;
          const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
          child.kill('SIGTERM');
          const killer = setTimeout(() => child.kill('SIGKILL'), options.killAfterMs);
          await gone;
          clearTimeout(killer);
        }),
      );
    },
  };
}

/**
 * The process starts with its CPU set, so that every thread it makes inherits it; affinity set later would miss threads
 * that already run.
 */
function launch(options: SuperviseOptions, layout: WorkerLayout, worker: number, pin: boolean): ChildProcess {
  const args = [options.program, '--index', String(worker), '--threads', String(layout.threads)];
  const pinned = pin && layout.cpus !== null;
  if (pinned) args.push('--cpus', layout.cpus.join(','));
  const command = pinned ? 'taskset' : process.execPath;
  const prefix = pinned ? ['-c', layout.cpus.join(','), process.execPath] : [];
  // A group of its own: the terminal's Ctrl-C goes to the supervisor alone, which drains the workers in order. The channel
  // carries heartbeats one way; the other way its end tells a worker that its supervisor was killed.
  return spawn(command, [...prefix, ...args], {
    env: options.env,
    stdio: ['ignore', options.output, options.output, 'ipc'],
    detached: true,
  });
}

function canPin(): boolean {
  return process.platform === 'linux' && spawnSync('taskset', ['-V'], { stdio: 'ignore' }).status === 0;
}
