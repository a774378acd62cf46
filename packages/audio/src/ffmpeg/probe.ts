import { open } from 'node:fs/promises';
import { LectorError, type AudioFormat } from '@lector/contract';
import { BYTES_PER_SAMPLE } from '../pcm.js';
import { WAV_HEADER_BYTES, wavHeader } from '../wav.js';
import { ffmpegOf, type EncoderDeps } from './encoder-deps.js';
import { isErrorLine, readStreamLine, type StreamFacts } from './decoder-lines.js';
import { chapterArgs, decodeArgs, type EncodedFormat } from './encode-args.js';
import { readChapterMarks, type ChapterMark } from './ffmetadata.js';
import { readMp4 } from './mp4-facts.js';
import { runFfmpeg } from './run-ffmpeg.js';
import { id3Bytes, readXing } from './xing.js';

/**
 * What a finished file holds, found by decoding all of it. Nothing that was asked for is believed: lengths are counted,
 * heads are read.
 */
export interface ProbedAudio {
  /** `pcm_s16le`, `mp3`, `opus`, `aac`, `flac`. */
  readonly codec: string;
  /** Of the decoded samples, Hz: 48,000 of Opus whatever went in. */
  readonly decodedRate: number;
  readonly channels: number;
  /** Length as players show it, from the head where the format has one. */
  readonly durationSeconds: number;
  /** Length of what came out of the decoder; that of AAC may be up to a frame more. */
  readonly decodedSeconds: number;
  readonly bytes: number;
  /** Frames as the head of an MP3 counts them; null for other formats. */
  readonly xingFrames: number | null;
}

/** Enough for the first frame of an MP3 and the first boxes of an MP4; the index of a book of a day has 5 MB. */
const HEAD_BYTES = 64 * 1024;
const MAX_ERROR_CHARS = 1_000;

/**
 * @param sampleRate of a PCM file, which does not tell
 * @throws LectorError `encoding_failed` when the file is damaged or its head does not fit what it holds; what `runFfmpeg`
 *   throws
 */
export async function probeAudio(
  path: string,
  format: AudioFormat,
  sampleRate: number,
  deps: EncoderDeps,
): Promise<ProbedAudio> {
  if (format === 'wav' || format === 'pcm') return probeSamples(path, format, sampleRate);
  const { facts, samples } = await decode(path, format, deps);
  const decodedSeconds = samples / facts.sampleRate;
  const { head, bytes } = await readHead(path, 0, HEAD_BYTES);
  const { codec, sampleRate: decodedRate, channels } = facts;
  const probed = { codec, decodedRate, channels, decodedSeconds, bytes };
  switch (format) {
    case 'opus':
    case 'flac':
      return { ...probed, durationSeconds: decodedSeconds, xingFrames: null };
    case 'mp3': {
      const xing = readXing((await readHead(path, id3Bytes(head), HEAD_BYTES)).head);
      if (xing === null || xing.frames === null) throw unsound('an mp3 without a Xing header');
      const counted = samples / xing.samplesPerFrame;
      if (xing.frames !== counted)
        throw unsound('an mp3 whose head miscounts', `head=${xing.frames}, frames=${counted}`);
      return { ...probed, durationSeconds: decodedSeconds, xingFrames: xing.frames };
    }
    case 'aac':
    case 'm4b': {
      const mp4 = readMp4(head);
      if (mp4 === null || !mp4.indexFirst) throw unsound('an mp4 without its index at the head');
      return { ...probed, durationSeconds: mp4.durationSeconds, xingFrames: null };
    }
  }
}

/** The chapters of a file as players see them. @throws as `probeAudio` */
export async function probeChapters(
  path: string,
  format: 'mp3' | 'm4b',
  deps: EncoderDeps,
): Promise<readonly ChapterMark[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of runFfmpeg(await ffmpegOf(deps), { args: chapterArgs(path, format), signal: deps.signal })) {
    chunks.push(chunk);
  }
  return readChapterMarks(Buffer.concat(chunks).toString('utf8'));
}

async function decode(
  path: string,
  format: EncodedFormat,
  deps: EncoderDeps,
): Promise<{ readonly facts: StreamFacts; readonly samples: number }> {
  let facts: StreamFacts | null = null;
  let errors = '';
  const onLine = (line: string) => {
    facts ??= readStreamLine(line);
    if (isErrorLine(line)) errors = `${errors} ${line}`.slice(-MAX_ERROR_CHARS);
  };
  let bytes = 0;
  try {
    const args = decodeArgs(path, format);
    for await (const chunk of runFfmpeg(await ffmpegOf(deps), { args, onLine, signal: deps.signal }))
      bytes += chunk.length;
  } catch (error) {
    if (!(error instanceof LectorError) || error.code !== 'encoding_failed' || errors === '') throw error;
    throw new LectorError('encoding_failed', `${error.message}:${errors.replaceAll(path, 'FILE')}`, { cause: error });
  }
  const found = facts as StreamFacts | null;
  if (found === null) throw unsound('a file without sound');
  return { facts: found, samples: bytes / BYTES_PER_SAMPLE / found.channels };
}

async function probeSamples(path: string, format: 'wav' | 'pcm', sampleRate: number): Promise<ProbedAudio> {
  const { head, bytes } = await readHead(path, 0, WAV_HEADER_BYTES);
  const dataBytes = format === 'wav' ? bytes - WAV_HEADER_BYTES : bytes;
  if (dataBytes < 0 || dataBytes % BYTES_PER_SAMPLE !== 0) throw unsound('a broken sample', `bytes=${bytes}`);
  if (format === 'wav' && !sameBytes(head, wavHeader({ sampleRate, channels: 1, bytes: dataBytes }))) {
    throw unsound('a wav whose head does not fit', `bytes=${bytes}`);
  }
  const seconds = dataBytes / BYTES_PER_SAMPLE / sampleRate;
  return {
    codec: 'pcm_s16le',
    decodedRate: sampleRate,
    channels: 1,
    durationSeconds: seconds,
    decodedSeconds: seconds,
    bytes,
    xingFrames: null,
  };
}

/** Up to `length` bytes from `start`, and the size of all. */
async function readHead(path: string, start: number, length: number) {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, start);
    return { head: buffer.subarray(0, bytesRead), bytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

function unsound(what: string, facts?: string): LectorError {
  return new LectorError('encoding_failed', `the encoder made ${what}${facts === undefined ? '' : ` [${facts}]`}`);
}
