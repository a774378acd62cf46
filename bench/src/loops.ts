import type { Utterance } from '@lector/engines';
import { ENGINE_LOOP } from './paths.js';
import { startLinePeer, type LinePeer } from './line-peer.js';
import type { BenchContext } from './suite.js';
import type { TimedRun } from './time-engine.js';

/** The bare engine in a process of its own, pinned as the supervisor pins workers. */
export interface EngineLoop {
  readonly pid: number;
  render(utterance: Utterance): Promise<TimedRun>;
  stop(): Promise<void>;
}

export async function startEngineLoop(
  context: Pick<BenchContext, 'env' | 'folders' | 'stops'>,
  options: { readonly pack: string; readonly graph: 'published' | 'prepared'; readonly cpus: readonly number[] },
): Promise<EngineLoop> {
  const { pack, graph, cpus } = options;
  const peer = await startLinePeer(
    {
      name: `the engine loop [graph=${graph}]`,
      command: process.execPath,
      args: [ENGINE_LOOP, pack, graph, String(cpus.length), context.folders.modelDir, cpus.join(',')],
      env: context.env,
      cpus,
    },
    context.stops,
  );
  return asLoop(peer);
}

export function asLoop(peer: LinePeer): EngineLoop {
  return { pid: peer.pid, render: (utterance) => peer.ask<TimedRun>(utterance), stop: () => peer.stop() };
}

/** Renders a list with several loops; each takes the next as soon as it is free. */
export async function renderAll(loops: readonly EngineLoop[], utterances: readonly Utterance[]): Promise<TimedRun> {
  const startedAt = performance.now();
  const left = utterances.values();
  let audioSeconds = 0;
  await Promise.all(
    loops.map(async (loop) => {
      for (const utterance of left) {
        // Added after the wait: a sum read before it would lose what the other loops add meanwhile.
        const { audioSeconds: rendered } = await loop.render(utterance);
        audioSeconds += rendered;
      }
    }),
  );
  return { seconds: (performance.now() - startedAt) / 1000, audioSeconds };
}
