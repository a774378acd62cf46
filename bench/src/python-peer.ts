import { join } from 'node:path';
import { startLinePeer } from './line-peer.js';
import { asLoop, type EngineLoop } from './loops.js';
import { PEERS_DIR } from './paths.js';
import { pinnedVersions, pythonWith, type PythonContext } from './python-venv.js';

const REQUIREMENTS = join(PEERS_DIR, 'requirements.txt');

/**
 * The Python package `kokoro-onnx` on the same file, tokens and style. It lives in a virtual environment in the cache, made on
 * first need from pinned versions; it is a program of its own, which Lector neither ships nor links.
 */
export async function startPythonPeer(
  context: PythonContext,
  options: { readonly graphPath: string; readonly voicesDir: string; readonly cpus: readonly number[] },
): Promise<EngineLoop> {
  const python = await pythonWith({ name: 'kokoro-onnx', requirementsPath: REQUIREMENTS }, context);
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
export function pythonPeerVersions(): Promise<string> {
  return pinnedVersions(REQUIREMENTS);
}
