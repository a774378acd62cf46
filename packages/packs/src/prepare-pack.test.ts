import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { preparePack, type PrepareOptions } from './prepare-pack.js';
import { rewriteKokoro } from './prepare/kokoro.js';
import { sampleGraph } from './prepare/sample-graph.fixture.js';
import { sampleFile, sampleManifest, sha256Of } from './sample-pack.fixture.js';
import { verifyPack } from './verify-pack.js';

const published = sampleGraph([{ name: 'conv', quantized: [1, 2], dims: [1, 2, 1], scale: [1], zeroPoint: [0] }]);
const manifest = sampleManifest([sampleFile('graph.onnx', published)], 'graph.onnx');

let modelDir: string;
let steps: string[];
const options = (): PrepareOptions => ({ modelDir, onProgress: (step) => steps.push(step) });

beforeEach(async () => {
  modelDir = await mkdtemp(join(tmpdir(), 'lector-prepare-'));
  await mkdir(join(modelDir, 'sample'));
  await writeFile(join(modelDir, 'sample', 'graph.onnx'), published);
  steps = [];
});
afterEach(() => rm(modelDir, { recursive: true, force: true }));

async function prepare() {
  const pack = await preparePack(manifest, options());
  if (pack.graphPath === null) throw new Error('no graph');
  return { ...pack, graphPath: pack.graphPath };
}

test('the graph is rewritten, and its hash is the file’s', async () => {
  const pack = await prepare();
  const bytes = await readFile(pack.graphPath);
  expect(bytes.equals(Buffer.from(rewriteKokoro(published)))).toBe(true);
  expect(pack.graphSha256).toBe(sha256Of(bytes));
  expect(pack.dir).toBe(join(modelDir, 'sample'));
  expect(steps).toEqual(['verifying', 'rewriting', 'ready']);
});

test('a second preparation finds the first one’s graph', async () => {
  const first = await prepare();
  const written = await stat(first.graphPath);
  const second = await prepare();
  expect(second).toEqual(first);
  expect((await stat(first.graphPath)).mtimeMs).toBe(written.mtimeMs);
  expect(steps.filter((step) => step === 'rewriting')).toHaveLength(1);
});

test('two preparations at once rewrite once', async () => {
  const [one, other] = await Promise.all([prepare(), prepare()]);
  expect(one).toEqual(other);
  expect(steps.filter((step) => step === 'rewriting')).toHaveLength(1);
});

test('a prepared graph that was damaged is made again', async () => {
  const { graphPath, graphSha256 } = await prepare();
  await writeFile(graphPath, 'noise');
  expect((await prepare()).graphSha256).toBe(graphSha256);
  expect(sha256Of(await readFile(graphPath))).toBe(graphSha256);
});

test('a damage that leaves size and time of the prepared graph as they were is found by verifying, and mended then', async () => {
  const states = async () => (await verifyPack(manifest, { modelDir })).map(({ state }) => state);
  expect(await states()).toEqual(['ok']);
  const { graphPath } = await prepare();
  const exact = new Date(1_700_000_000_000);
  await utimes(graphPath, exact, exact);
  // Its stamp holds for this time.
  const sidePath = graphPath.replace(/onnx$/, 'json');
  const side = JSON.parse(await readFile(sidePath, 'utf8')) as { graph: { mtimeMs: number } };
  side.graph.mtimeMs = exact.getTime();
  await writeFile(sidePath, JSON.stringify(side));
  expect(await states()).toEqual(['ok', 'ok']);
  const whole = await readFile(graphPath);
  const damaged = Buffer.from(whole);
  damaged.writeUInt8(damaged.readUInt8(9) ^ 1, 9);
  await writeFile(graphPath, damaged);
  await utimes(graphPath, exact, exact);
  await prepare();
  expect(await readFile(graphPath)).toEqual(damaged);
  expect(await states()).toEqual(['ok', 'corrupt']);
  await prepare();
  expect(await readFile(graphPath)).toEqual(whole);
  expect(await states()).toEqual(['ok', 'ok']);
});

test('a graph without its side file, as a crash between the two leaves it, is not trusted', async () => {
  const { graphPath } = await prepare();
  await rm(graphPath.replace(/onnx$/, 'json'));
  await writeFile(graphPath, 'half of it');
  const again = await prepare();
  expect(sha256Of(await readFile(again.graphPath))).toBe(again.graphSha256);
});

test('a copied graph is recognised by its content', async () => {
  const { graphPath, graphSha256 } = await prepare();
  const bytes = await readFile(graphPath);
  await rm(graphPath);
  await writeFile(graphPath, bytes);
  expect((await prepare()).graphSha256).toBe(graphSha256);
  expect(steps.filter((step) => step === 'rewriting')).toHaveLength(1);
});

test('another published graph gets another prepared file', async () => {
  const { graphPath } = await prepare();
  const other = sampleGraph([{ name: 'conv', quantized: [1, 3], dims: [1, 2, 1], scale: [1], zeroPoint: [0] }]);
  await writeFile(join(modelDir, 'sample', 'graph.onnx'), other);
  const pack = await preparePack(sampleManifest([sampleFile('graph.onnx', other)], 'graph.onnx'), options());
  expect(pack.graphPath).not.toBe(graphPath);
  expect(await readdir(dirname(graphPath))).toHaveLength(4);
});

test('an incomplete pack is refused with the command that completes it', async () => {
  await rm(join(modelDir, 'sample', 'graph.onnx'));
  await expect(prepare()).rejects.toMatchObject({
    code: 'pack_missing',
    message: expect.stringContaining('npm run lector -- models pull sample') as string,
  });
});

test('a published file of the wrong content is refused before it is rewritten', async () => {
  await writeFile(join(modelDir, 'sample', 'graph.onnx'), 'something else');
  await expect(prepare()).rejects.toMatchObject({ code: 'pack_corrupt' });
  expect(steps).toEqual(['verifying']);
});

test('a graph that cannot be rewritten leaves nothing behind', async () => {
  const plain = Buffer.from(rewriteKokoro(published));
  await writeFile(join(modelDir, 'sample', 'graph.onnx'), plain);
  const unsuitable = sampleManifest([sampleFile('graph.onnx', plain)], 'graph.onnx');
  await expect(preparePack(unsuitable, options())).rejects.toMatchObject({ code: 'pack_unsuitable' });
  expect(await readdir(join(modelDir, 'sample'))).not.toContain('prepared');
});

test('a family without a graph is ready as it is, known by its manifest', async () => {
  const tone = sampleManifest([]);
  const pack = await preparePack(tone, options());
  expect(pack).toMatchObject({ graphPath: null, graphSha256: sha256Of(Buffer.from(JSON.stringify(tone))) });
});

test('a family without a recipe runs its graph as published, and nothing is written beside it', async () => {
  const pack = await preparePack({ ...manifest, family: 'other' }, options());
  expect(pack.graphPath).toBe(join(modelDir, 'sample', 'graph.onnx'));
  expect(pack.graphSha256).toBe(sha256Of(published));
  expect(steps).toEqual(['verifying', 'ready']);
  expect(await readdir(join(modelDir, 'sample'))).not.toContain('prepared');
});
