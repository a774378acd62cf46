import type { OnnxSession } from '../onnx/session.js';
import { PURPOSE, type Draws } from './draws.js';
import { stretchOf, type FrameRate } from './stretch.js';

/** Speech tokens -> mel: Euler steps from noise, each pushed away from what the estimator says of no text at all. */
export interface FlowSessions {
  readonly flowEncoder: OnnxSession;
  readonly estimator: OnnxSession;
}

export interface FlowSettings {
  readonly mels: number;
  readonly steps: number;
  readonly guidance: number;
  readonly rate: FrameRate;
}

/**
 * The mel of an utterance, float32 [mels, frames]. It yields behind each pass, so that others may have theirs between.
 * @param speaker float32 [mels]
 */
export async function* melOf(
  tokens: readonly number[],
  speaker: Float32Array,
  draws: Draws,
  { flowEncoder, estimator }: FlowSessions,
  { mels, steps, guidance, rate }: FlowSettings,
): AsyncGenerator<void, Float32Array> {
  const { frames, left, right, share } = stretchOf(tokens.length, rate);
  const { mu } = await flowEncoder.run({
    tokens: { type: 'int64', data: BigInt64Array.from(tokens, BigInt), shape: [1, tokens.length] },
    left: { type: 'int64', data: left, shape: [frames] },
    right: { type: 'int64', data: right, shape: [frames] },
    share: { type: 'float32', data: share, shape: [frames] },
  });
  yield;

  const size = mels * frames;
  // Two rows a pass: with what is to be said, and with nothing of it.
  const shape = [2, mels, frames];
  const told = new Float32Array(2 * size);
  told.set(mu as Float32Array);
  const speakers = new Float32Array(2 * mels);
  speakers.set(speaker);
  const nothing = new Float32Array(2 * size);
  const x = noiseOf(mels, frames, draws);
  for (const { time, width } of timesOf(steps)) {
    const both = new Float32Array(2 * size);
    both.set(x);
    both.set(x, size);
    const { velocity } = await estimator.run({
      x: { type: 'float32', data: both, shape },
      mu: { type: 'float32', data: told, shape },
      t: { type: 'float32', data: Float32Array.of(time, time), shape: [2] },
      spks: { type: 'float32', data: speakers, shape: [2, mels] },
      cond: { type: 'float32', data: nothing, shape },
    });
    const pushed = velocity as Float32Array;
    for (let at = 0; at < size; at += 1) {
      const wanted = (1 + guidance) * (pushed[at] as number) - guidance * (pushed[size + at] as number);
      x[at] = (x[at] as number) + width * wanted;
    }
    yield;
  }
  return x;
}

/** Drawn frame by frame, so that the noise of a frame is not moved by how many there are. float32 [mels, frames]. */
function noiseOf(mels: number, frames: number, draws: Draws): Float32Array {
  const drawn = draws.normals(PURPOSE.flowNoise, mels * frames);
  const noise = new Float32Array(mels * frames);
  for (let frame = 0; frame < frames; frame += 1) {
    for (let band = 0; band < mels; band += 1) noise[band * frames + frame] = drawn[frame * mels + band] as number;
  }
  return noise;
}

/** Time and width of each step, spaced by a cosine. In float32 with the sum carried on, as upstream does. */
export function timesOf(steps: number): readonly { readonly time: number; readonly width: number }[] {
  const { fround } = Math;
  const spaced = Array.from({ length: steps + 1 }, (_, step) =>
    fround(1 - fround(Math.cos(fround(fround(fround(step / steps) * 0.5) * fround(Math.PI))))),
  );
  let time = spaced[0] ?? 0;
  return spaced.slice(1).map((next) => {
    const step = { time, width: fround(next - time) };
    time = fround(time + step.width);
    return step;
  });
}
