import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LectorError } from '@lector/contract';
import { makeFolder, withFileLock } from '@lector/fetch';
import { deafError, joinService, leaveServices, throwIfGivenUp, type Joined } from './join-service.js';
import { keepRunning, type OnServiceEvent } from './keep-running.js';
import { identify } from './process-identity.js';
import type { OnEmbeddedProgress } from './progress.js';
import { redisService } from './redis-service.js';
import { S3_REGION } from './s3-command.js';
import { s3Service } from './s3-service.js';
import { serviceKeys } from './service-keys.js';
import { servicesLockPath } from './services-state.js';
import type { ServiceUser } from './services-state.js';

/**
 * Redis and S3 for a machine that has none.
 *
 * The servers of a data folder are noted in its `services.json` with their users. Whoever starts takes a file lock, and
 * either joins the servers that run (they must be the same processes and answer with our keys) or replaces what is left
 * of dead ones. Whoever stops leaves the list, and the last to leave stops the servers. A user that was killed never
 * leaves; its entry counts for nothing once its process is gone, so the next one to come or go takes over its duty.
 * A server that lives for others and does not answer is waited for, with the lock free: they may want to leave meanwhile.
 */
export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Where fetched programs are kept; may be shared by many data folders. */
  readonly cacheDir: string;
  readonly want: { readonly redis: boolean; readonly s3: boolean };
  readonly onProgress?: OnEmbeddedProgress | undefined;
  /** Called once when another program starts or stops services of this folder, or was killed doing so, and we wait. */
  readonly onWait?: (() => void) | undefined;
  /** Where PATH is looked up; the environment of this process when left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** How long a server that others use may stay without an answer; 30 s when left out. */
  readonly deafPatienceMs?: number;
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
  /** Until `stop`, what ends under us is started again on its ports and data, and told. Once is enough. */
  keepRunning(onEvent: OnServiceEvent): void;
  /** Leaves the services; the last user stops them. May be called more than once. */
  stop(): Promise<void>;
}

/** A server that dies at once may have lost its port to somebody else between our look and its bind. */
const START_ATTEMPTS = 3;
/** A suspended laptop or a machine without memory is back after seconds. */
const DEAF_PATIENCE_MS = 30_000;
const DEAF_POLL_MS = 500;
const BUCKET = 'lector';

/**
 * @throws LectorError `service_missing` (nothing to run, it does not come up, or others use it and it does not answer), `pack_source_unreachable`,
 *   `pack_corrupt`, `config_invalid` (the data folder cannot be written), `cancelled`
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, want } = options;
  const self = identify(process.pid);
  if (self === null) throw new LectorError('internal', `could not identify this process [pid=${process.pid}]`);
  const user: ServiceUser = { id: randomUUID(), process: self };
  await makeFolder(dataDir, 0o700);
  const wanted = [...(want.redis ? [redisService] : []), ...(want.s3 ? [s3Service] : [])];
  const joined: Joined[] = [];
  const joining = { ...options, user, env: options.env ?? process.env };
  const leave = () =>
    leaveServices(
      dataDir,
      user,
      joined.map(({ service }) => service),
    );
  /** Joins what is not joined yet, up to one that has to be waited for. */
  const join = async () => {
    const found = await serviceKeys(dataDir);
    for (const service of wanted.slice(joined.length)) {
      throwIfGivenUp(options.signal, service);
      const one = await joinService(service, { ...joining, keys: found, ports: null, attempts: START_ATTEMPTS });
      if ('deaf' in one) return { found, waitFor: { service, one } };
      joined.push(one);
    }
    return { found, waitFor: null };
  };
  const { signal, onWait, onProgress, deafPatienceMs = DEAF_PATIENCE_MS } = options;
  const joinAll = async () => {
    let deafSinceMs: number | null = null;
    for (;;) {
      const { found, waitFor } = await withFileLock(servicesLockPath(dataDir), join, { signal, onWait });
      if (waitFor === null) return found;
      const { service, one } = waitFor;
      if (deafSinceMs === null) {
        deafSinceMs = performance.now();
        const detail = `process ${one.deaf.pid}, for up to ${Math.ceil(deafPatienceMs / 1000)} s`;
        onProgress?.({ service: service.name, step: 'wait', detail });
      }
      if (performance.now() - deafSinceMs >= deafPatienceMs) throw deafError(service, one, dataDir);
      await sleep(DEAF_POLL_MS, undefined, { signal }).catch(() => throwIfGivenUp(signal, service));
    }
  };
  const keys = await joinAll().catch(async (error: unknown) => {
    await leave();
    throw error;
  });
  const redis = joined.find(({ service }) => service.name === 'redis');
  const s3 = joined.find(({ service }) => service.name === 's3');
  let stopped: Promise<void> | null = null;
  let stopKeeping: (() => Promise<void>) | null = null;
  const stop = async () => {
    await stopKeeping?.();
    await leave();
  };
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
    keepRunning(onEvent) {
      if (stopped !== null) return;
      stopKeeping ??= keepRunning({ ...joining, keys, joined, onEvent, nowMs: () => performance.now() });
    },
    stop: () => (stopped ??= stop()),
  };
}
