import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { LectorError } from '@lector/contract';
import { countsOf, type MetricsSnapshot } from '@lector/process-kit';
import type { WorkerLayout } from './layout.js';
import { readRefusal, REFUSED_EXIT } from './refusal.js';
import { readReport } from './worker-report.js';

/**
 * Keeps N worker processes alive, each on cores of its own. A worker that ends by itself is replaced: soon when it had come
 * up, whatever a job did to it then; after a growing pause when it never does, so that a broken pack does not become a fork
 * storm. One that refuses to start for a reason only a person can mend is not replaced: the others are stopped too. A worker
 * that sends no heartbeat is frozen, however alive it looks, and is killed: what it holds goes to others. On shutdown every
 * worker is told to drain and given its time; the deadline is the workers' own.
 */
export interface Supervisor {
  /** SIGTERM to all, wait for them; resolves when none is left. */
  stop(): Promise<void>;
  /** Process ids of the workers alive now. */
  pids(): readonly number[];
  /** How many of them take jobs now. */
  ready(): number;
  /** What they have counted, with what those counted whom they replaced. */
  metrics(): Promise<readonly MetricsSnapshot[]>;
  /** Why a worker refused to start, once the others have been stopped for it. Pending for ever where none refuses. */
  readonly refused: Promise<LectorError>;
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
  | { readonly kind: 'ready'; readonly worker: number; readonly workerPid: number }
  | { readonly kind: 'frozen'; readonly worker: number; readonly workerPid: number }
  | { readonly kind: 'started'; readonly worker: number; readonly workerPid: number }
  /** It is not started again, and the others are stopped. */
  | { readonly kind: 'refused'; readonly worker: number }
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
    ready: false,
    /** As it told last. */
    counted: null as MetricsSnapshot | null,
    /** Of the workers that were here before it. */
    left: Promise.resolve<MetricsSnapshot>([]),
  }));
  let stopping = false;
  let refuse: (why: LectorError) => void = () => {};
  const refused = new Promise<LectorError>((resolve) => {
    refuse = resolve;
  });

  const start = (slot: (typeof slots)[number]) => {
    let ready = false;
    let refusal: LectorError | null = null;
    slot.restart = null;
    const child = launch(options, slot.layout, slot.worker, pin);
    slot.child = child;
    child.once('spawn', () => options.onEvent({ kind: 'started', worker: slot.worker, workerPid: child.pid ?? 0 }));
    const ended = (code: number | null, signal: string | null) => {
      if (slot.child !== child) return;
      slot.child = null;
      slot.ready = false;
      bequeath(slot);
      if (stopping) return;
      if (code === REFUSED_EXIT) {
        options.onEvent({ kind: 'refused', worker: slot.worker });
        // What it said may still be on the channel; the others stop meanwhile.
        const told = child.connected ? once(child, 'disconnect') : Promise.resolve();
        void Promise.all([stop(), told]).then(() =>
          refuse(refusal ?? new LectorError('config_invalid', 'a worker refused to start and did not say why')),
        );
        return;
      }
      slot.failedStarts = ready ? 0 : slot.failedStarts + 1;
      const restartMs = Math.min(FIRST_PAUSE_MS * 2 ** slot.failedStarts, MAX_PAUSE_MS);
      options.onEvent({ kind: 'ended', worker: slot.worker, code, signal, restartMs });
      slot.restart = setTimeout(() => start(slot), restartMs);
    };
    const frozen = setTimeout(() => {
      options.onEvent({ kind: 'frozen', worker: slot.worker, workerPid: child.pid ?? 0 });
      child.kill('SIGKILL');
    }, silentMs);
    child.on('message', (message) => {
      frozen.refresh();
      refusal ??= readRefusal(message);
      if (slot.child === child) slot.counted = readReport(message)?.metrics ?? slot.counted;
      if (message !== 'ready') return;
      ready = true;
      slot.ready = true;
      options.onEvent({ kind: 'ready', worker: slot.worker, workerPid: child.pid ?? 0 });
    });
    child.once('exit', () => clearTimeout(frozen));
    child.once('exit', ended);
    child.once('error', () => ended(null, 'spawn failed'));
  };

  const bequeath = (slot: (typeof slots)[number]) => {
    const { counted } = slot;
    if (counted === null) return;
    slot.counted = null;
    slot.left = slot.left.then((left) => countsOf([left, counted]));
  };

  const stop = async () => {
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
  };
  for (const slot of slots) start(slot);

  return {
    ready: () => (stopping ? 0 : slots.filter((slot) => slot.ready).length),
    metrics: async () => {
      const left = await Promise.all(slots.map((slot) => slot.left));
      return [...left, ...slots.flatMap(({ counted }) => (counted === null ? [] : [counted]))];
    },
    pids: () => slots.flatMap(({ child }) => (child?.pid === undefined ? [] : [child.pid])),
    refused,
    stop,
  };
}

/**
 * The process starts with its CPU set, so that every thread it makes inherits it; affinity set later would miss threads
 * that already run.
 */
function launch(options: SuperviseOptions, layout: WorkerLayout, worker: number, pin: boolean): ChildProcess {
  const args = [options.program, '--index', String(worker), '--threads', String(layout.threads), '--pack', layout.pack];
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
