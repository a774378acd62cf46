import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pythonEnvironment, type PythonOptions } from './python-environment.js';

let dir: string;
let bin: string;
let requirementsPath: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-python-'));
  bin = join(dir, 'bin');
  await mkdir(bin);
  requirementsPath = join(dir, 'requirements.txt');
  await writeFile(requirementsPath, 'one==1\n');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** A python3 that makes environments whose pip notes its calls, and fails when `pipFails` is there. */
async function standIn(script: string): Promise<void> {
  const path = join(bin, 'python3');
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
}

const MAKES_ENVIRONMENTS = `
echo venv >> "$(dirname "$0")/../calls"
mkdir -p "$3/bin"
printf '#!/bin/sh\\necho pip >> %s/calls\\necho "ERROR: no such package at https://me:secret@index.example" >&2\\ntest ! -e %s/pip-fails\\n' "$(dirname "$0")/.." "$(dirname "$0")/.." > "$3/bin/python"
chmod 755 "$3/bin/python"`;

const made = (options: Partial<PythonOptions> = {}) =>
  pythonEnvironment(
    { name: 'export', requirementsPath },
    { dir: join(dir, 'environments'), env: { PATH: `${bin}:/bin:/usr/bin` }, ...options },
  );

const calls = async () => (await readFile(join(dir, 'calls'), 'utf8')).trim().split('\n');

describe('an environment of Python packages', () => {
  test('is made once, however many ask, and again for other requirements', async () => {
    await standIn(MAKES_ENVIRONMENTS);
    const told: string[] = [];
    const onInstall = () => void told.push('install');
    const [first, second] = await Promise.all([made({ onInstall }), made({ onInstall })]);
    expect(first).toBe(second);
    expect(await made({ onInstall })).toBe(first);
    expect(await calls()).toEqual(['venv', 'pip']);
    expect(told).toEqual(['install']);
    await writeFile(requirementsPath, 'one==2\n');
    expect(await made()).not.toBe(first);
  });

  test('that could not be installed says why, without passwords, and is tried again', async () => {
    await standIn(MAKES_ENVIRONMENTS);
    await writeFile(join(dir, 'pip-fails'), '');
    const failure = made();
    await expect(failure).rejects.toMatchObject({ code: 'pack_source_unreachable' });
    await expect(failure).rejects.toThrow(/packages of export \(requirements\.txt\): ERROR: no such package/);
    await expect(failure).rejects.not.toThrow(/secret/);
    await rm(join(dir, 'pip-fails'));
    await made();
    expect(await calls()).toEqual(['venv', 'pip', 'venv', 'pip']);
  });

  test('needs a python3, and says how to get one', async () => {
    const failure = made({ env: { PATH: bin } });
    await expect(failure).rejects.toMatchObject({ code: 'service_missing' });
    await expect(failure).rejects.toThrow(/export needs Python packages .*reason=ENOENT.*apt install python3-venv/);
  });

  test('says so when this python3 cannot make one', async () => {
    await standIn('echo "ensurepip is not available" >&2; exit 1');
    await expect(made()).rejects.toThrow(/ensurepip is not available.*python3-venv/s);
  });

  test('is given up when nobody wants it any more, with what was started', async () => {
    await standIn(`sleep 60 & echo $! > "$(dirname "$0")/../pid"; wait`);
    const over = new AbortController();
    const failure = made({ signal: over.signal });
    setTimeout(() => over.abort(new Error('enough')), 300);
    await expect(failure).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(join(dir, 'environments'))).toEqual([]);
  });
});
