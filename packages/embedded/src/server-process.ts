import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { LectorError } from '@lector/contract';
import { identify, isAlive } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';
import { openServerLog } from './server-log.js';

/**
 * Servers run in a process group of their own: Ctrl-C in a terminal goes to the whole foreground group, and Redis must
 * outlive the API that still has to hand its jobs back. So nothing but `stopServer` ends them.
 */
export interface ServerCommand {
  /** For messages. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Standard output and error are appended here; see `openServerLog` for what is kept of earlier ones. */
  readonly logPath: string;
  /** True once the server answers as it should. */
  readonly isReady: () => Promise<boolean>;
  readonly readyTimeoutMs: number;
  /** Called with the identity before readiness, so that a crash of ours from here on leaves no unknown process. */
  readonly onSpawned: (identity: ProcessIdentity) => void;
  /** Ends the server instead of waiting for it. */
  readonly signal?: AbortSignal | undefined;
}

const POLL_MS = 25;
const LOG_TAIL_BYTES = 2_000;

/**
 * @throws LectorError `service_missing` with the end of the server's log when it does not come up; `cancelled`. No process
 *   is left behind then.
 */
export async function startServer(command: ServerCommand): Promise<ProcessIdentity> {
  const log = await openServerLog(command.logPath);
  const logStart = (await log.stat()).size;
  let failure: unknown = null;
  // `exec` keeps the process number; the mask keeps data and sockets of the server from other users of the machine.
  const child = spawn('/bin/sh', ['-c', 'umask 077; exec "$@"', command.name, command.program, ...command.args], {
    cwd: command.cwd,
    env: { ...command.env },
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  child.once('error', (error) => {
    failure = error;
  });
  child.unref();
  await log.close();
  const identity = child.pid === undefined ? null : identify(child.pid);
  if (identity === null) {
    await sleep(POLL_MS);
    throw await notStarted(command, 'could not be run', logStart, failure);
  }
  command.onSpawned(identity);
  const deadline = performance.now() + command.readyTimeoutMs;
  while (performance.now() < deadline) {
    if (command.signal?.aborted === true) {
      await stopServer(identity, 0);
      throw new LectorError('cancelled', `gave up starting ${command.name}`, { cause: command.signal.reason });
    }
    if (!isAlive(identity)) throw await notStarted(command, 'ended while starting', logStart, failure);
    if (await command.isReady()) return identity;
    await sleep(POLL_MS);
  }
  await stopServer(identity, 0);
  throw await notStarted(command, `did not answer within ${command.readyTimeoutMs} ms`, logStart, failure);
}

async function notStarted(
  command: ServerCommand,
  what: string,
  logStart: number,
  cause: unknown,
): Promise<LectorError> {
  const log = await readFile(command.logPath).catch(() => Buffer.alloc(0));
  const tail = log
    .subarray(Math.max(logStart, log.byteLength - LOG_TAIL_BYTES))
    .toString('utf8')
    .trim();
  return new LectorError(
    'service_missing',
    `${command.name} ${what} [program=${command.program}, log=${command.logPath}]${tail === '' ? '' : `\n${tail}`}`,
    cause === null ? {} : { cause },
  );
}

/** Asks a server to end, waits, then ends it. Returns when it is gone; a process that is not ours any more is left alone. */
export async function stopServer(identity: ProcessIdentity, graceMs: number): Promise<void> {
  for (const [signal, waitMs] of [['SIGTERM', graceMs] as const, ['SIGKILL', 10_000] as const]) {
    if (!isAlive(identity)) return;
    if (waitMs === 0) continue;
    try {
      process.kill(identity.pid, signal);
    } catch {
      // Gone between looking and signalling.
      return;
    }
    const deadline = performance.now() + waitMs;
    while (isAlive(identity) && performance.now() < deadline) await sleep(POLL_MS);
  }
}
