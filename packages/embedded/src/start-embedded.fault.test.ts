import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { dataDirs } from '@lector/process-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';
import { encodeCommand } from './redis-ask.js';
import { s3SocketPaths } from './s3-command.js';
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
const bare = { PATH: '/nowhere' };
const onlyRedis = { redis: true, s3: false };

let dataDir: string;
const started: Embedded[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lector embedded-'));
});
afterEach(async () => {
  for (const services of started.splice(0)) await services.stop();
  await stopAbandoned(dataDir);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startEmbedded>[0]> = {}): Promise<Embedded> {
  const services = await startEmbedded({ dataDir, cacheDir, want: onlyRedis, ...options });
  started.push(services);
  return services;
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

function runningProcess(service: 'redis' | 's3'): ProcessIdentity {
  const running = readState(dataDir)[service];
  if (running === null) throw new Error(`${service} is not noted as running`);
  return running.process;
}

/** A process of its own that starts Redis in the data folder and stays until its group is interrupted. */
async function startElsewhere(): Promise<{
  readonly pid: number;
  readonly lines: string[];
  readonly exited: Promise<unknown>;
}> {
  const program = `
    import { startEmbedded } from '@lector/embedded';
    const services = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, cacheDir: ${JSON.stringify(cacheDir)}, want: { redis: true, s3: false } });
    process.once('SIGINT', async () => { await services.stop(); process.stdout.write('left\\n', () => process.exit(0)); });
    console.log(services.redisUrl);
    process.stdin.resume().once('end', () => process.exit(0));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: dirname(fileURLToPath(import.meta.url)),
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const first = once(reader, 'line');
  reader.on('line', (line) => lines.push(line));
  await Promise.race([first, exited]);
  if (child.pid === undefined || lines.length === 0) throw new Error('the other process did not start');
  return { pid: child.pid, lines, exited };
}

describe('Redis on a machine that has none', () => {
  it('is the Valkey of a wheel: it takes a password, keeps data and evicts nothing', async () => {
    const services = await start({ env: bare });
    const answers = await redis(
      services.redisUrl,
      ['INFO', 'server'],
      ['SET', 'key', 'value'],
      ['GET', 'key'],
      ['CONFIG', 'GET', 'maxmemory-policy'],
      ['CONFIG', 'GET', 'appendonly'],
      ['CONFIG', 'GET', 'bind'],
    );
    expect(answers).toContain('valkey_version:9.');
    expect(answers).toContain('$5\r\nvalue\r\n');
    expect(answers).toMatch(/maxmemory-policy\r\n\$10\r\nnoeviction/);
    expect(answers).toMatch(/appendonly\r\n\$3\r\nyes/);
    expect(answers).toMatch(/bind\r\n\$9\r\n127\.0\.0\.1/);
    const { port } = new URL(services.redisUrl ?? '');
    expect(await redis(`redis://:wrong@127.0.0.1:${port}`, ['GET', 'key'])).toMatch(/WRONGPASS[\s\S]*NOAUTH/);
  });

  it('has what it acknowledged after a kill -9', async () => {
    const services = await start({ env: bare });
    expect(await redis(services.redisUrl, ['SET', 'kept', 'over the crash'])).toContain('+OK');
    await stopServer(runningProcess('redis'), 0);
    const again = await start({ env: bare });
    expect(again.reused.redis).toBe(false);
    expect(await redis(again.redisUrl, ['GET', 'kept'])).toContain('over the crash');
  });

  it('stays with the server that wrote the data when an older one is installed, which cannot read it', async () => {
    const first = await start({ env: bare });
    const [, version] = /valkey_version:(\S+)/.exec(await redis(first.redisUrl, ['INFO', 'server'])) ?? [];
    expect(await readFile(join(dataDir, 'redis', 'written-by'), 'utf8')).toBe(`valkey ${version}\n`);
    await redis(first.redisUrl, ['SET', 'kept', 'by valkey']);
    await first.stop();
    const programs = join(dataDir, 'programs');
    await mkdir(programs);
    await writeFile(join(programs, 'redis-server'), "#!/bin/sh\necho 'Redis server v=7.2.4 sha=0'\n", { mode: 0o755 });
    const second = await start({ env: { PATH: programs } });
    const answers = await redis(second.redisUrl, ['GET', 'kept'], ['INFO', 'server']);
    expect(answers).toContain('by valkey');
    expect(answers).toContain('valkey_version:9.');
  });

  it('says which server is needed for data that none here can read', async () => {
    await mkdir(join(dataDir, 'redis'));
    await writeFile(join(dataDir, 'redis', 'written-by'), 'redis 8.2.0\n');
    await expect(start({ env: bare })).rejects.toMatchObject({
      code: 'service_missing',
      message: expect.stringMatching(/written by redis 8\.2\.0; install Redis 8\.2 or newer, or move/) as string,
    });
  });
});

describe('services of one data folder', () => {
  it('are joined by a second start and stopped by the last to leave', async () => {
    const first = await start();
    const second = await start();
    expect([first.reused.redis, second.reused.redis]).toEqual([false, true]);
    expect(second.redisUrl).toBe(first.redisUrl);
    const server = runningProcess('redis');
    await first.stop();
    await first.stop();
    expect(await redis(second.redisUrl, ['PING'])).toContain('+PONG');
    await second.stop();
    expect(isAlive(server)).toBe(false);
    await expect(redis(second.redisUrl, ['PING'])).rejects.toThrow(/ECONNREFUSED/);
    await expect(access(join(dataDir, 'services.json'))).rejects.toThrow(/ENOENT/);
  });

  it('are started once when two processes start at the same time', async () => {
    const [here, there] = await Promise.all([start(), startElsewhere()]);
    expect(there.lines[0]).toBe(here.redisUrl);
    process.kill(there.pid, 'SIGKILL');
    await there.exited;
  });

  it('outlive a Ctrl-C until the program that was interrupted has left them', async () => {
    const there = await startElsewhere();
    const here = await start();
    expect(here.reused.redis).toBe(true);
    // The whole group gets it, as from a terminal.
    process.kill(-there.pid, 'SIGINT');
    await there.exited;
    expect(there.lines).toContain('left');
    expect(await redis(here.redisUrl, ['PING'])).toContain('+PONG');
  });

  it('are taken over from a program that was killed, and end with the one that took over', async () => {
    const there = await startElsewhere();
    const server = runningProcess('redis');
    await redis(there.lines[0] ?? '', ['SET', 'key', 'of the killed one']);
    process.kill(-there.pid, 'SIGKILL');
    await there.exited;
    expect(isAlive(server)).toBe(true);
    const here = await start();
    expect(here.reused.redis).toBe(true);
    expect(await redis(here.redisUrl, ['GET', 'key'])).toContain('of the killed one');
    await here.stop();
    expect(isAlive(server)).toBe(false);
  });

  it('are stopped on request when everybody who used them was killed, and only then', async () => {
    const there = await startElsewhere();
    const server = runningProcess('redis');
    expect(await stopAbandoned(dataDir)).toBe(false);
    expect(isAlive(server)).toBe(true);
    process.kill(-there.pid, 'SIGKILL');
    await there.exited;
    expect(await stopAbandoned(dataDir)).toBe(true);
    expect(isAlive(server)).toBe(false);
  });

  it('are replaced when the note of them is stale, without touching whoever has that process number now', async () => {
    const bystander = { pid: process.pid, startedAt: 'before the last boot' };
    const note = { process: bystander, ports: [1], users: [{ id: 'x', process: bystander }] };
    await writeFile(join(dataDir, 'services.json'), JSON.stringify({ redis: note, s3: null }));
    const services = await start();
    expect(services.reused.redis).toBe(false);
    expect(await redis(services.redisUrl, ['PING'])).toContain('+PONG');
  });

  it('are waited for while others use them, and joined when they answer again', async () => {
    const first = await start();
    const frozen = runningProcess('redis');
    await redis(first.redisUrl, ['SET', 'kept', 'over the freeze']);
    process.kill(frozen.pid, 'SIGSTOP');
    const seen: string[] = [];
    const second = await start({
      onProgress: ({ step, detail }) => {
        seen.push(`${step} ${detail}`);
        if (step === 'wait') process.kill(frozen.pid, 'SIGCONT');
      },
    });
    expect(second.reused.redis).toBe(true);
    expect(second.redisUrl).toBe(first.redisUrl);
    expect(seen).toEqual([
      `wait process ${frozen.pid}, for up to 30 s`,
      `reuse port ${new URL(first.redisUrl ?? '').port}`,
    ]);
    expect(runningProcess('redis')).toEqual(frozen);
    expect(await redis(second.redisUrl, ['GET', 'kept'])).toContain('over the freeze');
  });

  it('are left to those who use them when they do not answer for long, and whoever came is told', async () => {
    const first = await start();
    const frozen = runningProcess('redis');
    process.kill(frozen.pid, 'SIGSTOP');
    await expect(start({ deafPatienceMs: 0 })).rejects.toMatchObject({
      code: 'service_missing',
      message: expect.stringContaining(`[pid=${frozen.pid}, dir=${dataDir}]`) as string,
    });
    const stop = new AbortController();
    const starting = start({
      signal: stop.signal,
      onProgress: ({ step }) => {
        if (step === 'wait') stop.abort(new Error('enough'));
      },
    });
    await expect(starting).rejects.toMatchObject({ code: 'cancelled' });
    expect(isAlive(frozen)).toBe(true);
    expect(readState(dataDir).redis?.users).toHaveLength(1);
    process.kill(frozen.pid, 'SIGCONT');
    expect(await redis(first.redisUrl, ['PING'])).toContain('+PONG');
  });

  it('are replaced where they were when they do not answer and everybody who used them is gone', async () => {
    const there = await startElsewhere();
    const frozen = runningProcess('redis');
    await redis(there.lines[0] ?? '', ['SET', 'kept', 'over the freeze']);
    process.kill(-there.pid, 'SIGKILL');
    await there.exited;
    process.kill(frozen.pid, 'SIGSTOP');
    const here = await start();
    expect(here.reused.redis).toBe(false);
    expect(isAlive(frozen)).toBe(false);
    expect(here.redisUrl).toBe(there.lines[0]);
    expect(await redis(here.redisUrl, ['GET', 'kept'])).toContain('over the freeze');
  });
});

describe('a start that is given up', () => {
  it.each(['redis', 's3'] as const)('while %s comes up leaves no server and no note behind', async (service) => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const servers: ProcessIdentity[] = [];
    const starting = start({
      want: { redis: true, s3: true },
      signal: stop.signal,
      onProgress: ({ service: of, step }) => {
        if (step === 'ready') servers.push(runningProcess(of));
        if (of === service && step === 'start') stop.abort(reason);
      },
    });
    await expect(starting).rejects.toMatchObject({ code: 'cancelled', cause: reason });
    expect(servers).toHaveLength(service === 's3' ? 1 : 0);
    expect(servers.filter(isAlive)).toEqual([]);
    expect(readState(dataDir)).toEqual({ redis: null, s3: null });
  });

  it('does not take the servers from those who use them', async () => {
    const here = await start();
    const starting = start({
      want: { redis: true, s3: true },
      signal: AbortSignal.abort(new Error('enough')),
    });
    await expect(starting).rejects.toMatchObject({ code: 'cancelled' });
    expect(await redis(here.redisUrl, ['PING'])).toContain('+PONG');
  });
});

describe('S3 on a machine that has none', () => {
  it('listens on loopback only, lets nobody in without a key, and leaves nothing behind', async () => {
    const services = await start({ want: { redis: false, s3: true }, env: bare });
    const server = runningProcess('s3');
    const ports = readState(dataDir).s3?.ports ?? [];
    expect(ports).toHaveLength(8);
    expect((await fetch(`${services.s3?.endpoint}/`)).status).toBe(403);
    const [, , , , , , filer] = ports;
    expect((await fetch(`http://127.0.0.1:${filer}/`)).status).toBe(401);
    expect((await fetch(`http://127.0.0.1:${filer}/buckets/x`, { method: 'PUT', body: 'x' })).status).toBe(401);
    if (process.platform === 'linux') {
      const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8')));
      const open = tables.join('\n').matchAll(/^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) \S+ 0A /gm);
      const addresses = [...open].filter(([, , port]) => ports.includes(Number.parseInt(port ?? '', 16)));
      expect(addresses).toHaveLength(8);
      expect(new Set(addresses.map(([, address]) => address))).toEqual(new Set(['0100007F']));
    }
    await services.stop();
    expect(isAlive(server)).toBe(false);
    for (const path of s3SocketPaths(ports)) await expect(access(path)).rejects.toThrow(/ENOENT/);
  });
});
