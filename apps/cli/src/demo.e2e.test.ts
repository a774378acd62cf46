import { mkdtemp, readFile, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWav } from '@lector/audio';
import { isProcessAlive, machineDirs, processesNaming, startCli, type CliRun } from '@lector/testing';

const SERVERS = ['redis-server', 'valkey-server', 'weed'];

/** A deployment the user has configured for this machine, which a demo must neither use nor be disturbed by. */
const DEPLOYMENT = {
  LECTOR_REDIS_URL: 'redis://127.0.0.1:1/0',
  LECTOR_S3_ENDPOINT: 'http://127.0.0.1:1',
  LECTOR_S3_ACCESS_KEY_ID: 'id',
  LECTOR_S3_SECRET_ACCESS_KEY: 'secret',
  LECTOR_API_KEYS: 'anna:0123456789abcdef',
  LECTOR_AUTH: 'keys',
  LECTOR_QUEUE_PREFIX: 'deployment',
  LECTOR_PUBLIC_URL: 'https://speech.example.com',
  LECTOR_PACK: 'tone',
};

let folder: string;
let programs: string | null = null;
const runs: CliRun[] = [];
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'lector-demo-')));
});
afterEach(async () => {
  for (const run of runs.splice(0)) run.signal('SIGKILL');
  for (const pid of processesNaming(folder)) process.kill(pid, 'SIGKILL');
  for (const path of [folder, programs]) if (path !== null) await rm(path, { recursive: true, force: true });
  programs = null;
});

function demo(env: NodeJS.ProcessEnv): CliRun {
  const run = startCli(['demo', '-o', join(folder, 'demo.wav')], {
    env: { ...process.env, ...DEPLOYMENT, LECTOR_DATA_DIR: folder, ...env },
    cwd: folder,
  });
  runs.push(run);
  return run;
}

const withModels = (): CliRun => demo({ LECTOR_MODEL_DIR: machineDirs().modelDir });

/** A PATH with every program of this one but the servers: what a user's machine looks like. */
async function pathWithoutServers(): Promise<string> {
  programs = await mkdtemp(join(tmpdir(), 'lector-path-'));
  for (const from of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of await readdir(from).catch(() => [])) {
      // First come, first served, as in PATH itself.
      if (!SERVERS.includes(name)) await symlink(join(from, name), join(programs, name)).catch(() => {});
    }
  }
  return programs;
}

async function expectNothingLeft(): Promise<void> {
  expect(processesNaming(folder)).toEqual([]);
  expect(await readdir(join(folder, 'demo'))).not.toContain('services.json');
  expect(await readdir(folder)).not.toContain('demo.lock');
}

describe('lector demo', () => {
  it('speaks the mixed sentence on a machine without Redis and S3, and leaves nothing running', async () => {
    const run = demo({ PATH: await pathWithoutServers() });
    expect(await run.ended, run.output()).toBe(0);
    expect(run.output()).toMatch(/spans +en Hello， \| zh 今天天气真不错！ \| ja こんにちは！/);
    expect(run.output()).toMatch(/webhook +verified/);
    const { sampleRate, pcm } = readWav(await readFile(join(folder, 'demo.wav')));
    const seconds = pcm.length / sampleRate;
    // Three short sentences: less would be words lost, more would be the model rambling.
    expect(seconds).toBeGreaterThan(3);
    expect(seconds).toBeLessThan(9);
    const log = await readFile(join(folder, 'demo', 'lector.log'), 'utf8');
    const pids = [...new Set([...log.matchAll(/"pid":(\d+)/g)].map(([, pid]) => Number(pid)))];
    expect(pids.length).toBeGreaterThan(0);
    expect(pids.filter(isProcessAlive)).toEqual([]);
    await expectNothingLeft();
  });

  it.each([
    ['S3: starting', 'SIGINT', 130],
    ['starting the API', 'SIGHUP', 129],
    ['submitting:', 'SIGTERM', 143],
  ] as const)('leaves nothing behind when it is interrupted at "%s"', async (moment, signal, code) => {
    const run = withModels();
    await run.writes(moment);
    run.signal(signal);
    expect(await run.ended).toBe(code);
    await expectNothingLeft();
  });

  it('waits for one that runs already, and does it no harm', async () => {
    const first = withModels();
    await first.writes('S3: ready');
    const servers = processesNaming(folder);
    const second = withModels();
    await second.writes('another demo runs');
    second.signal('SIGINT');
    expect(await second.ended).toBe(130);
    expect(servers.filter((pid) => !isProcessAlive(pid))).toEqual([]);
    expect(await readdir(join(folder, 'demo'))).toContain('services.json');
    first.signal('SIGINT');
    expect(await first.ended).toBe(130);
    await expectNothingLeft();
  });

  it('stops what one that was killed has left running', async () => {
    const killed = withModels();
    await killed.writes('S3: ready');
    killed.signal('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    const servers = processesNaming(folder);
    expect(servers.length).toBeGreaterThanOrEqual(2);
    const next = withModels();
    await next.writes('Redis: starting');
    expect(servers.filter(isProcessAlive)).toEqual([]);
    next.signal('SIGINT');
    expect(await next.ended).toBe(130);
    await expectNothingLeft();
  });
});
