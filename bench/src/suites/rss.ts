import { processTree, rssBytes } from '../process-tree.js';
import { sampleEvery } from '../sample-memory.js';
import { varyingText } from '../sentences.js';
import { audioSecondsOf, speakAll } from '../speak.js';
import { startStack } from '../stack.js';
import { slope, sum } from '../statistics.js';
import type { Suite } from '../suite.js';
import { VOICE_PACK } from '../voice-pack.js';

const SAMPLE_MS = 500;
const MB = 1e6;

/** Memory of one worker process over many utterances of varying lengths: once, whatever the repetitions, for it takes minutes. */
export const rss: Suite = {
  name: 'rss',
  title: 'memory of one worker over utterances of varying lengths (once)',
  linuxOnly: true,
  async measure(context) {
    const count = context.quick ? 12 : 500;
    const stack = await startStack(context, {
      pack: VOICE_PACK,
      workers: 1,
      threads: Math.min(2, context.cpus.length),
    });
    const { worker } = processTree(stack.pid);
    const loaded = rssBytes(worker);
    context.progress(`${count} utterances`);
    const sampler = sampleEvery(SAMPLE_MS, () => rssBytes(worker));
    const jobs = await speakAll(
      stack.client,
      Array.from({ length: count }, (_, index) => varyingText(index + 1)),
      { inFlight: 4 },
    );
    sampler.stop();
    const replaced = processTree(stack.pid).worker.some((pid) => !worker.includes(pid));
    await stack.stop();

    const { samples } = sampler;
    const utterances = sum(jobs.map(({ progress }) => progress.segments_total));
    const second = samples.slice(Math.floor(samples.length / 2));
    const lengths = jobs.map(({ progress }) => progress.audio_seconds);
    return {
      measures: [
        { name: 'model loaded, nothing spoken', unit: 'MB', samples: [loaded / MB] },
        { name: 'while speaking', unit: 'MB', samples: samples.map((bytes) => bytes / MB) },
        {
          name: 'growth in the second half, 100 utterances',
          unit: 'MB',
          samples: [(slope(second) * samples.length * 100) / utterances / MB],
        },
      ],
      notes: [
        `${utterances} utterances, ${audioSecondsOf(jobs).toFixed(0)} s of audio, jobs of ${Math.min(...lengths).toFixed(1)} to ${Math.max(...lengths).toFixed(1)} s`,
        ...(replaced ? ['the worker was replaced meanwhile: it outgrew LECTOR_MAX_RSS_MB or broke'] : []),
      ],
      raw: { everyMs: SAMPLE_MS, bytes: samples, utterances, lengths },
    };
  },
};
