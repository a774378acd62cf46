import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, startEmbedded, stopServer } from '@lector/embedded';
import type { Embedded, EmbeddedS3, ProcessIdentity } from '@lector/embedded';
import { machineDirs } from './machine-dirs.js';

/** An S3 store of one test, which may be killed and started again on the same data and ports. */
export interface OwnS3 {
  /** Address and keys. */
  config(): EmbeddedS3;
  /** SIGKILL; returns when the process is gone. */
  kill9(): Promise<void>;
  /** Starts it again on the same data; returns when it answers. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

export async function ownS3(): Promise<OwnS3> {
  const { cacheDir } = machineDirs();
  const dataDir = await mkdtemp(join(tmpdir(), 'lector-own-s3-'));
  const start = () => startEmbedded({ dataDir, cacheDir, want: { redis: false, s3: true } });
  let store: Embedded = await start();
  const kill9 = async () => {
    const state = JSON.parse(await readFile(join(dataDir, 'services.json'), 'utf8')) as {
      readonly s3: { readonly process: ProcessIdentity };
    };
    await stopServer(state.s3.process, 0);
    if (isAlive(state.s3.process)) throw new Error('the store survived its end');
  };
  return {
    config: () => {
      if (store.s3 === null) throw new Error('the store did not start');
      return store.s3;
    },
    kill9,
    restart: async () => {
      const before = store;
      store = await start();
      // Leaves the list of users only; the server it knew is gone.
      await before.stop();
    },
    stop: async () => {
      await store.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
