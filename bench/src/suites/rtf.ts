import { join } from 'node:path';
import { startEngineLoop, type EngineLoop } from '../loops.js';
import { pythonPeerVersions, startPythonPeer } from '../python-peer.js';
import type { Measure, SuiteResult } from '../report.js';
import { RTF_TEXTS } from '../sentences.js';
import { ratios, sum } from '../statistics.js';
import { repetitionsOf, type BenchContext, type Suite } from '../suite.js';
import { loadVoicePack, VOICE_PACK } from '../voice-pack.js';

const ENGINES = ['published', 'prepared', 'kokoro-onnx'] as const;
type EngineName = (typeof ENGINES)[number];

interface Sample {
  readonly threads: number;
  readonly repetition: number;
  readonly text: string;
  readonly engine: EngineName;
  readonly seconds: number;
  readonly audioSeconds: number;
}

/**
 * Seconds of inference for a second of audio: the graph as published, as Lector prepares it, and the Python package on the published
 * file; same tokens, same style, same cores. Sentence by sentence in turns, so that a busy neighbour slows all alike.
 */
export const rtf: Suite = {
  name: 'rtf',
  title: 'real-time factor of the graph: published, prepared, and kokoro-onnx (Python) on the published file',
  async measure(context) {
    const threadCounts = [1, 2].filter((threads) => threads <= context.cpus.length);
    const samples: Sample[] = [];
    const notes = [`kokoro-onnx: ${await pythonPeerVersions()}`];
    for (const threads of threadCounts) samples.push(...(await measureThreads(context, threads, notes)));
    return { ...summary(samples, threadCounts), notes: [...new Set(notes)], raw: samples };
  },
};

async function measureThreads(context: BenchContext, threads: number, notes: string[]): Promise<readonly Sample[]> {
  const voice = await loadVoicePack(context);
  const texts = context.quick ? RTF_TEXTS.slice(0, 1) : RTF_TEXTS;
  const utterances = voice.utterances(texts.map(({ text }) => text));
  const cpus = context.cpus.slice(0, threads);
  const engines = new Map<EngineName, EngineLoop>();
  for (const graph of ['published', 'prepared'] as const)
    engines.set(graph, await startEngineLoop(context, { pack: VOICE_PACK, graph, cpus }));
  try {
    const options = { graphPath: voice.publishedGraphPath, voicesDir: join(voice.pack.dir, 'voices'), cpus };
    engines.set('kokoro-onnx', await startPythonPeer(context, options));
  } catch (error) {
    notes.push(`kokoro-onnx could not be run: ${reason(error)}`);
  }
  // The first pass of a session allocates; it is thrown away.
  for (const engine of engines.values()) for (const one of utterances[0] ?? []) await engine.render(one);

  const samples: Sample[] = [];
  for (const repetition of repetitionsOf({
    ...context,
    progress: (text) => context.progress(`${threads} threads, ${text}`),
  })) {
    for (const [index, { name }] of texts.entries()) {
      for (const [engine, loop] of engines) {
        const runs = [];
        for (const one of utterances[index] ?? []) runs.push(await loop.render(one));
        samples.push({
          threads,
          repetition,
          text: name,
          engine,
          seconds: sum(runs.map(({ seconds }) => seconds)),
          audioSeconds: sum(runs.map(({ audioSeconds }) => audioSeconds)),
        });
      }
    }
  }
  for (const engine of engines.values()) await engine.stop();
  return samples;
}

function summary(samples: readonly Sample[], threadCounts: readonly number[]): Pick<SuiteResult, 'measures'> {
  const measures: Measure[] = [];
  for (const threads of threadCounts) {
    const of = (engine: EngineName) =>
      factors(samples.filter((sample) => sample.threads === threads && sample.engine === engine));
    const where = `${threads} thread${threads === 1 ? '' : 's'}`;
    for (const engine of ENGINES) measures.push({ name: `${where}, ${engine}`, unit: 'RTF', samples: of(engine) });
    for (const peer of ['published', 'kokoro-onnx'] as const)
      measures.push({ name: `${where}, ${peer} : prepared`, unit: 'times', samples: ratios(of(peer), of('prepared')) });
  }
  return { measures };
}

/** One for each repetition, over all its sentences. */
function factors(samples: readonly Sample[]): readonly number[] {
  return [...new Set(samples.map(({ repetition }) => repetition))].map((wanted) => {
    const runs = samples.filter(({ repetition }) => repetition === wanted);
    return sum(runs.map(({ seconds }) => seconds)) / sum(runs.map(({ audioSeconds }) => audioSeconds));
  });
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message.split('\n').at(-1)}` : '';
  return `${error.message}${cause}`;
}
