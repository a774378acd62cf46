export { BYTES_PER_SAMPLE, floatToS16, s16ToFloat, silence, withGain } from './pcm.js';
export { readWav, type Wav, WAV_HEADER_BYTES, WAV_MAX_DATA_BYTES, wavHeader, type WavShape } from './wav.js';
export { type Expectation, type Finding, type FindingCode, inspectAudio } from './inspect.js';
export {
  contentType,
  fileExtension,
  isStreamable,
  sampleRatesOf,
  streamContentType,
  type StreamFormat,
} from './speech-format.js';
export { readStoredSegment, type SegmentHeader, type StoredSegment, writeStoredSegment } from './stored-segment.js';
export {
  type Chapter,
  defaultSampleRate,
  type Encoding,
  type LoudnessTarget,
  needsFfmpeg,
  type Refusal,
  refuseSampleRate,
  SPEECH_LOUDNESS,
  TEMPO_MAX,
  TEMPO_MIN,
} from './encoding.js';
export { encodeSamples, type EncodedBytes } from './encode-samples.js';
export type { PcmChunks, PcmFile, PcmSource } from './pcm-source.js';
export { type Loudness } from './loudness/meter.js';
export { measureLoudness } from './loudness/normalise.js';
export { type Ffmpeg, ffmpegOnNeed, findFfmpeg, type FindFfmpegOptions } from './ffmpeg/find-ffmpeg.js';
export { type EncodedFile, encodeFile } from './ffmpeg/encode-file.js';
export { encodeStream, type StreamEncoding } from './ffmpeg/encode-stream.js';
export type { EncoderDeps } from './ffmpeg/encoder-deps.js';
export { type ProbedAudio, probeAudio, probeChapters } from './ffmpeg/probe.js';
export {
  type SegmentPlace,
  type SegmentTimes,
  type SegmentToTime,
  type SentenceTiming,
  sentenceTimings,
  type TimingLevel,
  type TimingPrecision,
  type WordTiming,
} from './timings/sentence-timing.js';
export { findSilences, type Silence } from './timings/silences.js';
export { readTimingLines, writeTimingLine } from './timings/stored-timings.js';
export { timingContentType, type TimingFacts, type TimingFormat, writeTimings } from './timings/timing-formats.js';
