import type { Measure } from '../report.js';
import { shortText } from '../sentences.js';
import { startStack, type Milestone } from '../stack.js';
import { repetitionsOf, type Suite } from '../suite.js';
import { VOICE_PACK } from '../voice-pack.js';

/** Parts of a start, each ending with a line of `lector up`; the last two are told by the worker and by the first answer. */
const PARTS: readonly { readonly name: string; readonly endsWith: RegExp }[] = [
  { name: 'program and Redis', endsWith: /^Redis: ready/ },
  { name: 'object store', endsWith: /^S3: ready/ },
  { name: 'checking the pack', endsWith: /^starting the API/ },
  { name: 'API', endsWith: /^starting \d+ worker/ },
  { name: 'worker and model', endsWith: /^worker model loaded/ },
  { name: 'until /readyz says so', endsWith: /^ready/ },
];

/** From starting the program with an empty data folder, pack pulled and prepared, to the first audio. */
export const coldStart: Suite = {
  name: 'cold-start',
  title: 'from starting `lector up` to ready and to the first audio',
  async measure(context) {
    const starts: { readonly milestones: readonly Milestone[]; readonly firstAudioMs: number }[] = [];
    for (const _ of repetitionsOf(context)) {
      const startedAt = performance.now();
      const stack = await startStack(context, { pack: VOICE_PACK });
      await stack.client.tts({ text: shortText(1) });
      starts.push({ milestones: stack.milestones, firstAudioMs: performance.now() - startedAt });
      await stack.stop();
    }
    const when = (milestones: readonly Milestone[], pattern: RegExp) =>
      milestones.find(({ text }) => pattern.test(text))?.atMs ?? Number.NaN;
    const parts: Measure[] = PARTS.map(({ name, endsWith }, index) => ({
      name: `  ${name}`,
      unit: 'ms',
      samples: starts.map(({ milestones }) => {
        const before = PARTS[index - 1];
        return when(milestones, endsWith) - (before === undefined ? 0 : when(milestones, before.endsWith));
      }),
    }));
    const ready = (start: (typeof starts)[number]) => when(start.milestones, /^ready/);
    return {
      measures: [
        { name: 'to ready', unit: 'ms', samples: starts.map(ready) },
        ...parts,
        { name: 'to the first audio by /tts', unit: 'ms', samples: starts.map(({ firstAudioMs }) => firstAudioMs) },
      ],
      notes: ['files lie in the page cache of the kernel: a machine just switched on also reads 0.3 GB from disk'],
      raw: starts,
    };
  },
};
