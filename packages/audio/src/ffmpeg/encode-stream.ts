import { assertEncoding, defaultSampleRate, needsFfmpeg } from '../encoding.js';
import { wholeSamples, type PcmChunks } from '../pcm-source.js';
import type { StreamFormat } from '../speech-format.js';
import { wavHeader } from '../wav.js';
import { streamArgs } from './encode-args.js';
import { ffmpegOf, type EncoderDeps } from './encoder-deps.js';
import { fitMp3Edges } from './mp3-edges.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface StreamEncoding {
  readonly format: StreamFormat;
  /** Hz; what `defaultSampleRate` says when absent. */
  readonly sampleRate?: number | undefined;
  /** Times faster at the same pitch; 1 when absent. */
  readonly tempo?: number | undefined;
}

/**
 * Encodes samples as they come; encoded bytes come out a few frames (tens of milliseconds of audio) behind. The encoder is
 * started when the first bytes are asked for. Whoever reads paces it, and leaving the loop early kills it; the length is
 * in no head, because nobody knows it yet. An MP3 is as long as in a file, to half a frame.
 * @throws LectorError `encoder_unavailable`, `encoding_failed`, `cancelled`; what reading the source throws; RangeError as
 *   `assertEncoding`
 */
export async function* encodeStream(
  source: PcmChunks,
  encoding: StreamEncoding,
  deps: EncoderDeps,
): AsyncGenerator<Uint8Array> {
  assertEncoding(encoding);
  const { format, tempo = 1 } = encoding;
  const sampleRate = encoding.sampleRate ?? defaultSampleRate(format, source.sampleRate);
  if (format === 'wav') yield wavHeader({ sampleRate, channels: 1, bytes: null });
  const input = wholeSamples(source, deps.signal);
  if (!needsFfmpeg(encoding, source.sampleRate)) {
    yield* input;
    return;
  }
  const rates = { sourceRate: source.sampleRate, sampleRate, tempo };
  const args = streamArgs({ format, ...rates });
  const fitted = format === 'mp3' ? fitMp3Edges(input, rates) : input;
  yield* runFfmpeg(await ffmpegOf(deps), { args, input: fitted, signal: deps.signal });
}
