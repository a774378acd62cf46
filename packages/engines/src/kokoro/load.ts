import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LectorError } from '@lector/contract';
import type { PreparedPack } from '@lector/packs';
import type { Engine, EngineThreads } from '../engine.js';
import { openSession } from '../onnx/session.js';
import { kokoroEngine } from './engine.js';
import { parseStyle } from './style.js';
import { kokoroVoices, styleNames } from './voices.js';

/**
 * Opens the graph and reads every style of the pack (54 of 0.5 MB). About 3 seconds and 0.6 GB.
 * @throws LectorError `pack_missing`, `pack_corrupt`, `engine_failed`
 */
export async function loadKokoro(pack: PreparedPack, threads: EngineThreads): Promise<Engine> {
  if (pack.graphPath === null) {
    throw new LectorError('pack_missing', `the pack has no prepared graph [pack=${pack.manifest.name}]`);
  }
  const styles = await readStyles(pack);
  const session = await openSession(pack.graphPath, threads);
  return kokoroEngine({ session, styles, sampleRate: pack.manifest.sampleRate });
}

async function readStyles(pack: PreparedPack): Promise<ReadonlyMap<string, Float32Array>> {
  const styles = new Map<string, Float32Array>();
  for (const name of styleNames(kokoroVoices(pack.manifest))) {
    const path = `voices/${name}.bin`;
    try {
      styles.set(name, parseStyle(name, await readFile(join(pack.dir, path))));
    } catch (cause) {
      if (cause instanceof LectorError) throw cause;
      throw new LectorError('pack_missing', `could not read a style of the pack [file=${path}]`, { cause });
    }
  }
  return styles;
}
