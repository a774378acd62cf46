import { shortText } from '../sentences.js';
import { inferenceSeconds } from '../speak.js';
import { startStack } from '../stack.js';
import { median } from '../statistics.js';
import { repetitionsOf, type Suite } from '../suite.js';
import { VOICE_PACK } from '../voice-pack.js';

interface Sample {
  readonly repetition: number;
  readonly wallMs: number;
  readonly inferenceMs: number;
}

/**
 * What one `/tts` call takes beyond the model's own time for it: HTTP, planning, queue, storing the segment and the file, fetching
 * it again, base64. One call at a time on a warm worker.
 */
export const ttsOverhead: Suite = {
  name: 'tts-overhead',
  title: 'what a warm /tts call takes beyond inference',
  async measure(context) {
    const calls = context.quick ? 2 : 8;
    const stack = await startStack(context, { pack: VOICE_PACK });
    let number = 0;
    // The first calls load dictionaries, open connections and compile code.
    for (let warm = 0; warm < 3; warm += 1) await stack.client.tts({ text: shortText((number += 1)) });
    const samples: Sample[] = [];
    for (const repetition of repetitionsOf(context)) {
      for (let call = 0; call < calls; call += 1) {
        const text = shortText((number += 1));
        const startedAt = performance.now();
        const answer = await stack.client.tts({ text });
        const wallMs = performance.now() - startedAt;
        if (answer.cached) throw new Error('a measured call was answered from the cache');
        samples.push({ repetition, wallMs, inferenceMs: (await inferenceSeconds(stack.client, answer.job_id)) * 1000 });
      }
    }
    await stack.stop();
    const each = (value: (sample: Sample) => number) =>
      [...new Set(samples.map(({ repetition }) => repetition))].map((wanted) =>
        median(samples.filter(({ repetition }) => repetition === wanted).map(value)),
      );
    return {
      measures: [
        { name: 'the call', unit: 'ms', samples: each(({ wallMs }) => wallMs) },
        { name: 'inference in it', unit: 'ms', samples: each(({ inferenceMs }) => inferenceMs) },
        { name: 'overhead', unit: 'ms', samples: each(({ wallMs, inferenceMs }) => wallMs - inferenceMs) },
      ],
      notes: [
        `medians of ${calls} calls a repetition, each a sentence of about four seconds that nobody has asked for before`,
      ],
      raw: samples,
    };
  },
};
