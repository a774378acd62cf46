import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pythonEnvironment, type PythonEnvironment } from '@lector/fetch';
import type { BenchContext } from './suite.js';

/** What installing needs of a run. */
export type PythonContext = Pick<BenchContext, 'env' | 'folders' | 'stops' | 'progress'>;

/**
 * The Python of a virtual environment in the cache, made on first need.
 * @throws LectorError of `pythonEnvironment`
 */
export async function pythonWith(
  environment: PythonEnvironment,
  { env, folders, stops, progress }: PythonContext,
): Promise<string> {
  const over = new AbortController();
  const installing = pythonEnvironment(environment, {
    dir: join(folders.cacheDir, 'bench'),
    env,
    onInstall: () => progress(`installing the Python packages of ${environment.name} (once)`),
    signal: over.signal,
  });
  const stop = stops.add(async () => {
    over.abort();
    await installing.catch(() => undefined);
  });
  try {
    return await installing;
  } finally {
    await stop();
  }
}

/** Its pinned versions, one line. */
export async function pinnedVersions(requirementsPath: string): Promise<string> {
  const lines = (await readFile(requirementsPath, 'utf8')).split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#')).join(', ');
}
