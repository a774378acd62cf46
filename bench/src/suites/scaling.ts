import { renderAll, startEngineLoop } from '../loops.js';
import type { Measure } from '../report.js';
import { everydayTexts } from '../sentences.js';
import { speakAll, spokenSeconds } from '../speak.js';
import { startStack } from '../stack.js';
import { ratios, sum } from '../statistics.js';
import { repetitionsOf, type BenchContext, type Suite } from '../suite.js';
import { loadVoicePack, VOICE_PACK, type VoicePack } from '../voice-pack.js';

/** Jobs of a repetition for each worker: enough that the last ones, which leave a worker idle, weigh little. */
const JOBS_EACH = 6;

interface Sample {
  readonly count: number;
  readonly kind: 'workers' | 'loops';
  readonly seconds: number;
  readonly audioSeconds: number;
}

/**
 * Seconds of audio in a second: one and two workers of one thread render a list of jobs, beside as many bare engine loops on the same
 * texts and the same cores. What is missing to 1 is what queue, storage and HTTP take from the model.
 */
export const scaling: Suite = {
  name: 'scaling',
  title: 'one and two workers beside as many bare engine loops',
  async measure(context) {
    const voice = await loadVoicePack(context);
    const counts = [1, 2].filter((count) => count <= context.cpus.length);
    const samples: Sample[] = [];
    for (const count of counts) samples.push(...(await measureCount(context, voice, count)));
    const rates = (count: number, kind: Sample['kind']) =>
      samples
        .filter((sample) => sample.count === count && sample.kind === kind)
        .map(({ audioSeconds, seconds }) => audioSeconds / seconds);
    const measures: Measure[] = counts.flatMap((count) => {
      const noun = (what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
      return [
        { name: noun('worker'), unit: 's audio/s', samples: rates(count, 'workers') },
        { name: noun('bare loop'), unit: 's audio/s', samples: rates(count, 'loops') },
        {
          name: `${noun('worker')} : ${noun('bare loop')}`,
          unit: 'times',
          samples: ratios(rates(count, 'workers'), rates(count, 'loops')),
          ...(count === 2 ? { goal: { atLeast: 0.95 } } : {}),
        },
      ];
    });
    if (counts.includes(2))
      measures.push({
        name: '2 workers : 1 worker',
        unit: 'times',
        samples: ratios(rates(2, 'workers'), rates(1, 'workers')),
      });
    return {
      measures,
      notes: ['each worker and each loop on a core of its own; wall time from the first request to the last end'],
      raw: samples,
    };
  },
};

async function measureCount(context: BenchContext, voice: VoicePack, count: number): Promise<readonly Sample[]> {
  const cpus = context.cpus.slice(0, count);
  const stack = await startStack(context, { pack: VOICE_PACK, workers: count, threads: 1 });
  const loops = await Promise.all(
    cpus.map((cpu) => startEngineLoop(context, { pack: VOICE_PACK, graph: 'prepared', cpus: [cpu] })),
  );
  const texts = everydayTexts();
  const samples: Sample[] = [];
  const measure = {
    async workers(list: readonly string[]) {
      const startedAt = performance.now();
      const jobs = await speakAll(stack.client, list, { inFlight: 4 });
      const seconds = (performance.now() - startedAt) / 1000;
      // What the model spoke: the files also hold pauses, which cost nothing.
      const spoken = await Promise.all(jobs.map(({ id }) => spokenSeconds(stack.client, id)));
      return { seconds, audioSeconds: sum(spoken) };
    },
    loops: (list: readonly string[]) => renderAll(loops, voice.utterances(list).flat()),
  };
  const warm = texts(2 * count);
  await measure.workers(warm);
  await measure.loops(warm);
  for (const repetition of repetitionsOf({
    ...context,
    progress: (text) => context.progress(`${count} at a time, ${text}`),
  })) {
    const list = texts(count * (context.quick ? 2 : JOBS_EACH));
    // Who comes first changes, so that a machine that slows down or speeds up favours neither.
    const order = repetition % 2 === 1 ? (['workers', 'loops'] as const) : (['loops', 'workers'] as const);
    for (const kind of order) samples.push({ count, kind, ...(await measure[kind](list)) });
  }
  for (const loop of loops) await loop.stop();
  await stack.stop();
  return samples;
}
