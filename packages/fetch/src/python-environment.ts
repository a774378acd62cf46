import { createHash } from 'node:crypto';
import { access, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LectorError } from '@lector/contract';
import { withFileLock } from './file-lock.js';
import { makeFolder } from './make-folder.js';
import { withoutCredentials } from './run-command.js';
import { runProgram, type ProgramEnd } from './run-program.js';

/**
 * Virtual environments for the Python programs beside Lector (model export, judges, peers): pinned packages, installed once
 * for each content of their requirements, and never a part of Lector. One process installs, others wait for it.
 */
export interface PythonEnvironment {
  /** Names the folder, and the thing in messages. */
  readonly name: string;
  /** The pinned packages. */
  readonly requirementsPath: string;
}

export interface PythonOptions {
  /** Where environments are kept. */
  readonly dir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told when packages have to be installed, which takes minutes for large ones. */
  readonly onInstall?: (() => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const PYTHON_FIX = 'install Python 3.10 or newer with venv and pip (Debian, Ubuntu: apt install python3-venv)';

/**
 * Its interpreter; the environment is made on first need.
 * @throws LectorError `service_missing` without a usable python3; `pack_source_unreachable` with pip's last words;
 *   `config_invalid` when the folder cannot be written; `cancelled`
 */
export async function pythonEnvironment(
  { name, requirementsPath }: PythonEnvironment,
  { dir, env, onInstall, signal }: PythonOptions,
): Promise<string> {
  const folder = join(dir, `${name}-${await digestOf(requirementsPath)}`);
  const python = join(folder, 'bin', 'python');
  const stamp = join(folder, '.complete');
  if (await exists(stamp)) return python;
  await makeFolder(dir);
  await withFileLock(
    `${folder}.lock`,
    async () => {
      if (await exists(stamp)) return;
      onInstall?.();
      // What a killed process left is no environment.
      await rm(folder, { recursive: true, force: true });
      const made = await runProgram({ command: 'python3', args: ['-m', 'venv', folder], env, signal });
      if (failed(made)) throw unusable(name, made);
      const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirementsPath];
      const installed = await runProgram({ command: python, args, env, signal });
      if (failed(installed)) {
        throw new LectorError(
          'pack_source_unreachable',
          `pip could not install the packages of ${name} (${basename(requirementsPath)}): ${lastWords(installed)}`,
        );
      }
      await writeFile(stamp, '');
    },
    { signal },
  );
  return python;
}

async function digestOf(requirementsPath: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(requirementsPath))
    .digest('hex')
    .slice(0, 12);
}

function failed(end: ProgramEnd): boolean {
  return end.kind !== 'ended' || end.exitCode !== 0;
}

function unusable(name: string, end: ProgramEnd): LectorError {
  const why = end.kind === 'not-started' ? `python3 cannot be run [reason=${end.reason}]` : lastWords(end);
  const cause = end.kind === 'not-started' ? end.cause : undefined;
  return new LectorError('service_missing', `${name} needs Python packages of its own: ${why}; ${PYTHON_FIX}`, {
    cause,
  });
}

function lastWords(end: ProgramEnd): string {
  if (end.kind === 'not-started') return `it cannot be run [reason=${end.reason}]`;
  const lines = withoutCredentials(end.tail)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return `${lines.slice(-3).join(' ')} [exit=${end.exitCode}]`;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
