import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findServer, freePorts, redisAnswers, redisConfig, startServer, stopServer } from '@lector/embedded';
import { machineDirs } from './machine-dirs.js';

/** A Redis of one test: it may be killed, frozen and started again without harm to others. Its port never changes. */
export interface OwnRedis {
  readonly url: string;
  readonly port: number;
  /** `redis` or `valkey` program in use. */
  readonly program: string;
  /** SIGKILL; returns when the process is gone. */
  kill9(): Promise<void>;
  /** Starts it again on the same port and data; returns when it answers. Stops it first if it runs. */
  restart(more?: Readonly<Record<string, string>>): Promise<void>;
  /** SIGSTOP and SIGCONT: connections stay open, nothing answers. */
  freeze(): void;
  thaw(): void;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

const PASSWORD = 'own-redis-of-a-test';
const READY_TIMEOUT_MS = 20_000;

/** @param more settings that replace or join the usual ones, as `{ 'maxmemory-policy': 'allkeys-lru' }` */
export async function ownRedis(more: Readonly<Record<string, string>> = {}): Promise<OwnRedis> {
  const { cacheDir } = machineDirs();
  const { path: program } = await findServer('redis', { cacheDir, env: process.env });
  const dir = await mkdtemp(join(tmpdir(), 'lector-own-redis-'));
  const [port = 0] = await freePorts(1);
  const configPath = join(dir, 'redis.conf');
  const start = async (settings: Readonly<Record<string, string>>) => {
    await writeFile(configPath, redisConfig({ port, dir, password: PASSWORD, more: settings }));
    return startServer({
      name: 'redis of a test',
      program,
      args: [configPath],
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
      cwd: dir,
      logPath: join(dir, 'redis.log'),
      isReady: () => redisAnswers(port, PASSWORD),
      readyTimeoutMs: READY_TIMEOUT_MS,
      onSpawned: () => undefined,
    });
  };
  let identity = await start(more);
  return {
    url: `redis://:${PASSWORD}@127.0.0.1:${port}/0`,
    port,
    program,
    kill9: () => stopServer(identity, 0),
    restart: async (settings = more) => {
      await stopServer(identity, 0);
      identity = await start(settings);
    },
    freeze: () => void process.kill(identity.pid, 'SIGSTOP'),
    thaw: () => void process.kill(identity.pid, 'SIGCONT'),
    stop: async () => {
      await stopServer(identity, 0);
      await rm(dir, { recursive: true, force: true });
    },
  };
}
