import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const CLI = fileURLToPath(new URL('../dist/main.js', import.meta.url));

it('lector bench prepare times both graphs and keeps the raw results', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lector-bench-'));
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'bench', 'prepare', '--runs', '1'], {
      cwd: folder,
    });
    expect(stdout).toMatch(/published +[\d.]+/);
    expect(stdout).toMatch(/prepared +[\d.]+/);
    const report = JSON.parse(await readFile(join(folder, 'bench', 'results', 'prepare.json'), 'utf8')) as {
      rtf: Record<string, number[]>;
    };
    // That both ran is asserted; how fast is the benchmark's to say, on a machine that is not shared.
    expect(report.rtf).toEqual({ published: [expect.any(Number)], prepared: [expect.any(Number)] });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
