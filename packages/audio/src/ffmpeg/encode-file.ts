import { open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { LectorError, type AudioFormat } from '@lector/contract';
import { assertEncoding, defaultSampleRate, needsFfmpeg, type Encoding } from '../encoding.js';
import { applyGain, findGain } from '../loudness/normalise.js';
import { BYTES_PER_SAMPLE } from '../pcm.js';
import { wholeSamples, type PcmSource } from '../pcm-source.js';
import { contentType, fileExtension } from '../speech-format.js';
import { WAV_HEADER_BYTES, wavHeader } from '../wav.js';
import { fileArgs, streamArgs } from './encode-args.js';
import { ffmpegOf, type EncoderDeps } from './encoder-deps.js';
import { writeFfmetadata } from './ffmetadata.js';
import { fitMp3Edges } from './mp3-edges.js';
import { probeAudio, probeChapters, type ProbedAudio } from './probe.js';
import { finishFfmpeg, runFfmpeg } from './run-ffmpeg.js';
import { id3Bytes, readXing } from './xing.js';

/** A finished file, probed. */
export interface EncodedFile {
  readonly path: string;
  readonly format: AudioFormat;
  readonly contentType: string;
  /** Without the dot. */
  readonly extension: string;
  readonly bytes: number;
  /** As players show it. */
  readonly durationSeconds: number;
  /** What it was encoded at, Hz; Opus decodes to 48,000 whatever this is. */
  readonly sampleRate: number;
  readonly probed: ProbedAudio;
}

/** Files end where the samples do, to this; only an MP3 at 8 kHz has longer frames. */
const LENGTH_SLACK_SECONDS = 0.02;
/** `atempo` works in windows and loses or adds a part of one. */
const TEMPO_SLACK_SECONDS = 0.12;
/** What lossy formats add to a peak. */
const LOSSY_MARGIN_DB = 1;
const HEAD_BYTES = 4096;

/**
 * Encodes samples into a file at `destPath`, which is overwritten (and removed again after a failure), with constant memory. The file is decoded again before
 * it is reported; whatever goes wrong, it is removed and no process is left. Chapters need a source of known length and
 * loudness one that can be read twice: a file.
 * @throws LectorError `encoder_unavailable`, `encoding_failed`, `disk_full`, `cancelled`; RangeError for an encoding that
 *   should have been refused (`assertEncoding`) or a source that cannot do what it asks
 */
export async function encodeFile(
  source: PcmSource,
  encoding: Encoding,
  destPath: string,
  deps: EncoderDeps,
): Promise<EncodedFile> {
  assertEncoding(encoding);
  const sampleRate = encoding.sampleRate ?? defaultSampleRate(encoding.format, source.sampleRate);
  try {
    const samples = await write(source, { ...encoding, sampleRate }, destPath, deps);
    const probed = await probeAudio(destPath, encoding.format, sampleRate, deps);
    checkLength(probed, samples / source.sampleRate, encoding, sampleRate);
    await checkChapters(destPath, source, encoding, deps);
    return {
      path: destPath,
      format: encoding.format,
      contentType: contentType(encoding.format),
      extension: fileExtension(encoding.format),
      bytes: probed.bytes,
      durationSeconds: probed.durationSeconds,
      sampleRate,
      probed,
    };
  } catch (error) {
    await rm(destPath, { force: true }).catch(() => {});
    throw noRoom(error) ?? error;
  }
}

type FixedEncoding = Encoding & { readonly sampleRate: number };

/** @returns how many samples the source had */
async function write(source: PcmSource, encoding: FixedEncoding, destPath: string, deps: EncoderDeps): Promise<number> {
  const { format, sampleRate, tempo = 1 } = encoding;
  let samples = 0;
  const counted = async function* () {
    for await (const chunk of wholeSamples(source, deps.signal)) {
      samples += chunk.length / BYTES_PER_SAMPLE;
      yield chunk;
    }
  };
  const levelled = await level(source, encoding, counted(), deps.signal);
  const request = { format, sourceRate: source.sampleRate, sampleRate, tempo };
  if (format === 'wav' || format === 'pcm') {
    const written = needsFfmpeg(encoding, source.sampleRate)
      ? runFfmpeg(await ffmpegOf(deps), {
          args: streamArgs({ ...request, format }),
          input: levelled,
          signal: deps.signal,
        })
      : levelled;
    await writeSamples(written, format, sampleRate, destPath);
    return samples;
  }
  const metadataPath = await writeMetadata(source, encoding, destPath);
  try {
    const edges = { sourceRate: source.sampleRate, sampleRate, tempo };
    const input = format === 'mp3' ? fitMp3Edges(levelled, edges) : levelled;
    const args = fileArgs(request, destPath, metadataPath);
    await finishFfmpeg(await ffmpegOf(deps), { args, input, signal: deps.signal });
  } finally {
    if (metadataPath !== null) await rm(metadataPath, { force: true });
  }
  if (format === 'mp3') await forgetDelay(destPath);
  return samples;
}

async function level(
  source: PcmSource,
  { format, loudness }: Encoding,
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<AsyncIterable<Uint8Array>> {
  if (loudness === undefined) return chunks;
  if (source.kind !== 'file') throw new RangeError('loudness is measured first: it needs a source that is a file');
  const isExact = format === 'wav' || format === 'pcm' || format === 'flac';
  const target = isExact ? loudness : { ...loudness, peakDb: loudness.peakDb - LOSSY_MARGIN_DB };
  const gain = await findGain(target, () => wholeSamples(source, signal), source.sampleRate);
  return applyGain(chunks, gain, source.sampleRate);
}

async function writeSamples(
  chunks: AsyncIterable<Uint8Array>,
  format: 'wav' | 'pcm',
  sampleRate: number,
  destPath: string,
): Promise<void> {
  const file = await open(destPath, 'w', 0o600);
  try {
    const headerBytes = format === 'wav' ? WAV_HEADER_BYTES : 0;
    let bytes = 0;
    for await (const chunk of chunks) {
      await writeAll(file, chunk, headerBytes + bytes);
      bytes += chunk.length;
    }
    if (headerBytes > 0) await writeAll(file, wavHeader({ sampleRate, channels: 1, bytes }), 0);
  } finally {
    await file.close();
  }
}

/** A disk that is nearly full takes a part and refuses the next one. */
async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }
}

/** @returns where it stands, beside the file; null when there is nothing to say */
async function writeMetadata(source: PcmSource, encoding: FixedEncoding, destPath: string): Promise<string | null> {
  const { title, chapters = [], tempo = 1 } = encoding;
  if (title === undefined && chapters.length === 0 && encoding.format !== 'm4b') return null;
  const samples = chapters.length === 0 ? 0 : await samplesOf(source);
  const beyond = chapters.find(({ startSample }) => startSample >= samples);
  if (beyond !== undefined) throw new RangeError(`a chapter begins behind the end [start=${beyond.startSample}]`);
  const mediaType = encoding.format === 'm4b' ? AUDIOBOOK : undefined;
  const text = writeFfmetadata({ title, chapters, sampleRate: source.sampleRate, samples, tempo, mediaType });
  const path = `${destPath}.metadata`;
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

/** Of MP4's media types. */
const AUDIOBOOK = 2;

async function samplesOf(source: PcmSource): Promise<number> {
  if (source.kind === 'chunks') {
    if (source.samples === undefined) throw new RangeError('chapters need the length of the source');
    return source.samples;
  }
  const file = await open(source.path);
  try {
    return ((await file.stat()).size - (source.offsetBytes ?? 0)) / BYTES_PER_SAMPLE;
  } finally {
    await file.close();
  }
}

/** Takes the encoder's note about delay out of an MP3's head; `fitMp3Edges` says why. */
async function forgetDelay(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const read = async (start: number) => {
      const { bytesRead, buffer } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, start);
      return buffer.subarray(0, bytesRead);
    };
    const start = id3Bytes(await read(0));
    const part = readXing(await read(start))?.encoderPart;
    if (part !== undefined) await writeAll(file, new Uint8Array(part.end - part.start), start + part.start);
  } finally {
    await file.close();
  }
}

function checkLength(probed: ProbedAudio, sourceSeconds: number, encoding: Encoding, sampleRate: number): void {
  const tempo = encoding.tempo ?? 1;
  const expected = sourceSeconds / tempo;
  // 46 ms of delay stay where speech begins at once, and half a frame either way.
  const mp3 = encoding.format === 'mp3' ? (1105 + 576) / sampleRate : 0;
  const slack = LENGTH_SLACK_SECONDS + mp3 + (tempo === 1 ? 0 : TEMPO_SLACK_SECONDS);
  // A decoder may give the padding of the last frame of AAC along.
  const padding = encoding.format === 'aac' || encoding.format === 'm4b' ? 1024 / sampleRate : 0;
  const wrong = Math.abs(probed.durationSeconds - expected) > slack;
  const wrongDecoded = Math.abs(probed.decodedSeconds - expected) > slack + padding;
  if (probed.channels === 1 && !wrong && !wrongDecoded) return;
  throw new LectorError(
    'encoding_failed',
    `the file does not hold what it was given [seconds=${expected.toFixed(3)}, head=${probed.durationSeconds.toFixed(3)}, decoded=${probed.decodedSeconds.toFixed(3)}, channels=${probed.channels}]`,
  );
}

/** Titles are left to ffmpeg: one it spells otherwise is no reason to fail a book. */
async function checkChapters(path: string, source: PcmSource, encoding: Encoding, deps: EncoderDeps): Promise<void> {
  const { format, chapters = [], tempo = 1 } = encoding;
  if (chapters.length === 0 || (format !== 'mp3' && format !== 'm4b')) return;
  const found = await probeChapters(path, format, deps);
  const fits = (at: number, seconds: number) =>
    Math.abs((chapters[at]?.startSample ?? Infinity) / source.sampleRate / tempo - seconds) <= LENGTH_SLACK_SECONDS;
  if (found.length === chapters.length && found.every((mark, at) => fits(at, mark.startSeconds))) return;
  throw new LectorError(
    'encoding_failed',
    `the file does not hold the chapters it was given [given=${chapters.length}, found=${found.length}]`,
  );
}

/** What the system says of a full disk, in our words; null for anything else. */
function noRoom(error: unknown): LectorError | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return null;
  return new LectorError('disk_full', `no room for the encoded audio [reason=${code}]`, { cause: error });
}
