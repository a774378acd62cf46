import { BYTES_PER_SAMPLE } from '../pcm.js';

/**
 * MP3 cannot start where the sound starts: encoder and decoder together delay it by 1,105 samples (46 ms at 24 kHz), and
 * its length is a whole number of frames. A note in the head tells players what to cut off, but few read it, and those
 * that do disagree: one release of ffprobe calls a file 71 ms longer than the next. So the note is left out, and the
 * edges are made to fit instead: of the silence before the speech as much is left out as the delay puts there, and the
 * silence behind it is rounded to frames. Marks then fit in every player, and every player shows the same length. Speech
 * is never cut: where there is less silence, there is more delay. Pure.
 */
export interface Mp3Edges {
  readonly sourceRate: number;
  readonly sampleRate: number;
  readonly tempo: number;
}

/** 576 of libmp3lame, 529 of every decoder. */
const DELAY_SAMPLES = 1105;
/** libmp3lame ends with no less than this behind the last sample, of which a decoder uses up 529. */
const LEAST_SURPLUS_SAMPLES = 576 - 529;
/** Resampling may give a sample more or less. */
const SLACK_SAMPLES = 2;
/** -50 dBFS: far below speech. Engines end in exact silence; a gain may have lifted their noise. */
const SILENT = 104;

/** s16le chunks of whole samples, without the silence an MP3 must not have at its edges. */
export async function* fitMp3Edges(chunks: AsyncIterable<Uint8Array>, edges: Mp3Edges): AsyncGenerator<Uint8Array> {
  const perOutput = edges.sourceRate / edges.sampleRate;
  const mostAtStart = Math.floor(DELAY_SAMPLES * perOutput * edges.tempo);
  const holdBytes = Math.ceil((1152 + SLACK_SAMPLES) * perOutput) * BYTES_PER_SAMPLE;
  let skipped = 0;
  let started = false;
  let samples = 0;
  let held: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    let rest = chunk;
    if (!started) {
      const silent = Math.min(leadingSilence(chunk), mostAtStart - skipped);
      skipped += silent;
      rest = chunk.subarray(silent * BYTES_PER_SAMPLE);
      started = rest.length > 0;
    }
    samples += rest.length / BYTES_PER_SAMPLE;
    const joined = held.length === 0 ? rest : concat(held, rest);
    const ready = Math.max(0, joined.length - holdBytes);
    if (ready > 0) yield joined.subarray(0, ready);
    // A copy: whoever gave the chunk may use its memory again.
    held = joined.slice(ready);
  }
  // The length after a change of tempo is not known to the sample.
  const drop = edges.tempo === 1 ? samplesToDrop(samples, edges) : 0;
  const fits = drop <= trailingSilence(held);
  const last = fits ? held.subarray(0, held.length - drop * BYTES_PER_SAMPLE) : held;
  // Nothing but silence is still a file with a frame in it.
  if (last.length > 0) yield last;
  else if (samples === 0 && skipped > 0) yield new Uint8Array(BYTES_PER_SAMPLE);
}

/**
 * How many source samples to leave out at the end, so that the length in whole frames comes as near as it can: 0 where
 * rounding up is nearer.
 */
export function samplesToDrop(samples: number, { sourceRate, sampleRate }: Omit<Mp3Edges, 'tempo'>): number {
  const perFrame = sampleRate >= 32_000 ? 1152 : 576;
  const surplus = Math.round((samples * sampleRate) / sourceRate) % perFrame;
  const roundsDown = surplus > 0 && surplus < perFrame / 2 + LEAST_SURPLUS_SAMPLES;
  return roundsDown ? Math.ceil(((surplus + SLACK_SAMPLES) * sourceRate) / sampleRate) : 0;
}

function leadingSilence(pcm: Uint8Array): number {
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const samples = pcm.length / BYTES_PER_SAMPLE;
  let count = 0;
  while (count < samples && Math.abs(view.getInt16(count * BYTES_PER_SAMPLE, true)) <= SILENT) count += 1;
  return count;
}

function trailingSilence(pcm: Uint8Array): number {
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const samples = pcm.length / BYTES_PER_SAMPLE;
  let count = 0;
  while (count < samples && Math.abs(view.getInt16((samples - 1 - count) * BYTES_PER_SAMPLE, true)) <= SILENT)
    count += 1;
  return count;
}

function concat(left: Uint8Array, right: Uint8Array): Uint8Array {
  const joined = new Uint8Array(left.length + right.length);
  joined.set(left);
  joined.set(right, left.length);
  return joined;
}
