import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findManifest } from '../known-packs.js';
import { verifyPack } from '../verify-pack.js';
import { buildablePack, buildPack } from './build-pack.js';
import type { BuildOptions, BuildProgress } from './build-options.js';
import { standInTools } from './stand-in-tools.fixture.js';

const SFT = await buildablePack('cosyvoice-300m-sft');
const RANDOM = await buildablePack('cosyvoice-300m-random');

let dir: string;
let from: string;
let options: BuildOptions;
let progress: BuildProgress[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-build-'));
  const { toolsDir, path } = await standInTools(dir);
  progress = [];
  options = {
    modelDir: join(dir, 'packs'),
    cacheDir: join(dir, 'cache'),
    env: { PATH: path },
    toolsDir,
    onProgress: (one) => void progress.push(one),
  };
  from = join(dir, 'checkpoints');
  await mkdir(from);
  for (const file of SFT.checkpoints) await writeFile(join(from, file), file === 'spk2info.pt' ? '中文女' : file);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const entries = () => readdir(options.modelDir);

describe('building a pack', () => {
  test('makes one of a folder of checkpoints, that is known, verified, and says what it was made of', async () => {
    const manifest = await buildPack(SFT, { ...options, from, parts: ['lm=block4'] });
    expect(manifest).toMatchObject({
      name: 'cosyvoice-300m-sft',
      family: 'cosyvoice',
      sampleRate: 22_050,
      graph: '',
      defaultVoice: 'zh_female',
      built: { precision: { lm: 'block4' } },
    });
    expect(manifest.built?.checkpoints.map(({ file, sha256 }) => [file, sha256])).toEqual(
      ['llm.pt', 'flow.pt', 'hift.pt', 'spk2info.pt'].map((file) => [
        file,
        sha256(file === 'spk2info.pt' ? '中文女' : file),
      ]),
    );
    expect(manifest.files.map(({ path, sources }) => [path, sources])).toEqual([
      ['cosyvoice.json', []],
      ['lm.onnx', []],
    ]);
    expect(manifest.voices[0]?.languages).toMatchObject({
      zh: { quality: 'native', styles: { 中文女: 1 } },
      ko: { quality: 'cross-lingual' },
    });
    expect(await findManifest(manifest.name, options)).toEqual(manifest);
    expect((await verifyPack(manifest, options)).map(({ state }) => state)).toEqual(['ok', 'ok']);
    expect(await entries()).toEqual(['cosyvoice-300m-sft']);
    expect(progress).toContainEqual({ what: 'lm as block8', done: 2, total: 2, unit: 'steps' });
  });

  test('makes the same manifest again of the same checkpoints', async () => {
    const first = await buildPack(SFT, { ...options, from });
    expect(await buildPack(SFT, { ...options, from })).toEqual(first);
    expect(await buildPack(SFT, { ...options, from, precision: 'float32' })).not.toEqual(first);
  });

  test('makes random checkpoints where there are none to have', async () => {
    const manifest = await buildPack(RANDOM, { ...options, size: 'tiny', seed: 11 });
    expect(await readFile(join(options.modelDir, RANDOM.name, 'lm.onnx'), 'utf8')).toBe('llm.pt tiny 11mix');
    expect(manifest.built?.checkpoints[0]?.sha256).toBe(sha256('llm.pt tiny 11'));
    expect(await entries()).toEqual(['cosyvoice-300m-random']);
  });

  test('takes another name for checkpoints of one’s own, with speakers that a file introduces', async () => {
    await writeFile(join(from, 'spk2info.pt'), '中文女 Anna');
    const own = { ...options, from, as: 'our-voices' };
    await expect(buildPack(SFT, own)).rejects.toMatchObject({
      code: 'checkpoint_unsuitable',
      message: expect.stringContaining('nothing is known of the speakers Anna') as string,
    });
    const voices = join(dir, 'voices.json');
    const anna = { speaker: 'Anna', id: 'anna', name: 'Anna', gender: 'female', native: ['en', 'ko'] };
    await writeFile(voices, JSON.stringify([anna]));
    const manifest = await buildPack(SFT, { ...own, voices });
    expect([manifest.name, ...manifest.voices.map(({ id }) => id)]).toEqual(['our-voices', 'zh_female', 'anna']);
    expect(manifest.voices[1]?.languages.ko?.quality).toBe('native');
    await writeFile(voices, JSON.stringify([{ ...anna, gender: 'x', age: 3 }]));
    await expect(buildPack(SFT, { ...own, voices })).rejects.toMatchObject({ code: 'config_invalid' });
  });

  test.each(['kokoro-82m', 'cosyvoice-300m-random', 'Ours', '../ours'])('gives no pack the name %s', async (as) => {
    await expect(buildPack(SFT, { ...options, from, as })).rejects.toMatchObject({ code: 'config_invalid' });
  });

  test('names every file that is missing, before anything is installed', async () => {
    await rm(join(from, 'flow.pt'));
    await rm(join(from, 'hift.pt'));
    const failure = buildPack(SFT, { ...options, from });
    await expect(failure).rejects.toMatchObject({ code: 'checkpoint_unsuitable' });
    await expect(failure).rejects.toThrow(/lacks flow\.pt, hift\.pt/);
    expect(progress).toEqual([]);
  });

  test.each([
    ['wrong', 'checkpoint_unsuitable', /missing: speech_embedding\.weight/],
    ['crash', 'build_failed', /exit=1.*MemoryError/],
  ])('that ends early (%s) says why, and the pack that was there stays', async (content, code, message) => {
    const before = await buildPack(SFT, { ...options, from });
    await writeFile(join(from, 'llm.pt'), content);
    const failure = buildPack(SFT, { ...options, from });
    await expect(failure).rejects.toMatchObject({ code });
    await expect(failure).rejects.toThrow(message);
    expect(await findManifest(SFT.name, options)).toEqual(before);
    expect((await verifyPack(before, options)).map(({ state }) => state)).toEqual(['ok', 'ok']);
    expect(await entries()).toEqual([SFT.name]);
  });

  test('is refused where the disk has no room for it', async () => {
    const room = { ...SFT.room.official!, work: Number.MAX_SAFE_INTEGER };
    const failure = buildPack({ ...SFT, room: { official: room } }, { ...options, from });
    await expect(failure).rejects.toMatchObject({ code: 'build_failed' });
    await expect(failure).rejects.toThrow(/too little room .*needed=\d+ MB, free=\d+ MB/);
  });

  test('needs a python3', async () => {
    const failure = buildPack(SFT, { ...options, from, env: { PATH: join(dir, 'nowhere') } });
    await expect(failure).rejects.toMatchObject({ code: 'service_missing' });
  });
});

describe('checkpoints from a hub', () => {
  const contentOf = (file: string) => (file === 'spk2info.pt' ? '中文女' : `published ${file}`);

  /** Answers as model hubs do: what the file is, and a redirect to where it lies. */
  async function hub(change: (file: string) => Record<string, string> = () => ({})) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      const [, place, file = ''] = (request.url ?? '').split('/');
      const content = Buffer.from(contentOf(file));
      asked.push(request.url ?? '');
      if (place === 'store') return void response.end(content);
      const linked = { 'x-linked-size': String(content.length), 'x-linked-etag': `"${sha256(contentOf(file))}"` };
      response.writeHead(302, { location: `/store/${file}`, ...linked, ...change(file) }).end();
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}/hub`,
      asked,
      close: () => new Promise((resolve) => server.close(resolve)),
    };
  }

  test('are downloaded, checked against what the hub says of them, and kept for the next build', async () => {
    const { url, asked, close } = await hub();
    const manifest = await buildPack(SFT, { ...options, hub: url });
    expect(manifest.built?.checkpoints[0]).toEqual({
      file: 'llm.pt',
      bytes: contentOf('llm.pt').length,
      sha256: sha256(contentOf('llm.pt')),
    });
    expect(progress).toContainEqual({ what: 'downloading llm.pt', done: 16, total: 16, unit: 'bytes' });
    const stored = asked.filter((path) => path === '/store/llm.pt').length;
    await buildPack(SFT, { ...options, hub: url, precision: 'float32' });
    // Asked what it is, which leads there too; not read again.
    expect(asked.filter((path) => path === '/store/llm.pt')).toHaveLength(stored + 1);
    await close();
  });

  test.each([
    ['another content', { 'x-linked-etag': `"${sha256('another')}"` }, 'pack_corrupt'],
    ['no hash', { 'x-linked-etag': '"abc"' }, 'pack_source_unreachable'],
  ])('that come with %s are refused, and the message names the way by hand', async (_title, headers, code) => {
    const { url, close } = await hub((file) => (file === 'flow.pt' ? headers : {}));
    const failure = buildPack(SFT, { ...options, hub: url });
    await expect(failure).rejects.toMatchObject({ code });
    await expect(failure).rejects.toThrow(/llm\.pt, flow\.pt, hift\.pt, spk2info\.pt by hand .*--from/);
    await close();
  });

  test('that cannot be reached are refused within seconds', async () => {
    const failure = buildPack(SFT, { ...options, hub: 'http://127.0.0.1:1' });
    await expect(failure).rejects.toMatchObject({ code: 'pack_source_unreachable' });
  });
});

test('a pack that is published ready-made is not built, and the refusal says what is', async () => {
  await expect(buildablePack('kokoro-82m')).rejects.toThrow(/models pull kokoro-82m; built can be: cosyvoice-300m-sft/);
  await expect(buildablePack('other')).rejects.toMatchObject({ code: 'unknown_pack' });
});
