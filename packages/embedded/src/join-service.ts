import { LectorError } from '@lector/contract';
import { withFileLock } from '@lector/fetch';
import { isAlive } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';
import type { OnEmbeddedProgress } from './progress.js';
import { stopServer } from './server-process.js';
import type { Service } from './service.js';
import type { ServiceKeys } from './service-keys.js';
import { readState, servicesLockPath, writeState } from './services-state.js';
import type { RunningService, ServiceUser } from './services-state.js';

/**
 * Coming to and leaving the server of a service. A server that died under living users is started on the ports they know:
 * their programs keep knocking there. Where starting fails the note of it stays, with its ports, for the next try.
 *
 * A server that lives and does not answer (a machine without time for it, a laptop that wakes up, SIGSTOP) is no dead one:
 * it may hold what others wait for, so a newcomer never ends it while one of them lives.
 */
export interface JoinOptions {
  readonly dataDir: string;
  readonly cacheDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly keys: ServiceKeys;
  readonly user: ServiceUser;
  /** Ports that `user` counts on; null for one that comes new. */
  readonly ports: readonly number[] | null;
  /** How often a server that does not come up is tried at once. */
  readonly attempts: number;
  readonly onProgress?: OnEmbeddedProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Joined {
  readonly service: Service;
  readonly server: ProcessIdentity;
  readonly ports: readonly number[];
  readonly reused: boolean;
}

/** It lives, has other living users, and did not answer now. */
export interface Deaf {
  readonly deaf: ProcessIdentity;
}

/** A server that hangs may not end by itself either. */
const DEAF_GRACE_MS = 2_000;

/**
 * Uses the server that runs, else starts it; one that does not answer and that nobody else uses is replaced. Called under
 * the lock of the data folder.
 * @throws LectorError as `Service.start`; `cancelled` when `signal` fires. No process is left behind then.
 */
export async function joinService(service: Service, options: JoinOptions): Promise<Joined | Deaf> {
  const { dataDir, keys, user, onProgress } = options;
  const note = (running: RunningService | null) =>
    writeState(dataDir, { ...readState(dataDir), [service.name]: running });
  const before = readState(dataDir)[service.name];
  const others = usersBut(user, before);
  const replaces = before !== null && isAlive(before.process);
  if (replaces) {
    if (await service.answers(before.ports, keys)) {
      note({ ...before, users: [...others, user] });
      onProgress?.({ service: service.name, step: 'reuse', detail: `port ${before.ports[0]}` });
      return { service, server: before.process, ports: before.ports, reused: true };
    }
    if (others.length > 0) return { deaf: before.process };
    // Two servers on one data folder would ruin it.
    await stopServer(before.process, Math.min(service.stopGraceMs, DEAF_GRACE_MS));
  }
  if (before !== null) await service.cleanUp(before.ports);
  // A user that already counts on the ports stays noted when this try fails: it will try again.
  const waiting = options.ports === null ? others : [...others, user];
  const known = options.ports ?? (others.length > 0 ? (before?.ports ?? null) : null);
  for (let attempt = 1; ; attempt += 1) {
    // Programs that are no users may still know those of a replaced one: workers that outlive a killed `lector up`.
    const ports = known ?? (replaces && attempt === 1 ? before.ports : null);
    let started: Pick<RunningService, 'process' | 'ports'> | null = null;
    try {
      await service.start({
        dataDir,
        keys,
        ports,
        cacheDir: options.cacheDir,
        env: options.env,
        onProgress,
        signal: options.signal,
        onSpawned: (identity, chosen) => {
          started = { process: identity, ports: chosen };
          note({ ...started, users: [...others, user] });
        },
      });
      if (started === null) throw new LectorError('internal', `${service.name} started without a process`);
      const { process: server, ports: chosen } = started as Pick<RunningService, 'process' | 'ports'>;
      onProgress?.({ service: service.name, step: 'ready', detail: `port ${chosen[0]}` });
      return { service, server, ports: chosen, reused: false };
    } catch (error) {
      note(before === null || waiting.length === 0 ? null : { ...before, users: waiting });
      // The assignment happens in a callback, which the compiler does not follow.
      const failed = started as Pick<RunningService, 'process' | 'ports'> | null;
      if (failed !== null) await service.cleanUp(failed.ports);
      throwIfGivenUp(options.signal, service);
      // Without a process there was nothing to run, and trying again finds nothing either.
      if (failed === null || attempt >= options.attempts) throw error;
    }
  }
}

/** What a caller fails with that has waited long enough for such a server. */
export function deafError({ name }: Service, { deaf }: Deaf, dataDir: string): LectorError {
  return new LectorError(
    'service_missing',
    `${name} runs and does not answer, and other programs use it [pid=${deaf.pid}, dir=${dataDir}]; wait until it answers, or stop those programs and start again`,
  );
}

export function throwIfGivenUp(signal: AbortSignal | undefined, service: Service): void {
  if (signal?.aborted === true)
    throw new LectorError('cancelled', `gave up starting ${service.name}`, { cause: signal.reason });
}

/** Takes `user` off the lists of these services; one without any user is stopped. */
export async function leaveServices(dataDir: string, user: ServiceUser, services: readonly Service[]): Promise<void> {
  if (services.length === 0) return;
  await withFileLock(servicesLockPath(dataDir), async () => {
    await Promise.all(
      services.map(async (service) => {
        const running = readState(dataDir)[service.name];
        // Without our name on the list it is somebody else's, and not ours to stop.
        if (running === null || !running.users.some(({ id }) => id === user.id)) return;
        const users = usersBut(user, running);
        if (users.length === 0) {
          await stopServer(running.process, service.stopGraceMs);
          await service.cleanUp(running.ports);
        }
        writeState(dataDir, {
          ...readState(dataDir),
          [service.name]: users.length === 0 ? null : { ...running, users },
        });
      }),
    );
  });
}

function usersBut(user: ServiceUser, running: RunningService | null): readonly ServiceUser[] {
  return running?.users.filter(({ id, process }) => id !== user.id && isAlive(process)) ?? [];
}
