import { access, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataDirs } from '@lector/process-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServiceEvent } from './keep-running.js';
import { isAlive } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';
import { encodeCommand } from './redis-ask.js';
import { stopServer } from './server-process.js';
import { readState } from './services-state.js';
import { startEmbedded } from './start-embedded.js';
import type { Embedded } from './start-embedded.js';
import { stopAbandoned } from './stop-abandoned.js';

const { cacheDir } = dataDirs(
  { dataDir: undefined, modelDir: undefined },
  { home: homedir(), xdgDataHome: process.env['XDG_DATA_HOME'], cwd: process.cwd() },
);
/** A PATH without any server: what is used then comes out of a wheel. */
const env = { PATH: '/nowhere' };

let dataDir: string;
const started: Embedded[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lector kept-'));
});
afterEach(async () => {
  for (const services of started.splice(0)) await services.stop();
  await stopAbandoned(dataDir);
  await rm(dataDir, { recursive: true, force: true });
});

interface Kept extends Embedded {
  readonly events: ServiceEvent[];
}

/** One user of the services; several in this process count as several. */
async function use(want: 'redis' | 's3' = 'redis'): Promise<Kept> {
  const services = await startEmbedded({
    dataDir,
    cacheDir,
    env,
    want: { redis: want === 'redis', s3: want === 's3' },
  });
  started.push(services);
  const events: ServiceEvent[] = [];
  services.keepRunning((event) => events.push(event));
  return { ...services, events };
}

const kinds = ({ events }: Kept) => events.map(({ kind }) => kind);

async function told(kept: Kept, kind: ServiceEvent['kind'], times = 1): Promise<void> {
  const count = () => kinds(kept).filter((one) => one === kind).length;
  await expect.poll(count, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(times);
}

function runningProcess(service: 'redis' | 's3' = 'redis'): ProcessIdentity {
  const running = readState(dataDir)[service];
  if (running === null) throw new Error(`${service} is not noted as running`);
  return running.process;
}

/** Answers of a Redis to commands, as one text; the connection closes after the last. */
async function redis(url: string | null, ...commands: readonly (readonly string[])[]): Promise<string> {
  const { port, password } = new URL(url ?? '');
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect({ host: '127.0.0.1', port: Number(port) });
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
    });
    socket.once('error', reject).once('close', () => resolve(received));
    socket.write([['AUTH', password], ...commands, ['QUIT']].map((words) => encodeCommand(words)).join(''));
  });
}

/** A user whose Redis was killed and its port taken: begun anew where the look after it was quicker than we were. */
async function squatted(): Promise<{ kept: Kept; squatter: Server }> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const kept = await use();
    await stopServer(runningProcess(), 0);
    const squatter = createServer((socket) => socket.destroy());
    const taken = new Promise<boolean>((resolve) => {
      squatter.once('error', () => resolve(false)).once('listening', () => resolve(true));
    });
    squatter.listen(Number(new URL(kept.redisUrl ?? '').port), '127.0.0.1');
    if (await taken) return { kept, squatter };
    await kept.stop();
  }
  throw new Error('the port was never free');
}

describe('a server that is killed under its users', () => {
  it('is noticed within two seconds and comes back where it was, with what it had acknowledged', async () => {
    const kept = await use();
    expect(await redis(kept.redisUrl, ['SET', 'kept', 'over the crash'])).toContain('+OK');
    const killed = runningProcess();
    const killedMs = performance.now();
    await stopServer(killed, 0);
    await told(kept, 'ended');
    expect(performance.now() - killedMs).toBeLessThan(2_000);
    await told(kept, 'back');
    expect(await redis(kept.redisUrl, ['GET', 'kept'])).toContain('over the crash');
    expect(kept.events).toMatchObject([
      { kind: 'ended', service: 'redis', serverPid: killed.pid },
      { kind: 'back', service: 'redis', serverPid: runningProcess().pid, by: 'us' },
    ]);
    const server = runningProcess();
    await kept.stop();
    expect(isAlive(server)).toBe(false);
    await expect(access(join(dataDir, 'services.json'))).rejects.toThrow(/ENOENT/);
  });

  it('comes back as one server to all of them, and ends with the last', async () => {
    const users = [await use(), await use(), await use()];
    const [first, second, third] = users as [Kept, Kept, Kept];
    await stopServer(runningProcess(), 0);
    for (const user of users) await told(user, 'back');
    const by = users.flatMap(({ events }) => events.flatMap((event) => (event.kind === 'back' ? [event.by] : [])));
    expect(by.sort()).toEqual(['another', 'another', 'us']);
    const server = runningProcess();
    const pids = users.flatMap(({ events }) =>
      events.flatMap((event) => (event.kind === 'back' ? [event.serverPid] : [])),
    );
    expect(new Set(pids)).toEqual(new Set([server.pid]));
    await first.stop();
    await second.stop();
    expect(await redis(third.redisUrl, ['PING'])).toContain('+PONG');
    await third.stop();
    expect(isAlive(server)).toBe(false);
  });

  it('is found where it was by its users when a newcomer has started it', async () => {
    const kept = await use();
    const killed = runningProcess();
    await stopServer(killed, 0);
    const newcomer = await startEmbedded({ dataDir, cacheDir, env, want: { redis: true, s3: false } });
    started.push(newcomer);
    expect(newcomer.redisUrl).toBe(kept.redisUrl);
    await told(kept, 'back');
    await newcomer.stop();
    expect(await redis(kept.redisUrl, ['PING'])).toContain('+PONG');
  });

  it('waits for its port while somebody else has it, saying so, with pauses that grow', async () => {
    const { kept, squatter } = await squatted();
    try {
      await told(kept, 'failed', 2);
    } finally {
      await new Promise((resolve) => squatter.close(resolve));
    }
    const pauses = kept.events.flatMap((event) => (event.kind === 'failed' ? [event.retryMs] : []));
    expect(pauses.slice(0, 2)).toEqual([1_000, 2_000]);
    await told(kept, 'back');
    expect(kinds(kept).filter((kind) => kind === 'ended')).toHaveLength(1);
    expect(await redis(kept.redisUrl, ['PING'])).toContain('+PONG');
  });

  it('is not started again at once when it keeps dying', async () => {
    const kept = await use();
    await stopServer(runningProcess(), 0);
    await told(kept, 'back');
    await stopServer(runningProcess(), 0);
    await told(kept, 'ended', 2);
    const endedMs = performance.now();
    await told(kept, 'back', 2);
    expect(performance.now() - endedMs).toBeGreaterThan(900);
    expect(await redis(kept.redisUrl, ['PING'])).toContain('+PONG');
  });

  it('leaves nothing behind when its user stops while it is started again', async () => {
    const kept = await use('s3');
    const killed = runningProcess('s3');
    await stopServer(killed, 0);
    // SeaweedFS takes seconds to answer: it is in the middle of that.
    const starting = await vi.waitFor(
      () => {
        const noted = runningProcess('s3');
        expect(noted).not.toEqual(killed);
        return noted;
      },
      { timeout: 10_000, interval: 20 },
    );
    await kept.stop();
    expect(isAlive(starting)).toBe(false);
    expect(kinds(kept)).toEqual(['ended']);
    expect(readState(dataDir)).toEqual({ redis: null, s3: null });
  });

  it('stays away when its user has stopped before anybody noticed', async () => {
    const kept = await use();
    await stopServer(runningProcess(), 0);
    await kept.stop();
    expect(readState(dataDir)).toEqual({ redis: null, s3: null });
    await expect(redis(kept.redisUrl, ['PING'])).rejects.toThrow(/ECONNREFUSED/);
  });
});
