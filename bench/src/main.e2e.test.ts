import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { BenchResult } from './report.js';

const BENCH = fileURLToPath(new URL('../dist/main.js', import.meta.url));

it('npm run bench measures a suite on a stack of its own, prints its table and keeps the raw results', async () => {
  const args = [BENCH, '--suite', 'job-overhead', '--repetitions', '1', '--quick'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const path = /^raw results: (.+)$/m.exec(stdout)?.[1] ?? '';
  try {
    const { suites, repetitions } = JSON.parse(await readFile(path, 'utf8')) as BenchResult;
    expect(repetitions).toBe(1);
    expect(suites.map(({ suite, failed }) => ({ suite, failed }))).toEqual([{ suite: 'job-overhead', failed: null }]);
    const measures = suites[0]?.measures ?? [];
    expect(measures.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Lector : bare BullMQ', 'Lector, pickup p50']),
    );
    // That all was measured is asserted; whether goals are met is for a run on a quiet machine to say.
    for (const { samples } of measures) expect(samples).toEqual([expect.any(Number)]);
    expect(stdout).toMatch(/^Lector : bare BullMQ +times +\d/m);
  } finally {
    await rm(path, { force: true });
  }
});

it.each(['nowhere.json', '../package.json'])(
  'npm run bench -- --page %s says what is wrong and exits 2',
  async (path) => {
    const args = [BENCH, '--page', fileURLToPath(new URL(path, import.meta.url))];
    const ended = await promisify(execFile)(process.execPath, args).catch((error: unknown) => error);
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^.*result.*\[path=.*\]\n$/) });
  },
);
