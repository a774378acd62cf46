import type { Engine, Utterance } from '@lector/engines';

export interface TimedRun {
  /** Wall time. */
  readonly seconds: number;
  readonly audioSeconds: number;
}

/** Renders utterances one after the other on this thread, which it blocks. @throws LectorError as the engine */
export async function timeEngine(engine: Engine, utterances: readonly Utterance[]): Promise<TimedRun> {
  const startedAt = performance.now();
  let samples = 0;
  for (const utterance of utterances) samples += await renderedSamples(engine, utterance);
  return { seconds: (performance.now() - startedAt) / 1000, audioSeconds: samples / engine.sampleRate };
}

async function renderedSamples(engine: Engine, utterance: Utterance): Promise<number> {
  const slot = engine.open(utterance);
  try {
    for (;;) {
      const [result] = await engine.step([slot]);
      if (result?.kind === 'done') return result.rendered.pcm.length;
    }
  } finally {
    engine.close(slot);
  }
}
