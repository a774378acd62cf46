import { pidsOf, processTree, pssBytes, rssBytes } from '../process-tree.js';
import { sampleEvery } from '../sample-memory.js';
import { EVERYDAY_COUNT, everydayTexts } from '../sentences.js';
import { startStack, type Stack } from '../stack.js';
import { mean, quantile } from '../statistics.js';
import { repetitionsOf, type Suite } from '../suite.js';
import { VOICE_PACK } from '../voice-pack.js';

/** As in the article Lector answers: ten clients that each send the next request as soon as the last is answered. */
const CLIENTS = 10;
const SAMPLE_MS = 500;

interface Sample {
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
  readonly audioSeconds: readonly number[];
  readonly peakPssBytes: number;
  readonly peakWorkerRssBytes: number;
}

export const article: Suite = {
  name: 'article',
  title: `${CLIENTS} clients at once on /tts, a fixed set of sentences, no cache`,
  linuxOnly: true,
  async measure(context) {
    const stack = await startStack(context, { pack: VOICE_PACK });
    const requests = context.quick ? CLIENTS : 2 * EVERYDAY_COUNT;
    const texts = everydayTexts();
    for (const text of texts(2)) await stack.client.tts({ text });
    const samples: Sample[] = [];
    for (const _ of repetitionsOf(context)) samples.push(await load(stack, texts(requests)));
    await stack.stop();
    const latency = (share: number) => samples.map(({ latenciesMs }) => quantile(latenciesMs, share) / 1000);
    return {
      measures: [
        {
          name: 'requests',
          unit: '1/s',
          samples: samples.map(({ latenciesMs, seconds }) => latenciesMs.length / seconds),
          claim: 'article: 6.3',
        },
        { name: 'audio of a request, mean', unit: 's', samples: samples.map(({ audioSeconds }) => mean(audioSeconds)) },
        {
          name: 'audio',
          unit: 's audio/s',
          samples: samples.map(({ audioSeconds, seconds }) => (mean(audioSeconds) * audioSeconds.length) / seconds),
        },
        { name: 'latency, mean', unit: 's', samples: samples.map(({ latenciesMs }) => mean(latenciesMs) / 1000) },
        { name: 'latency, P50', unit: 's', samples: latency(0.5) },
        { name: 'latency, P95', unit: 's', samples: latency(0.95), claim: 'article: 1.2' },
        {
          name: 'memory of the whole stack, peak PSS',
          unit: 'GB',
          samples: samples.map(({ peakPssBytes }) => peakPssBytes / 1e9),
          claim: 'article: 1.7',
        },
        {
          name: 'memory of the workers, peak RSS',
          unit: 'GB',
          samples: samples.map(({ peakWorkerRssBytes }) => peakWorkerRssBytes / 1e9),
        },
      ],
      notes: [
        'the article names neither its sentences nor how long they speak, so its figures stand beside these, not against them',
        `the set has ${EVERYDAY_COUNT} sentences; every text carries a number of its own, so that no segment is in the cache; ${requests} requests a repetition`,
      ],
      raw: samples,
    };
  },
};

async function load({ client, pid }: Stack, texts: readonly string[]): Promise<Sample> {
  const tree = processTree(pid);
  const all = sampleEvery(SAMPLE_MS, () => pssBytes(pidsOf(tree)));
  const workers = sampleEvery(SAMPLE_MS, () => rssBytes(tree.worker));
  const latenciesMs: number[] = [];
  const audioSeconds: number[] = [];
  const left = texts.values();
  const startedAt = performance.now();
  try {
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        for (const text of left) {
          const sentAt = performance.now();
          const answer = await client.tts({ text, language: 'zh' });
          if (answer.cached) throw new Error('a measured call was answered from the cache');
          latenciesMs.push(performance.now() - sentAt);
          audioSeconds.push(answer.duration);
        }
      }),
    );
  } finally {
    all.stop();
    workers.stop();
  }
  return {
    seconds: (performance.now() - startedAt) / 1000,
    latenciesMs,
    audioSeconds,
    peakPssBytes: Math.max(...all.samples),
    peakWorkerRssBytes: Math.max(...workers.samples),
  };
}
