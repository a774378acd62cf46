import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readResult } from './read-result.js';
import type { BenchResult } from './report.js';

const RESULT: BenchResult = {
  version: 1,
  at: '2026-11-22T10:00:00.000Z',
  commit: 'abc1234',
  machine: { cpu: 'A CPU', cores: 2, memoryGb: 8, platform: 'linux-x64', node: 'v22.0.0', onnxruntime: '1.30.0' },
  repetitions: 5,
  quick: false,
  suites: [{ suite: 'rtf', title: 'speed', seconds: 1, failed: null, measures: [], notes: [], raw: null }],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-result-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(text: string): Promise<string> {
  const path = join(folder, 'result.json');
  await writeFile(path, text);
  return path;
}

it('a result is read as it was written', async () => {
  expect(await readResult(await file(JSON.stringify(RESULT)))).toEqual(RESULT);
});

it('a file that is not there is said to be missing', async () => {
  const path = join(folder, 'nowhere.json');
  await expect(readResult(path)).rejects.toThrow(`there is no result to read [path=${path}]`);
});

it.each([
  ['breaks off', JSON.stringify(RESULT).slice(0, -20)],
  ['lacks a part', JSON.stringify({ ...RESULT, suites: undefined })],
  ['has a suite without measures', JSON.stringify({ ...RESULT, suites: [{ suite: 'rtf' }] })],
  ['is nothing at all', 'null'],
  ['is another version', JSON.stringify({ ...RESULT, version: 2 })],
])('a file that %s is refused', async (_, text) => {
  const path = await file(text);
  await expect(readResult(path)).rejects.toThrow(`not a whole result of this suite [path=${path}]`);
});
