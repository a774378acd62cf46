import { rm } from 'node:fs/promises';
import { LectorError } from '@lector/contract';
import { stopAbandoned } from '@lector/embedded';
import { makeFolder, withFileLock } from '@lector/fetch';

/**
 * Runs a demo in a data folder that is empty and nobody else's. One demo at a time: a second one that emptied the folder
 * of the first would take away the notes by which its servers are stopped, so it waits. Servers of a demo that was killed
 * are stopped before those notes go.
 * @throws LectorError `cancelled` when `signal` fires while waiting
 */
export async function inDemoDir<T>(
  demoDir: string,
  signal: AbortSignal,
  run: (demoDir: string) => Promise<T>,
): Promise<T> {
  const alone = async () => {
    await makeFolder(demoDir);
    if (!(await stopAbandoned(demoDir))) {
      throw new LectorError(
        'config_invalid',
        `another program uses the services of the demo's folder [dir=${demoDir}]`,
      );
    }
    await rm(demoDir, { recursive: true, force: true });
    await makeFolder(demoDir);
    return run(demoDir);
  };
  return await withFileLock(`${demoDir}.lock`, alone, {
    signal,
    onWait: () => console.log('· another demo runs, or was killed seconds ago; waiting for its end'),
  });
}
