import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '@lector/fetch';
import { findServer, type ServerNeed } from './find-server.js';
import { freePorts } from './free-ports.js';
import { writePrivately } from './private-file.js';
import { redisAnswers } from './redis-ask.js';
import { redisConfig } from './redis-config.js';
import { startServer } from './server-process.js';
import type { ServerVersion } from './server-version.js';
import type { Service } from './service.js';
import { canRead, parseWrittenBy, readersOf, writtenByLine } from './written-by.js';

/** Reading back a large append-only file takes a while. */
const READY_TIMEOUT_MS = 120_000;

function readerOf(writer: ServerVersion, dir: string): ServerNeed {
  return {
    accepts: (version) => canRead(version, writer),
    remedy: `the data in ${dir} was written by ${writer.brand} ${writer.text}; install ${readersOf(writer)}, or move that folder away to begin with an empty one (its jobs are forgotten)`,
  };
}

export const redisService: Service = {
  name: 'redis',
  // Redis writes a snapshot on SIGTERM; the append-only file is complete without it.
  stopGraceMs: 15_000,
  async start({ dataDir, keys, ports: known, onSpawned, ...find }) {
    const dir = join(dataDir, 'redis');
    await makeFolder(dir, 0o700);
    const marker = join(dir, 'written-by');
    const writer = parseWrittenBy(await readFile(marker, 'utf8').catch(() => ''));
    const server = await findServer('redis', { ...find, need: writer === null ? undefined : readerOf(writer, dir) });
    // Before it starts: what it writes from here on is its own, however soon it dies.
    writePrivately(marker, writtenByLine(server.version));
    const ports = known ?? (await freePorts(1));
    const [port = 0] = ports;
    const configPath = join(dir, 'redis.conf');
    writePrivately(configPath, redisConfig({ port, dir, password: keys.redisPassword }));
    find.onProgress?.({ service: 'redis', step: 'start', detail: server.path });
    await startServer({
      name: 'redis',
      program: server.path,
      args: [configPath],
      env: { PATH: find.env['PATH'] ?? '', LC_ALL: 'C' },
      cwd: dir,
      logPath: join(dir, 'redis.log'),
      isReady: () => redisAnswers(port, keys.redisPassword),
      readyTimeoutMs: READY_TIMEOUT_MS,
      signal: find.signal,
      onSpawned: (identity) => onSpawned(identity, ports),
    });
  },
  async answers(ports, keys) {
    return redisAnswers(ports[0] ?? 0, keys.redisPassword);
  },
  async cleanUp() {},
};
