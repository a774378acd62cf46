import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { encodeFile, encodeSamples, fileExtension, SPEECH_LOUDNESS, type EncoderDeps } from '@lector/audio';
import type { JobResult } from '@lector/contract';
import type { JobRecord, ObjectStore } from '@lector/jobs';
import type { Tracing } from '@lector/process-kit';
import { audioKey } from '@lector/storage';
import type { ChapterMark } from './chapter-marks.js';
import type { PcmFile } from './pcm-file.js';

export interface SpeechFileDeps {
  readonly objects: Pick<ObjectStore, 'put' | 'putFile'>;
  /** Found, or fetched, on first need. */
  readonly ffmpeg: EncoderDeps['ffmpeg'];
  readonly span: Tracing['span'];
}

/** What the request asks of the file, and what of its speed is left to stretching. */
export interface SpeechFileOf {
  readonly record: JobRecord;
  readonly fence: number;
  readonly chapters: readonly ChapterMark[];
  readonly tempo: number;
}

/**
 * Makes the file a client gets out of a job's samples and uploads it under the attempt's own key: in memory where that is
 * all there is to it, else on disk.
 * @throws LectorError of `encodeFile` and of the store
 */
export async function storeSpeech(
  pcm: PcmFile,
  { record, fence, chapters, tempo }: SpeechFileOf,
  deps: SpeechFileDeps,
  signal: AbortSignal,
): Promise<NonNullable<JobResult['audio']>> {
  const { format, sample_rate: sampleRate, normalize_loudness: normalize, metadata } = record.request;
  const extension = fileExtension(format);
  const key = audioKey(record.id, fence, extension);
  const encoding = {
    format,
    sampleRate,
    tempo,
    loudness: normalize ? SPEECH_LOUDNESS : undefined,
    title: metadata?.['title'],
    chapters: format === 'm4b' || format === 'mp3' ? chapters : [],
  };
  const about = { url: `/v1/jobs/${record.id}/audio`, url_expires_at: null, key, format };

  const upload = (bytes: number, put: () => Promise<void>) =>
    deps.span('upload', { kind: 'client', attributes: { 'lector.bytes': bytes } }, put);

  const held = pcm.held();
  const made = held === null ? null : encodeSamples(held, pcm.sampleRate, encoding);
  if (made !== null) {
    const { bytes, contentType } = made;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await upload(bytes.length, () => deps.objects.put(key, bytes, { contentType, sha256, signal }));
    return {
      ...about,
      bytes: bytes.length,
      sha256,
      duration_seconds: made.durationSeconds,
      sample_rate: made.sampleRate,
    };
  }

  const source = await pcm.finish();
  const file = await encodeFile(source, encoding, join(dirname(source.path), `audio.${extension}`), {
    ffmpeg: deps.ffmpeg,
    signal,
  });
  const sha256 = await digest(file.path);
  const { contentType, bytes } = file;
  await upload(bytes, () => deps.objects.putFile(key, file.path, { contentType, bytes, signal }));
  return {
    ...about,
    bytes: file.bytes,
    sha256,
    duration_seconds: file.durationSeconds,
    sample_rate: file.sampleRate,
  };
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
