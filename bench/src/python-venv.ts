import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from './child.js';
import type { BenchContext } from './suite.js';

/** What installing needs of a run. */
export type PythonContext = Pick<BenchContext, 'env' | 'folders' | 'stops' | 'progress'>;

export interface PythonVenv {
  /** Names the folder in the cache, and the thing in messages. */
  readonly name: string;
  /** The pinned packages. */
  readonly requirementsPath: string;
}

/**
 * The Python of a virtual environment in the cache, made on first need: one for each content of its requirements.
 * @throws Error with pip's last words when it cannot be installed
 */
export async function pythonWith(
  { name, requirementsPath }: PythonVenv,
  { env, folders, stops, progress }: PythonContext,
): Promise<string> {
  const requirements = await readFile(requirementsPath);
  const hash = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  const folder = join(folders.cacheDir, 'bench', `${name}-${hash}`);
  const python = join(folder, 'bin', 'python');
  const stamp = join(folder, '.complete');
  if (await exists(stamp)) return python;
  progress(`installing the Python packages of ${name} (once)`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const run = async (what: string, command: string, args: readonly string[]) => {
    const child = startChild({ name: what, command, args, env, cpus: null }, stops);
    // A line that never comes: what it wrote last is in the error when it fails.
    const failed = child.line(() => undefined).catch((error: unknown) => error);
    if ((await child.ended) !== 0) throw new Error(`${what} failed`, { cause: await failed });
  };
  await run('python3 -m venv', 'python3', ['-m', 'venv', folder]);
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirementsPath];
  await run('pip install', python, install);
  await writeFile(stamp, '');
  return python;
}

/** Its pinned versions, one line. */
export async function pinnedVersions(requirementsPath: string): Promise<string> {
  const lines = (await readFile(requirementsPath, 'utf8')).split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#')).join(', ');
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
