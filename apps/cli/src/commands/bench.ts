import { availableParallelism, cpus } from 'node:os';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDictionaries } from '@lector/dictionaries';
import { engineModel, loadEngine, type EngineThreads } from '@lector/engines';
import { loadManifest, publishedGraphPath, type PreparedPack } from '@lector/packs';
import { createFrontend } from '@lector/text';
import { EXIT, UsageError, stringValue, type Command, type CommandInput, type ExitCode } from '../command.js';
import { directories, usualPack } from '../config.js';
import { ensurePack } from '../pack.js';
import { MANIFESTS_DIR } from '../paths.js';
import { table } from '../progress.js';

const SENTENCE = '今天天气真不错，我们一起去公园散步，然后在湖边喝一杯咖啡吧。';

export const bench: Command = {
  name: 'bench',
  usage: 'prepare [--pack NAME] [--runs N] [--threads N]',
  summary: 'Measures on this machine. `prepare`: the published graph beside the rewritten one.',
  options: {
    pack: { type: 'string', help: 'the pack to measure, LECTOR_PACK when absent' },
    runs: { type: 'string', help: 'repetitions, 5 when absent' },
    threads: { type: 'string', help: 'intra-op threads, 1 when absent' },
    json: { type: 'boolean', help: 'print the raw results' },
  },
  async run(input) {
    const [suite, ...more] = input.positionals;
    if (suite !== 'prepare' || more.length > 0) throw new UsageError('the suite of this version is: prepare');
    return await benchPrepare(input, whole(input, 'runs', 5), whole(input, 'threads', 1));
  },
};

/**
 * Times both graphs of a pack on one sentence, in turns, so that a busy neighbour slows both alike: the ratio is what
 * counts.
 */
async function benchPrepare(input: CommandInput, runs: number, threads: number): Promise<ExitCode> {
  const { modelDir } = directories(input.env);
  const manifest = await loadManifest(stringValue(input, 'pack') ?? usualPack(input.env), MANIFESTS_DIR);
  const prepared = await ensurePack(manifest.name, { modelDir });
  const published: PreparedPack = { ...prepared, graphPath: publishedGraphPath(manifest, modelDir) };
  if (published.graphPath === prepared.graphPath)
    throw new UsageError(`the pack ${manifest.name} runs as published: there is nothing to compare`);
  const model = engineModel(manifest);
  const frontend = createFrontend(await loadDictionaries());
  const { segments } = frontend.plan(SENTENCE, { language: 'zh', limit: model.limit });
  const utterances = segments.map(({ spans }) => model.encode({ spans, voice: model.defaultVoice, speed: 1, seed: 0 }));

  const engineThreads: EngineThreads = { intraOp: threads, cpus: null };
  const graphs = [
    { name: 'published', engine: await loadEngine(published, engineThreads), rtf: [] as number[] },
    { name: 'prepared', engine: await loadEngine(prepared, engineThreads), rtf: [] as number[] },
  ];
  // One run more than asked: the first pass of each session allocates and is thrown away.
  for (let run = 0; run <= runs; run += 1) {
    for (const { engine, rtf } of graphs) {
      const startedAt = performance.now();
      let samples = 0;
      for (const utterance of utterances) {
        const slot = engine.open(utterance);
        const [result] = await engine.step([slot]);
        engine.close(slot);
        if (result?.kind !== 'done') throw new Error('the engine did not finish in one step');
        samples += result.rendered.pcm.length;
      }
      if (run > 0) rtf.push((performance.now() - startedAt) / 1000 / (samples / engine.sampleRate));
    }
  }
  for (const { engine } of graphs) await engine.dispose();

  const report = {
    suite: 'prepare',
    pack: manifest.name,
    machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.version },
    threads,
    runs,
    rtf: Object.fromEntries(graphs.map(({ name, rtf }) => [name, rtf])),
    speedup: median(graphs[0]?.rtf ?? []) / median(graphs[1]?.rtf ?? []),
  };
  const folder = join(process.cwd(), 'bench', 'results');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'prepare.json'), `${JSON.stringify(report, null, 2)}\n`);
  if (input.values['json'] === true) console.log(JSON.stringify(report, null, 2));
  else
    console.log(
      table([
        ['GRAPH', 'RTF MEDIAN', 'MIN', 'MAX'],
        ...graphs.map(({ name, rtf }) => [
          name,
          ...[median(rtf), Math.min(...rtf), Math.max(...rtf)].map((value) => value.toFixed(3)),
        ]),
      ]),
      `\nprepared is ${report.speedup.toFixed(2)} times as fast [threads=${threads}, runs=${runs}, ${report.machine.cpu}]`,
    );
  return EXIT.done;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

function whole(input: CommandInput, name: string, fallback: number): number {
  const value = Number(stringValue(input, name) ?? fallback);
  if (!Number.isInteger(value) || value < 1 || value > 100)
    throw new UsageError(`--${name} must be a whole number from 1 to 100`);
  return value;
}
