import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '@lector/fetch';
import { findServer } from './find-server.js';
import { freePorts } from './free-ports.js';
import { writePrivately } from './private-file.js';
import { s3Answers } from './s3-ask.js';
import { s3Arguments, s3Config, s3Environment, S3_PORT_COUNT, S3_REGION, s3SocketPaths } from './s3-command.js';
import { startServer } from './server-process.js';
import type { Service } from './service.js';
import type { ServiceKeys } from './service-keys.js';

/** Ready after 3 s on an idle machine; the rest is for one that is busy installing things. */
const READY_TIMEOUT_MS = 90_000;

function askStore(ports: readonly number[], keys: ServiceKeys): Promise<boolean> {
  const { s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = keys;
  const [s3 = 0, , master = 0] = ports;
  return s3Answers({ s3, master }, S3_REGION, { accessKeyId, secretAccessKey });
}

/**
 * The master keeps its election in a folder named after its port (`m36125`) and learns everything else from the volume
 * server at each start. Ports are new when nobody uses the store any more, so the folders would only pile up.
 */
async function removeMasterNotes(storeDir: string): Promise<void> {
  const notes = (await readdir(storeDir)).filter((name) => /^m\d+$/.test(name));
  await Promise.all(notes.map((name) => rm(join(storeDir, name), { recursive: true, force: true })));
}

export const s3Service: Service = {
  name: 's3',
  // SeaweedFS waits 15 s for its own parts to let go of each other. Writes are in its files when it acknowledges them,
  // so ending it sooner loses nothing; a test kills it and reads everything back.
  stopGraceMs: 1_000,
  async start({ dataDir, keys, ports: known, onSpawned, ...find }) {
    const dir = join(dataDir, 's3');
    const storeDir = join(dir, 'data');
    await makeFolder(storeDir, 0o700);
    await removeMasterNotes(storeDir);
    const server = await findServer('s3', find);
    const ports = known ?? (await freePorts(S3_PORT_COUNT));
    const configPath = join(dir, 'identities.json');
    writePrivately(configPath, s3Config(keys));
    find.onProgress?.({ service: 's3', step: 'start', detail: server.path });
    await startServer({
      name: 's3',
      program: server.path,
      args: s3Arguments({ dir: storeDir, configPath, ports }),
      env: { PATH: find.env['PATH'] ?? '', HOME: dir, ...s3Environment(keys) },
      cwd: dir,
      logPath: join(dir, 's3.log'),
      isReady: () => askStore(ports, keys),
      readyTimeoutMs: READY_TIMEOUT_MS,
      signal: find.signal,
      onSpawned: (identity) => onSpawned(identity, ports),
    });
  },
  answers: askStore,
  async cleanUp(ports) {
    await Promise.all(s3SocketPaths(ports).map((path) => rm(path, { force: true }).catch(() => undefined)));
  },
};
