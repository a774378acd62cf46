import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { readWav } from '@lector/audio';
import { isProcessAlive } from '@lector/testing';

const CLI = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const SERVERS = ['redis-server', 'valkey-server', 'weed'];
const exec = promisify(execFile);

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lector-demo-'));
  folders.push(folder);
  return folder;
}

/** A PATH with every program of this one but the servers: what a user's machine looks like. */
async function pathWithoutServers(): Promise<string> {
  const folder = await temporary();
  for (const from of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of await readdir(from).catch(() => [])) {
      // First come, first served, as in PATH itself.
      if (!SERVERS.includes(name)) await symlink(join(from, name), join(folder, name)).catch(() => {});
    }
  }
  return folder;
}

describe('lector demo', () => {
  it('speaks the mixed sentence on a machine without Redis and S3, and leaves nothing running', async () => {
    const folder = await temporary();
    const { LECTOR_REDIS_URL: _redis, LECTOR_S3_ENDPOINT: _s3, ...env } = process.env;
    const { stdout } = await exec(process.execPath, [CLI, 'demo', '-o', join(folder, 'demo.wav')], {
      cwd: folder,
      env: { ...env, PATH: await pathWithoutServers(), LECTOR_DATA_DIR: folder },
      timeout: 230_000,
    });
    expect(stdout).toMatch(/spans +en Hello， \| zh 今天天气真不错！ \| ja こんにちは！/);
    expect(stdout).toMatch(/webhook +verified/);
    const { sampleRate, pcm } = readWav(await readFile(join(folder, 'demo.wav')));
    const seconds = pcm.length / sampleRate;
    // Three short sentences: less would be words lost, more would be the model rambling.
    expect(seconds).toBeGreaterThan(3);
    expect(seconds).toBeLessThan(9);
    const log = await readFile(join(folder, 'demo', 'lector.log'), 'utf8');
    const pids = [...new Set([...log.matchAll(/"pid":(\d+)/g)].map(([, pid]) => Number(pid)))];
    expect(pids.length).toBeGreaterThan(0);
    expect(pids.filter(isProcessAlive)).toEqual([]);
    expect(await readdir(join(folder, 'demo'))).not.toContain('services.json');
  });
});
