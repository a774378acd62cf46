import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineDirs, startCli } from '@lector/testing';

/** The real pack, fetched by the first of all tests or found, and handed on from folder to folder. */
const PACK = 'kokoro-82m';
let modelDir: string;
beforeAll(async () => {
  modelDir = await mkdtemp(join(tmpdir(), 'lector-models-'));
  const { code, output } = await lector(['models', 'pull', PACK], {});
  expect(code, output).toBe(0);
});
afterAll(() => rm(modelDir, { recursive: true, force: true }));

async function lector(
  args: readonly string[],
  env: NodeJS.ProcessEnv = { LECTOR_MODEL_DIR: modelDir },
): Promise<{ code: unknown; output: string }> {
  const run = startCli(args, { env: { ...process.env, ...env } });
  const code = await run.ended;
  return { code, output: run.output() };
}

const pullFromFolder = () => lector(['models', 'pull', PACK, '--from', join(machineDirs().modelDir, PACK)]);

it('lector models pulls a pack from a folder, lists and verifies it, and mends what was damaged', async () => {
  expect((await lector(['models', 'list'])).output).toMatch(/kokoro-82m +no +\d+ MB +Apache-2\.0/);
  const missing = await lector(['models', 'verify', PACK]);
  expect(missing.code).toBe(1);
  expect(missing.output).toContain('lector -- models pull');

  const pulled = await pullFromFolder();
  expect(pulled.code, pulled.output).toBe(0);
  expect(pulled.output).toContain('MB from folder');
  expect(pulled.output).toContain('Licence: Apache-2.0');
  expect((await lector(['models', 'list'])).output).toMatch(/kokoro-82m +yes/);
  expect((await lector(['models', 'verify', PACK])).code).toBe(0);

  const [voice = ''] = await readdir(join(modelDir, PACK, 'voices'));
  await appendFile(join(modelDir, PACK, 'voices', voice), 'x');
  const damaged = await lector(['models', 'verify', PACK]);
  expect(damaged.code).toBe(1);
  expect(damaged.output).toMatch(new RegExp(`voices/${voice} +corrupt`));
  expect(damaged.output).toContain('1 of ');
  expect((await pullFromFolder()).code).toBe(0);
  expect((await lector(['models', 'verify', PACK])).code).toBe(0);
});

it('lector models refuses a pack there is no manifest of, and an action there is not', async () => {
  const unknown = await lector(['models', 'pull', 'no-such-pack']);
  expect(unknown.output).toMatch(/no model pack no-such-pack; there are: .*kokoro-82m/);
  expect(unknown.code).not.toBe(0);
  expect((await lector(['models', 'polish'])).code).toBe(2);
});

it('lector models build refuses at once what it could not finish', async () => {
  const build = (...args: string[]) => lector(['models', 'build', ...args]);
  const ready = await build(PACK);
  expect(ready.code).toBe(2);
  expect(ready.output).toContain(`models pull ${PACK}`);
  const empty = await build('cosyvoice-300m-sft', '--from', modelDir);
  expect(empty.code).toBe(2);
  expect(empty.output).toMatch(/lacks llm\.pt, flow\.pt, hift\.pt, spk2info\.pt; .*\[checkpoint_unsuitable\]/);
  expect((await build('cosyvoice-300m-sft', '--from', '/nowhere')).output).toContain('there is no folder /nowhere');
  expect((await build('cosyvoice-300m-sft', '--size', 'tiny')).code).toBe(2);
  expect((await build('cosyvoice-300m-random', '--from', modelDir)).code).toBe(2);
  expect((await lector(['models', 'verify', '--seed', '3'])).output).toContain('--seed belongs to build');
});
