import { spawnSync } from 'node:child_process';
import { loadEngine, type Utterance } from '@lector/engines';
import { loadManifest, MANIFESTS_DIR, preparePack, publishedGraphPath, type PreparedPack } from '@lector/packs';
import { answerLines } from './answer-lines.js';
import { timeEngine } from './time-engine.js';

/**
 * A program: the engine and nothing else, on the main thread of a process of its own. It is the most a worker could reach.
 * Started with `PACK published|prepared THREADS MODELDIR CPUS`, CPUS being their numbers with commas.
 */
async function main([name = '', graph, threads, modelDir = '', cores = '']: readonly string[]): Promise<void> {
  const manifest = await loadManifest(name, MANIFESTS_DIR);
  const prepared = await preparePack(manifest, { modelDir });
  const pack: PreparedPack =
    graph === 'published' ? { ...prepared, graphPath: publishedGraphPath(manifest, modelDir) } : prepared;
  const cpus = cores.split(',').map(Number);
  const engine = await loadEngine(pack, { intraOp: Number(threads), cpus });
  // As in a worker: the runtime pins the threads it makes, and this one, which computes too, after they are made.
  spawnSync('taskset', ['-p', '-c', String(cpus[0]), String(process.pid)], { stdio: 'ignore' });
  await answerLines((utterance: Utterance) => timeEngine(engine, [utterance]));
  await engine.dispose();
}

await main(process.argv.slice(2));
