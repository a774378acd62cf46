import { availableParallelism, cpus } from 'node:os';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { median, timeEngine } from '@lector/bench';
import { loadDictionaries } from '@lector/dictionaries';
import { engineModel, loadEngine, type EngineThreads } from '@lector/engines';
import { findManifest, publishedGraphPath, type PreparedPack } from '@lector/packs';
import { createFrontend } from '@lector/text';
import { printJson } from '../client.js';
import {
  EXIT,
  stringValue,
  UsageError,
  wholeNumber,
  type Command,
  type CommandInput,
  type ExitCode,
} from '../command.js';
import { directories, usualPack } from '../config.js';
import { ensurePack } from '../pack.js';
import { table } from '../progress.js';

const SENTENCE = '今天天气真不错，我们一起去公园散步，然后在湖边喝一杯咖啡吧。';

export const bench: Command = {
  name: 'bench',
  usage: 'prepare [--pack NAME] [--runs N] [--threads N]',
  summary: 'Measures on this machine. `prepare`: the published graph beside the rewritten one.',
  notes: 'Writes bench/results/prepare.json. The suites that measure Lector beside its peers: npm run bench -- --help.',
  maxArguments: 1,
  options: {
    pack: { type: 'string', help: 'the pack to measure, LECTOR_PACK when absent' },
    runs: { type: 'string', help: 'repetitions, 5 when absent' },
    threads: { type: 'string', help: 'intra-op threads, 1 when absent' },
    json: { type: 'boolean', help: 'print JSON, with every run' },
  },
  async run(input) {
    const [suite] = input.positionals;
    if (suite !== 'prepare') throw new UsageError('the suite of this version is: prepare');
    return await benchPrepare(
      input,
      wholeNumber(input, 'runs', { fallback: 5, max: 100 }),
      wholeNumber(input, 'threads', { fallback: 1, max: 100 }),
    );
  },
};

/**
 * Times both graphs of a pack on one sentence, in turns, so that a busy neighbour slows both alike: the ratio is what
 * counts.
 */
async function benchPrepare(input: CommandInput, runs: number, threads: number): Promise<ExitCode> {
  const { modelDir } = directories(input.env);
  const manifest = await findManifest(stringValue(input, 'pack') ?? usualPack(input.env), { modelDir });
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
      const { seconds, audioSeconds } = await timeEngine(engine, utterances);
      if (run > 0) rtf.push(seconds / audioSeconds);
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
  if (input.values['json'] === true) printJson(report);
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
