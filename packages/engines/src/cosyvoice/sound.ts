import type { OnnxSession } from '../onnx/session.js';
import type { Decoding } from './decoding.js';
import type { Description, GraphName } from './description.js';
import type { CosyvoiceUtterance } from './encode.js';
import { melOf } from './mel-flow.js';
import { atSpeed } from './mel-speed.js';
import { waveOf } from './vocoder.js';

/**
 * Speech tokens -> samples, float32 in [-0.99, 0.99]. It yields behind each pass of a graph; the last step of it takes as long
 * as any other.
 */
export async function* soundOf(
  { speed }: Pick<CosyvoiceUtterance, 'speed'>,
  { tokens, speaker, draws }: Decoding,
  { mels, flow, source, vocoder, sampleRate, samplesPerFrame }: Description,
  sessions: Readonly<Record<GraphName, OnnxSession>>,
): AsyncGenerator<void, Float32Array> {
  const rate = { sampleRate, samplesPerFrame };
  const flowSessions = { flowEncoder: sessions.flow_encoder, estimator: sessions.estimator };
  const mel = yield* melOf(tokens, speaker.flow, draws, flowSessions, { mels, ...flow, rate });
  return yield* waveOf(atSpeed(mel, mels, speed), draws, sessions, { mels, rate, source, windows: vocoder });
}
