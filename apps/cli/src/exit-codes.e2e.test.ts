import { mkdtemp, rm } from 'node:fs/promises';
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
    ['a pack that runs as published', ['bench', 'prepare', '--pack', 'tone'], {}, 'nothing to compare'],
  ])('2 for %s', async (_what, args, env, words) => {
    const { code, output } = await lector(args, env);
    expect(code, output).toBe(2);
    expect(output).toContain(words);
  });

  it('3 when no API answers, and says how to start one', async () => {
    // Port 1 belongs to a service nobody runs any more.
    const { code, output } = await lector(['voices', '--url', 'http://127.0.0.1:1']);
    expect(code, output).toBe(3);
    expect(output).toContain('npm start');
  });
});
