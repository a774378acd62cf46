import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownStack, startCli, type OwnStack } from '@lector/testing';

let stack: OwnStack;
let folder: string;
beforeAll(async () => {
  stack = await ownStack();
  await stack.startWorker();
  folder = await mkdtemp(join(tmpdir(), 'lector-exit-'));
  await writeFile(join(folder, 'a-file'), 'not a folder');
  await mkdir(join(folder, 'by-hand'));
  await writeFile(join(folder, 'by-hand', 'kokoro-v1.0.int8.onnx'), 'not the graph');
});
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

async function lector(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: unknown; output: string }> {
  const run = startCli(args, { env: { ...process.env, INIT_CWD: folder, LECTOR_PUBLIC_URL: stack.url, ...env } });
  const code = await run.ended;
  return { code, output: run.output() };
}

describe('lector exits with', () => {
  it.each([
    ['help', ['--help'], 'usage: lector COMMAND'],
    ['the help of a command', ['say', '--help'], 'usage: lector say TEXT'],
    ['a list', ['voices'], 'tone-slow'],
    ['a spoken text', ['say', 'All is well.', '-o', 'well.wav'], 'well.wav'],
  ])('0 after %s', async (_what, args, words) => {
    const { code, output } = await lector(args);
    expect(code, output).toBe(0);
    expect(output).toContain(words);
  });

  it('1 when a folder holds another file than the pack, without downloading the right one', async () => {
    const args = ['models', 'pull', 'kokoro-82m', '--from', 'by-hand'];
    const { code, output } = await lector(args, { LECTOR_MODEL_DIR: 'models' });
    expect(code, output).toBe(1);
    expect(output).toContain(join(folder, 'by-hand', 'kokoro-v1.0.int8.onnx'));
    expect(output).toContain('[pack_corrupt]');
  });

  it('1 when the job failed', async () => {
    const { code, output } = await lector(['say', 'Not a number.', '--voice', 'tone-nan']);
    expect(code, output).toBe(1);
    expect(output).toContain('[engine_bad_output]');
  });

  it.each([
    ['no command', [], {}, 'usage: lector COMMAND'],
    ['an unknown command', ['sing'], {}, 'there is no command sing'],
    ['an unknown option', ['voices', '--loud'], {}, '--loud'],
    ['a missing argument', ['say'], {}, 'TEXT is missing'],
    ['a format that cannot be told', ['say', 'x', '-o', 'speech'], {}, 'cannot tell the format'],
    ['a setting that is wrong', ['voices'], { LECTOR_PORT: 'eighty' }, 'LECTOR_PORT'],
    ['a voice that does not exist', ['say', 'x', '--voice', 'nobody'], {}, '[unknown_voice]'],
    ['a job that does not exist', ['job', 'job_0'], {}, '[not_found]'],
    ['an argument too many', ['voices', 'all'], {}, 'unexpected all'],
    ['a text without quotes', ['say', 'two', 'words'], {}, 'in quotes'],
    ['a command without arguments', ['up', 'now'], {}, 'unexpected now'],
    ['an argument to a list', ['models', 'list', 'tone'], {}, 'unexpected tone'],
    ['an address that is none', ['voices', '--url', 'notaurl'], {}, 'must be an http or https URL'],
    ['an address of another kind', ['voices', '--url', 'ftp://127.0.0.1'], {}, 'must be an http or https URL'],
    ['a pack that does not exist', ['models', 'pull', 'nope'], {}, '[unknown_pack]'],
    ['a pack that does not exist, to measure', ['bench', 'prepare', '--pack', 'nope'], {}, '[unknown_pack]'],
    ['a folder that is not there', ['models', 'pull', 'tone', '--from', 'nowhere'], {}, '--from: there is no folder'],
    ['a file in place of the data folder', ['api'], { LECTOR_PORT: '0', LECTOR_DATA_DIR: 'a-file' }, 'a-file'],
    ['a data folder that cannot be made', ['up'], { LECTOR_PORT: '0', LECTOR_DATA_DIR: '/proc/x' }, 'folder /proc/x '],
    ['settings that only its workers read', ['up'], { LECTOR_PORT: 'zz', LECTOR_WORKERS: 'x' }, '2 problems'],
    [
      'a file above the model folder',
      ['models', 'pull', 'kokoro-82m'],
      { LECTOR_MODEL_DIR: 'a-file/models' },
      'a-file',
    ],
    ['a pack that runs as published', ['bench', 'prepare', '--pack', 'tone'], {}, 'nothing to compare'],
  ])('2 for %s', async (_what, args, env, words) => {
    const { code, output } = await lector(args, env);
    expect(code, output).toBe(2);
    expect(output).toContain(words);
  });

  it.each(['up', 'api'])('2 when the port of %s is taken, before anything is started', async (command) => {
    const { port } = new URL(stack.url);
    const { code, output } = await lector([command], { LECTOR_PORT: port, LECTOR_DATA_DIR: 'data' });
    expect(code, output).toBe(2);
    expect(output).toContain(`LECTOR_PORT: port ${port} of 127.0.0.1 is taken`);
    expect(output).not.toContain('Redis');
  });

  // Port 1 belongs to a service nobody runs any more.
  it.each(['up', 'api', 'worker'])('3 when the Redis or S3 that %s was told to use is not there', async (command) => {
    const startedMs = performance.now();
    const { code, output } = await lector([command], {
      LECTOR_PORT: '0',
      LECTOR_DATA_DIR: 'data',
      LECTOR_REDIS_URL: 'redis://127.0.0.1:1',
      LECTOR_S3_ENDPOINT: 'http://127.0.0.1:1',
      LECTOR_S3_ACCESS_KEY_ID: 'id',
      LECTOR_S3_SECRET_ACCESS_KEY: 'secret',
    });
    // The check itself takes at most six seconds; the rest is for a busy machine to load the program.
    expect(performance.now() - startedMs).toBeLessThan(20_000);
    expect(code, output).toBe(3);
    const lines = output.split('\n').filter((line) => line.includes('LECTOR_'));
    expect(lines).toEqual([expect.stringMatching(/LECTOR_REDIS_URL names 127\.0\.0\.1:1, .*LECTOR_S3_ENDPOINT names/)]);
  });

  it('3 when no API answers, and says how to start one', async () => {
    // Port 1 belongs to a service nobody runs any more.
    const { code, output } = await lector(['voices', '--url', 'http://127.0.0.1:1']);
    expect(code, output).toBe(3);
    expect(output).toContain('npm start');
  });
});
