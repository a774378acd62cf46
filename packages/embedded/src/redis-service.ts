import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findServer } from './find-server.js';
import { freePorts } from './free-ports.js';
import { writePrivately } from './private-file.js';
import { redisAnswers } from './redis-ask.js';
import { redisConfig } from './redis-config.js';
import { startServer } from './server-process.js';
import type { Service } from './service.js';

/** Reading back a large append-only file takes a while. */
const READY_TIMEOUT_MS = 120_000;

export const redisService: Service = {
  name: 'redis',
  // Redis writes a snapshot on SIGTERM; the append-only file is complete without it.
  stopGraceMs: 15_000,
  async start({ dataDir, keys, onSpawned, ...find }) {
    const dir = join(dataDir, 'redis');
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const marker = join(dir, 'written-by');
    // Valkey 9 reads what Redis 7 wrote but not the other way round: a folder stays with the newer one.
    const writtenBy = await readFile(marker, 'utf8').catch(() => '');
    const server = await findServer('redis', { ...find, fetchedOnly: writtenBy.trim() === 'fetched' });
    writePrivately(marker, `${server.origin}\n`);
    const ports = await freePorts(1);
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
