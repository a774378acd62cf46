import type { OnnxSession } from '../onnx/session.js';
import type { Draws } from './draws.js';
import { sourceOf, type SourceShape } from './source.js';
import { windowsOf } from './windows.js';

/** Mel -> samples: f0, the source it drives, and a window at a time of what filters it. */
export interface VocoderSessions {
  readonly f0: OnnxSession;
  readonly vocoder: OnnxSession;
}

export interface VocoderSettings {
  readonly mels: number;
  readonly rate: { readonly sampleRate: number; readonly samplesPerFrame: number };
  readonly source: SourceShape;
  readonly windows: { readonly window: number; readonly context: number };
}

/** Just below full scale; the graph keeps to it, and a graph in another precision may not. */
const LOUDEST = 0.99;

/**
 * The samples of a mel, float32 [frames·samplesPerFrame]. It yields behind each pass.
 * @param mel float32 [mels, frames]
 */
export async function* waveOf(
  mel: Float32Array,
  draws: Draws,
  { f0, vocoder }: VocoderSessions,
  { mels, rate, source, windows }: VocoderSettings,
): AsyncGenerator<void, Float32Array> {
  const { samplesPerFrame } = rate;
  const frames = mel.length / mels;
  const hertz = await f0.run({ mel: { type: 'float32', data: mel, shape: [1, mels, frames] } });
  const excited = sourceOf(hertz['f0'] as Float32Array, source, rate, draws);
  yield;

  const wave = new Float32Array(frames * samplesPerFrame);
  for (const { start, end, keepStart, keepEnd } of windowsOf(frames, windows)) {
    const found = await vocoder.run({
      mel: { type: 'float32', data: cut(mel, mels, start, end), shape: [1, mels, end - start] },
      source: {
        type: 'float32',
        data: excited.slice(start * samplesPerFrame, end * samplesPerFrame),
        shape: [1, 1, (end - start) * samplesPerFrame],
      },
    });
    const heard = found['wave'] as Float32Array;
    const kept = heard.subarray((keepStart - start) * samplesPerFrame, (keepEnd - start) * samplesPerFrame);
    wave.set(kept.map(clamped), keepStart * samplesPerFrame);
    yield;
  }
  return wave;
}

/** What is no number stays none: the output check looks for it. */
function clamped(sample: number): number {
  return Math.max(-LOUDEST, Math.min(LOUDEST, sample));
}

/** The frames from `start` to `end` of float32 [mels, frames]. */
function cut(mel: Float32Array, mels: number, start: number, end: number): Float32Array {
  const frames = mel.length / mels;
  const part = new Float32Array(mels * (end - start));
  for (let band = 0; band < mels; band += 1) {
    part.set(mel.subarray(band * frames + start, band * frames + end), band * (end - start));
  }
  return part;
}
