import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from './child.js';
import { startLinePeer } from './line-peer.js';
import { asLoop, type EngineLoop } from './loops.js';
import { PEERS_DIR } from './paths.js';
import type { BenchContext } from './suite.js';

/**
 * The Python package `kokoro-onnx` on the same file, tokens and style. It lives in a virtual environment in the cache, made on
 * first need from pinned versions; it is a program of its own, which Lector neither ships nor links.
 */
export async function startPythonPeer(
  context: Pick<BenchContext, 'env' | 'folders' | 'stops' | 'progress'>,
  options: { readonly graphPath: string; readonly voicesDir: string; readonly cpus: readonly number[] },
): Promise<EngineLoop> {
  const python = await pythonWithPeer(context);
  const { graphPath, voicesDir, cpus } = options;
  const peer = await startLinePeer(
    {
      name: 'the Python peer',
      command: python,
      args: [join(PEERS_DIR, 'kokoro_onnx_loop.py'), graphPath, voicesDir, String(cpus.length)],
      env: context.env,
      cpus,
    },
    context.stops,
  );
  return asLoop(peer);
}

/** The versions that are compared against, one line. */
export async function pythonPeerVersions(): Promise<string> {
  const lines = (await readFile(requirementsPath(), 'utf8')).split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#')).join(', ');
}

function requirementsPath(): string {
  return join(PEERS_DIR, 'requirements.txt');
}

/** @throws Error with pip's last words when it cannot be installed */
async function pythonWithPeer({
  env,
  folders,
  stops,
  progress,
}: Pick<BenchContext, 'env' | 'folders' | 'stops' | 'progress'>): Promise<string> {
  const requirements = await readFile(requirementsPath());
  const hash = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  const folder = join(folders.cacheDir, 'bench', `kokoro-onnx-${hash}`);
  const python = join(folder, 'bin', 'python');
  const stamp = join(folder, '.complete');
  if (await exists(stamp)) return python;
  progress('installing the Python package kokoro-onnx (once)');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const run = async (name: string, command: string, args: readonly string[]) => {
    const child = startChild({ name, command, args, env, cpus: null }, stops);
    // A line that never comes: what it wrote last is in the error when it fails.
    const failed = child.line(() => undefined).catch((error: unknown) => error);
    if ((await child.ended) !== 0) throw new Error(`${name} failed`, { cause: await failed });
  };
  await run('python3 -m venv', 'python3', ['-m', 'venv', folder]);
  await run('pip install', python, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '-r',
    requirementsPath(),
  ]);
  await writeFile(stamp, '');
  return python;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
