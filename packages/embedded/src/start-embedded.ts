import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { LectorError } from '@lector/contract';
import { withFileLock } from '@lector/fetch';
import { identify, isAlive } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';
import type { OnEmbeddedProgress } from './progress.js';
import { redisService } from './redis-service.js';
import { S3_REGION } from './s3-command.js';
import { s3Service } from './s3-service.js';
import { stopServer } from './server-process.js';
import type { Service } from './service.js';
import { serviceKeys } from './service-keys.js';
import type { ServiceKeys } from './service-keys.js';
import { readState, servicesLockPath, writeState } from './services-state.js';
import type { RunningService, ServiceUser } from './services-state.js';

/**
 * Redis and S3 for a machine that has none.
 *
 * The servers of a data folder are noted in its `services.json` with their users. Whoever starts takes a file lock, and
 * either joins the servers that run (they must be the same processes and answer with our keys) or replaces what is left
 * of dead ones. Whoever stops leaves the list, and the last to leave stops the servers. A user that was killed never
 * leaves; its entry counts for nothing once its process is gone, so the next one to come or go takes over its duty.
 */
export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Where fetched programs are kept; may be shared by many data folders. */
  readonly cacheDir: string;
  readonly want: { readonly redis: boolean; readonly s3: boolean };
  readonly onProgress?: OnEmbeddedProgress | undefined;
  /** Where PATH is looked up; the environment of this process when left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Gives up starting; what this call started is stopped again before it fails. */
  readonly signal?: AbortSignal | undefined;
}

export interface EmbeddedS3 {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface Embedded {
  /** null when it was not wanted. */
  readonly redisUrl: string | null;
  readonly s3: EmbeddedS3 | null;
  /** Whether the service ran already. */
  readonly reused: { readonly redis: boolean; readonly s3: boolean };
  /** Leaves the services; the last user stops them. May be called more than once. */
  stop(): Promise<void>;
}

/** A server that dies at once may have lost its port to somebody else between our look and its bind. */
const START_ATTEMPTS = 3;
const DEAF_GRACE_MS = 2_000;
const BUCKET = 'lector';

interface Joined {
  readonly service: Service;
  readonly server: ProcessIdentity;
  readonly ports: readonly number[];
  readonly reused: boolean;
}

/**
 * @throws LectorError `service_missing` (nothing to run, or it does not come up), `pack_source_unreachable`,
 *   `pack_corrupt`, `cancelled`
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, want } = options;
  const self = identify(process.pid);
  if (self === null) throw new LectorError('internal', `could not identify this process [pid=${process.pid}]`);
  const user: ServiceUser = { id: randomUUID(), process: self };
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const wanted = [...(want.redis ? [redisService] : []), ...(want.s3 ? [s3Service] : [])];
  const joined: Joined[] = [];
  const join = async () => {
    const found = await serviceKeys(dataDir);
    for (const service of wanted) {
      throwIfGivenUp(options.signal, service);
      joined.push(await joinService(service, user, found, options));
    }
    return found;
  };
  const { signal } = options;
  const keys = await withFileLock(servicesLockPath(dataDir), join, { signal }).catch(async (error: unknown) => {
    await leave(dataDir, user, joined);
    throw error;
  });
  const redis = joined.find(({ service }) => service.name === 'redis');
  const s3 = joined.find(({ service }) => service.name === 's3');
  let stopped: Promise<void> | null = null;
  return {
    redisUrl: redis === undefined ? null : `redis://:${keys.redisPassword}@127.0.0.1:${redis.ports[0]}/0`,
    s3:
      s3 === undefined
        ? null
        : {
            endpoint: `http://127.0.0.1:${s3.ports[0]}`,
            region: S3_REGION,
            bucket: BUCKET,
            accessKeyId: keys.s3AccessKeyId,
            secretAccessKey: keys.s3SecretAccessKey,
          },
    reused: { redis: redis?.reused ?? false, s3: s3?.reused ?? false },
    stop: () => (stopped ??= leave(dataDir, user, joined)),
  };
}

/** Called under the lock. */
async function joinService(
  service: Service,
  user: ServiceUser,
  keys: ServiceKeys,
  options: EmbeddedOptions,
): Promise<Joined> {
  const { dataDir, onProgress } = options;
  const note = (running: RunningService | null) =>
    writeState(dataDir, { ...readState(dataDir), [service.name]: running });
  const before = readState(dataDir)[service.name];
  if (before !== null && isAlive(before.process)) {
    if (await service.answers(before.ports, keys)) {
      note({ ...before, users: [...before.users.filter((other) => isAlive(other.process)), user] });
      onProgress?.({ service: service.name, step: 'reuse', detail: `port ${before.ports[0]}` });
      return { service, server: before.process, ports: before.ports, reused: true };
    }
    // Two servers on one data folder would ruin it. What does not answer may not end by itself either.
    await stopServer(before.process, Math.min(service.stopGraceMs, DEAF_GRACE_MS));
  }
  if (before !== null) await service.cleanUp(before.ports);
  for (let attempt = 1; ; attempt += 1) {
    let started: Omit<RunningService, 'users'> | null = null;
    try {
      await service.start({
        dataDir,
        keys,
        cacheDir: options.cacheDir,
        env: options.env ?? process.env,
        onProgress,
        signal: options.signal,
        onSpawned: (identity, ports) => {
          started = { process: identity, ports };
          note({ ...started, users: [user] });
        },
      });
      if (started === null) throw new LectorError('internal', `${service.name} started without a process`);
      const { process: server, ports } = started as Omit<RunningService, 'users'>;
      onProgress?.({ service: service.name, step: 'ready', detail: `port ${ports[0]}` });
      return { service, server, ports, reused: false };
    } catch (error) {
      note(null);
      // The assignment happens in a callback, which the compiler does not follow.
      const failed = started as Omit<RunningService, 'users'> | null;
      if (failed !== null) await service.cleanUp(failed.ports);
      throwIfGivenUp(options.signal, service);
      // Without a process there was nothing to run, and trying again finds nothing either.
      if (failed === null || attempt === START_ATTEMPTS) throw error;
    }
  }
}

function throwIfGivenUp(signal: AbortSignal | undefined, service: Service): void {
  if (signal?.aborted === true)
    throw new LectorError('cancelled', `gave up starting ${service.name}`, { cause: signal.reason });
}

async function leave(dataDir: string, user: ServiceUser, joined: readonly Joined[]): Promise<void> {
  if (joined.length === 0) return;
  await withFileLock(servicesLockPath(dataDir), async () => {
    await Promise.all(
      joined.map(async ({ service, server, ports }) => {
        const running = readState(dataDir)[service.name];
        // Somebody replaced a server that had died; the new one is not ours to stop.
        if (running === null || running.process.startedAt !== server.startedAt || running.process.pid !== server.pid)
          return;
        const users = running.users.filter((other) => other.id !== user.id && isAlive(other.process));
        if (users.length === 0) {
          await stopServer(server, service.stopGraceMs);
          await service.cleanUp(ports);
        }
        writeState(dataDir, {
          ...readState(dataDir),
          [service.name]: users.length === 0 ? null : { ...running, users },
        });
      }),
    );
  });
}
