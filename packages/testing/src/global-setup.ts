import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProcessAlive } from './own-process.js';
import { startEmbedded, stopAbandoned } from '@lector/embedded';
import type { Embedded } from '@lector/embedded';
import { machineDirs } from './machine-dirs.js';
import { provideTestServices } from './test-services.js';

/**
 * Vitest runs this once for each lane that names it: one real Redis and one real S3 per vitest process, whatever the number
 * of lanes (the second lane joins the servers of the first). Programs fetched for it stay in the ordinary cache.
 */
const FOLDER = 'lector-test-';

let services: Embedded | null = null;

export async function setup(): Promise<void> {
  await sweep();
  const dataDir = ownDir();
  await mkdir(dataDir, { recursive: true });
  const { cacheDir } = machineDirs();
  services = await startEmbedded({ dataDir, cacheDir, want: { redis: true, s3: true } });
  if (services.redisUrl === null || services.s3 === null) throw new Error('the test services did not come up');
  provideTestServices(process.env, services.redisUrl, services.s3);
}

export async function teardown(): Promise<void> {
  await services?.stop();
  services = null;
  // Another lane of this process may still use them; the last one removes the folder.
  const names = await readdir(ownDir()).catch(() => ['services.json']);
  if (!names.includes('services.json')) await rm(ownDir(), { recursive: true, force: true });
}

function ownDir(): string {
  return join(tmpdir(), `${FOLDER}${process.pid}`);
}

/** Stops and removes what a killed test run left behind. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(FOLDER) ? Number(name.slice(FOLDER.length)) : Number.NaN;
    if (!Number.isInteger(pid) || isProcessAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    // Somebody else's folder on a shared machine is not ours to remove.
    await stopAbandoned(folder)
      .then(() => rm(folder, { recursive: true, force: true }))
      .catch(() => undefined);
  }
}
