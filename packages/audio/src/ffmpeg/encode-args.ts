import type { AudioFormat } from '@lector/contract';
import type { StreamFormat } from '../speech-format.js';

/** What ffmpeg is told. No text of a job is among it. Pure. */

export interface ArgsRequest<Format extends AudioFormat = AudioFormat> {
  readonly format: Format;
  /** Of the samples on standard input: s16le, mono. */
  readonly sourceRate: number;
  readonly sampleRate: number;
  readonly tempo: number;
}

/** Cores belong to inference: one thread for everything. Same input, same bytes: nothing of clock, random or version. */
const QUIET = ['-hide_banner', '-nostats', '-loglevel', 'error', '-threads', '1', '-filter_threads', '1'];
const EXACT = ['-fflags', '+bitexact', '-flags:a', '+bitexact'];

function input(sourceRate: number): readonly string[] {
  return [
    '-f',
    's16le',
    '-ar',
    `${sourceRate}`,
    '-ac',
    '1',
    '-probesize',
    '32',
    '-analyzeduration',
    '0',
    '-i',
    'pipe:0',
  ];
}

/** To a file that can be sought: heads with lengths are written last. */
export function fileArgs(request: ArgsRequest, destPath: string, metadataPath: string | null): readonly string[] {
  const metadata =
    metadataPath === null
      ? ['-map', '0:a', '-map_metadata', '-1']
      : ['-f', 'ffmetadata', '-i', `file:${metadataPath}`, '-map', '0:a', '-map_metadata', '1', '-map_chapters', '1'];
  return [
    ...QUIET,
    ...input(request.sourceRate),
    ...metadata,
    ...filters(request),
    ...codec(request, false),
    ...EXACT,
    ...container(request.format),
    '-y',
    `file:${destPath}`,
  ];
}

/**
 * To standard output as it comes: every packet is sent at once, and packets are short. (`nobuffer` saves nothing and makes
 * release 5.1 lose the first 40 ms.) Frames of mp3 borrow no bits from earlier ones, so that players may start anywhere;
 * its constant rate lets them guess the length.
 */
export function streamArgs(request: ArgsRequest<StreamFormat>): readonly string[] {
  return [
    ...QUIET,
    ...input(request.sourceRate),
    '-map',
    '0:a',
    '-map_metadata',
    '-1',
    ...filters(request),
    ...codec(request, true),
    ...EXACT,
    ...streamContainer(request.format),
    '-flush_packets',
    '1',
    'pipe:1',
  ];
}

/** Formats whose files only ffmpeg can read. */
export type EncodedFormat = Exclude<AudioFormat, 'wav' | 'pcm'>;

/** A file is read as what it is to be, never as what it looks like. */
const DEMUXERS: Readonly<Record<EncodedFormat, string>> = {
  mp3: 'mp3',
  opus: 'ogg',
  aac: 'mov',
  m4b: 'mov',
  flac: 'flac',
};

/**
 * Decodes all of a file to samples on standard output. What it holds is told on standard error (`info`); a damaged frame
 * ends it with an error.
 */
export function decodeArgs(path: string, format: EncodedFormat): readonly string[] {
  const telling = ['-hide_banner', '-nostats', '-loglevel', 'level+info', '-nostdin', '-xerror', '-threads', '1'];
  const decoding = ['-map', '0:a:0', '-c:a', 'pcm_s16le', '-f', 's16le', 'pipe:1'];
  return [...telling, '-f', DEMUXERS[format], '-i', `file:${path}`, ...decoding];
}

export function chapterArgs(path: string, format: EncodedFormat): readonly string[] {
  return [...QUIET, '-nostdin', '-f', DEMUXERS[format], '-i', `file:${path}`, '-f', 'ffmetadata', 'pipe:1'];
}

/**
 * `atempo` changes the speed and keeps the pitch; beyond 2 it leaves samples out instead of blending them, so the factor
 * is spread over several. Then the rate: a long filter, because speech at 8 kHz lives close to the cut.
 */
export function filters({ sourceRate, sampleRate, tempo }: Omit<ArgsRequest, 'format'>): readonly string[] {
  const steps = Math.max(1, Math.ceil(Math.abs(Math.log2(tempo)) - 1e-9));
  const tempos = tempo === 1 ? [] : Array.from({ length: steps }, () => `atempo=${(tempo ** (1 / steps)).toFixed(6)}`);
  const rate = sampleRate === sourceRate ? [] : [`aresample=${sampleRate}:filter_size=64:cutoff=0.97`];
  const chain = [...tempos, ...rate];
  return chain.length === 0 ? [] : ['-af', chain.join(',')];
}

/** Speech, one voice, mono. Above what each needs to be hard to tell from the original. */
function codec({ format, sampleRate }: ArgsRequest, streaming: boolean): readonly string[] {
  switch (format) {
    case 'wav':
    case 'pcm':
      return ['-c:a', 'pcm_s16le'];
    case 'flac':
      // 40 ms a frame while streaming, so that a frame is out soon after its samples are in.
      return ['-c:a', 'flac', '-sample_fmt', 's16', ...(streaming ? ['-frame_size', `${sampleRate / 25}`] : [])];
    case 'mp3':
      // Variable rate in files: about 40 kbit/s at 24 kHz.
      return streaming
        ? ['-c:a', 'libmp3lame', '-b:a', mp3Bitrate(sampleRate), '-reservoir', '0']
        : ['-c:a', 'libmp3lame', '-q:a', '3'];
    case 'opus':
      return ['-c:a', 'libopus', '-b:a', '40k', '-vbr', 'on', '-application', 'audio', '-frame_duration', '20'];
    case 'aac':
    case 'm4b':
      return ['-c:a', 'aac', '-b:a', aacBitrate(sampleRate)];
  }
}

function container(format: AudioFormat): readonly string[] {
  switch (format) {
    case 'wav':
    case 'pcm':
      return ['-f', 's16le'];
    case 'mp3':
      return ['-f', 'mp3', '-write_xing', '1', '-id3v2_version', '4'];
    case 'opus':
      return ['-f', 'ogg'];
    case 'flac':
      return ['-f', 'flac'];
    case 'aac':
      return ['-f', 'ipod', '-movflags', '+faststart'];
    case 'm4b':
      return ['-f', 'ipod', '-movflags', '+faststart', '-brand', 'M4B '];
  }
}

function streamContainer(format: StreamFormat): readonly string[] {
  switch (format) {
    case 'wav':
    case 'pcm':
      return ['-f', 's16le'];
    case 'mp3':
      return ['-f', 'mp3', '-write_xing', '0', '-id3v2_version', '0'];
    case 'opus':
      return ['-f', 'ogg', '-page_duration', '20000'];
    case 'aac':
      return ['-f', 'adts'];
    case 'flac':
      return ['-f', 'flac'];
  }
}

function mp3Bitrate(sampleRate: number): string {
  if (sampleRate <= 12_000) return '32k';
  return sampleRate <= 24_000 ? '64k' : '96k';
}

function aacBitrate(sampleRate: number): string {
  if (sampleRate <= 12_000) return '32k';
  if (sampleRate <= 16_000) return '48k';
  return sampleRate <= 24_000 ? '64k' : '80k';
}
