import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWav } from '@lector/audio';
import { createClient } from '@lector/sdk';
import {
  composeServices,
  dockerfileStages,
  machineDirs,
  processesNaming,
  testRedisUrl,
  testS3,
  uniqueBucketPrefix,
  uniquePrefix,
  waitFor,
} from '@lector/testing';
import { ensurePack } from './pack.js';

/**
 * The file tree of the images, assembled by the script that the Dockerfile runs, started as the Dockerfile and the compose
 * file say, from a folder with no repository around it. There is no Docker in this: what is not covered is the base layer.
 */

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ASSEMBLE = join(ROOT, 'scripts', 'assemble-runtime.mjs');
const PACK = 'kokoro-82m';
/** Node, application, runtime and pack, without base layer and ffmpeg. */
const GOAL_BYTES = 480_000_000;
const KEY = '0123456789abcdef-container';
const START_MS = 120_000;

type Sizes = Readonly<Record<'node' | 'application' | 'runtime' | 'pack' | 'prepared' | 'total', number>>;

const run = promisify(execFile);
const assemble = (...args: string[]) => run(process.execPath, [ASSEMBLE, ...args]);
const read = (path: string) => readFile(join(ROOT, path), 'utf8');

let folder: string;
const children: ChildProcess[] = [];
const tree = (image: string) => join(folder, image);

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'lector-container-')));
  const { modelDir } = machineDirs();
  await ensurePack(PACK, { modelDir });
  await assemble('app', 'api', tree('api'));
  await assemble('app', 'worker', tree('worker'));
  await assemble('pack', PACK, modelDir, tree('worker'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const pid of processesNaming(folder)) process.kill(pid, 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Everything in a tree with the moment it last changed. */
async function contents(image: string): Promise<readonly string[]> {
  const entries = await readdir(tree(image), { recursive: true, withFileTypes: true });
  const lines = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return `${path} ${entry.isSymbolicLink() ? await realpath(path) : (await stat(path)).mtimeMs}`;
  });
  return (await Promise.all(lines)).sort();
}

/** This process's environment without any setting of Lector. */
function plainEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LECTOR_')));
}

/** Starts an image's entry point with the environment of the Dockerfile, the compose file, and what differs here. */
async function start(image: 'api' | 'worker', changes: NodeJS.ProcessEnv) {
  const stages = dockerfileStages(await read('infra/docker/Dockerfile'));
  const { entrypoint = [], env = {}, healthcheck = [] } = stages.find(({ name }) => name === image) ?? {};
  const composed = composeServices(await read('docker-compose.yml'), { LECTOR_API_KEYS: `me:${KEY}` })[image];
  const [program = '', ...args] = entrypoint.map((word) => word.replace('/opt/lector', tree(image)));
  expect(program).toBe('node');
  const child = spawn(process.execPath, args, {
    cwd: tree(image),
    env: { ...plainEnv(), ...env, ...composed?.environment, ...changes },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal)),
  );
  // Without the program: it is the Node that runs this.
  const check = composed?.healthcheck?.test.slice(2) ?? healthcheck.slice(1);
  return {
    output: () => output,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    stop: async () => {
      child.kill('SIGTERM');
      return await ended;
    },
    /** The health check of the compose file, else of the Dockerfile, asked of the port this test has chosen. */
    isHealthy: async (port = 0) => {
      const words = check.map((word) =>
        word.replace(/(127\.0\.0\.1):\d+/, `$1:${port}`).replace('/opt/lector', tree(image)),
      );
      return await run(process.execPath, words).then(
        () => true,
        () => false,
      );
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the file tree of the images', () => {
  it('stays below 480 MB with Node and the pack', async () => {
    const { stdout } = await assemble('sizes', '--json', tree('api'), tree('worker'));
    const [api, worker] = JSON.parse(stdout) as [Sizes, Sizes];
    console.log((await assemble('sizes', tree('api'), tree('worker'))).stdout);
    expect(worker.total).toBeLessThan(GOAL_BYTES);
    expect(worker.pack).toBeGreaterThan(100_000_000);
    expect(worker.runtime).toBeGreaterThan(20_000_000);
    // The API opens no model.
    expect(api.runtime).toBe(0);
    expect(api.pack).toBe(0);
  });

  it('holds libraries for this system only, each with its licence, and no link that leads out of it', async () => {
    const entries = await readdir(tree('worker'), { recursive: true, withFileTypes: true });
    const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
    const native = paths.filter((path) => /\.(node|so(\.\d+)*|dylib|dll)$/.test(path));
    expect(native.length).toBeGreaterThanOrEqual(2);
    const here = new RegExp(`[/-]${process.platform}[/-]${process.arch}/`);
    expect(native.filter((path) => !here.test(path))).toEqual([]);
    const links = entries.filter((entry) => entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name));
    expect(links.length).toBeGreaterThan(100);
    for (const link of links) expect(await realpath(link)).toMatch(new RegExp(`^${tree('worker')}${sep}`));
    const packages = paths.filter((path) => /node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path));
    expect(packages.length).toBeGreaterThan(50);
    const licensed = packages.map(async (path) => {
      const files = await readdir(join(path, '..'));
      const named = (JSON.parse(await readFile(path, 'utf8')) as { license?: unknown }).license !== undefined;
      return named || files.some((file) => /^(licen[cs]e|copying|readme)/i.test(file)) ? [] : [path];
    });
    expect((await Promise.all(licensed)).flat()).toEqual([]);
    expect(existsSync(join(tree('worker'), 'NOTICE'))).toBe(true);
  });

  it('runs the demo', async () => {
    const modelDir = join(folder, 'demo-models');
    const before = await contents('worker');
    // What a container does first: the pack of the image, linked into the folder where its graph is prepared.
    const linked = run(process.execPath, [join(tree('worker'), 'start-worker.mjs')], {
      env: { ...plainEnv(), LECTOR_MODEL_DIR: modelDir, LECTOR_REDIS_URL: 'not an address' },
    });
    await expect(linked).rejects.toMatchObject({ code: 2 });
    const { stdout } = await run(
      process.execPath,
      [join(tree('worker'), 'apps/cli/dist/main.js'), 'demo', '-o', join(folder, 'demo.wav')],
      { cwd: folder, env: { ...plainEnv(), LECTOR_DATA_DIR: join(folder, 'data'), LECTOR_MODEL_DIR: modelDir } },
    );
    expect(stdout).toMatch(/spans +en Hello， \| zh 今天天气真不错！ \| ja こんにちは！/);
    expect(stdout).toMatch(/webhook +verified/);
    const { sampleRate, pcm } = readWav(await readFile(join(folder, 'demo.wav')));
    expect(pcm.length / sampleRate).toBeGreaterThan(3);
    // A root that may be read-only: the programs have written nothing beside themselves.
    expect(await contents('worker')).toEqual(before);
    expect(processesNaming(folder)).toEqual([]);
  });

  it('starts as the Dockerfile and the compose file say, is healthy, renders, and ends on SIGTERM', async () => {
    const s3 = testS3();
    const shared = {
      LECTOR_QUEUE_PREFIX: uniquePrefix('container'),
      LECTOR_REDIS_URL: testRedisUrl(),
      LECTOR_S3_ENDPOINT: s3.endpoint,
      LECTOR_S3_REGION: s3.region,
      LECTOR_S3_BUCKET: uniqueBucketPrefix('container'),
      LECTOR_S3_ACCESS_KEY_ID: s3.accessKeyId,
      LECTOR_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    };
    const apiPort = await freePort();
    const workerPort = await freePort();
    const api = await start('api', { ...shared, LECTOR_HOST: '127.0.0.1', LECTOR_PORT: String(apiPort) });
    const worker = await start('worker', {
      ...shared,
      LECTOR_DATA_DIR: folder,
      // The demo has prepared the graph here.
      LECTOR_MODEL_DIR: join(folder, 'demo-models'),
      LECTOR_WORKERS: '1',
      LECTOR_HOST: '127.0.0.1',
      LECTOR_WORKER_PORT: String(workerPort),
    });
    const programs = [api, worker];
    const healthy = async () => (await api.isHealthy(apiPort)) && (await worker.isHealthy(workerPort));
    const over = () => programs.some((program) => program.hasEnded());
    await waitFor(async () => over() || (await healthy()), {
      timeoutMs: START_MS,
      what: 'API and worker to be healthy, by their own checks',
    });
    expect(over(), programs.map((program) => program.output()).join('\n')).toBe(false);
    const client = createClient({ baseUrl: `http://127.0.0.1:${apiPort}`, apiKey: KEY });
    const { id } = await client.jobs.create({ text: 'From a container.' });
    const job = await client.jobs.get(id, { wait: 60 });
    expect(job.status).toBe('completed');
    // An image that was never given a key answers nobody.
    await expect(createClient({ baseUrl: `http://127.0.0.1:${apiPort}` }).jobs.get(id)).rejects.toMatchObject({
      status: 401,
    });
    expect(await worker.stop(), worker.output()).toBe(0);
    expect(await api.stop(), api.output()).toBe(0);
    expect([await api.isHealthy(apiPort), await worker.isHealthy(workerPort)]).toEqual([false, false]);
  });
});
