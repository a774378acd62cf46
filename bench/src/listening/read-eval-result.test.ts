import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEvalResult } from './read-eval-result.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lector-eval-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const whole = {
  version: 1,
  at: '2026-11-22T10:00:00.000Z',
  machine: {},
  call: {},
  versions: {},
  sentences: {},
  utterances: [{ id: 'zh01', errors: 0, units: 7 }],
  likeness: [],
};

async function fileWith(text: string): Promise<string> {
  const path = join(folder, 'result.json');
  await writeFile(path, text);
  return path;
}

it('a whole result is read', async () => {
  expect(await readEvalResult(await fileWith(JSON.stringify(whole)))).toEqual(whole);
});

it.each([
  ['one that breaks off', JSON.stringify(whole).slice(0, -5)],
  ['one of the benchmark', JSON.stringify({ version: 1, at: whole.at, suites: [] })],
  ['an utterance without a count', JSON.stringify({ ...whole, utterances: [{ id: 'zh01' }] })],
])('%s is refused by its path', async (_, text) => {
  const path = await fileWith(text);
  await expect(readEvalResult(path)).rejects.toThrow(`not a whole result of the evaluation [path=${path}]`);
});

it('a file that is not there is named', async () => {
  const path = join(folder, 'nothing.json');
  await expect(readEvalResult(path)).rejects.toThrow(`there is no result to read [path=${path}]`);
});
