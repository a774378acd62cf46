import { LectorError } from '@lector/contract';
import type { SpeakerBlend } from './encode.js';
import type { Speaker } from './tables.js';

/**
 * The speaker of an utterance. What the networks read is linear in a speaker's embedding, so a blend of speakers is the sum of
 * their rows by weight.
 * @throws LectorError `engine_failed` for a speaker the pack does not have
 */
export function speakerOf(blend: SpeakerBlend, speakers: ReadonlyMap<string, Speaker>): Speaker {
  const parts = blend.map(([name, weight]) => {
    const speaker = speakers.get(name);
    if (!speaker) throw new LectorError('engine_failed', `the pack has no such speaker [speaker=${name}]`);
    return { speaker, weight };
  });
  return {
    lm: sum(parts.map(({ speaker, weight }) => ({ row: speaker.lm, weight }))),
    flow: sum(parts.map(({ speaker, weight }) => ({ row: speaker.flow, weight }))),
  };
}

function sum(parts: readonly { readonly row: Float32Array; readonly weight: number }[]): Float32Array {
  const total = new Float32Array(parts[0]?.row.length ?? 0);
  for (const { row, weight } of parts) {
    for (let at = 0; at < total.length; at += 1) total[at] = (total[at] as number) + weight * (row[at] as number);
  }
  return total;
}
